import Tensors

/// A picture as numbers: heights of grey, or red, green and blue.
package struct Picture: Sendable {
  let height: Int
  let width: Int
  let channels: Int
  let values: [Double]

  /// The pictures in a tensor: `[height, width]` or with channels last, `[height, width, 3]`;
  /// several where there is one axis more in front.
  package static func pictures(
    shape: [Int], values: [Double], isBatch: Bool
  ) throws -> [Picture] {
    let base = isBatch ? 1 : 0
    let channels = shape.count == base + 3 ? shape[base + 2] : 1
    guard shape.count == base + 2 || shape.count == base + 3, channels == 1 || channels == 3 else {
      let wanted = isBatch ? "[count, height, width]" : "[height, width]"
      throw PlottingError(
        "drawing \(isBatch ? "images" : "an image") from a tensor of shape \(shape): the shape has "
          + "to be \(wanted), with 1 or 3 channels as a last axis if any")
    }
    let (height, width) = (shape[base], shape[base + 1])
    let size = height * width * channels
    guard size > 0 else { return [] }
    return (0..<(isBatch ? shape[0] : 1)).map { index in
      Picture(
        height: height, width: width, channels: channels,
        values: Array(values[index * size..<(index + 1) * size]))
    }
  }

  /// The colours of the picture, with `range` from black to white or over a map.
  func bitmap(_ range: ClosedRange<Double>, map: ColorMap, theme: Theme) -> Bitmap {
    let extent = Extent(range)
    guard channels == 3 else {
      let scale = ColorScale(map, extent, range: range, theme: theme)
      return Bitmap(width: width, height: height, colors: values.map(scale.color))
    }
    let span = max(range.upperBound - range.lowerBound, 1e-300)
    let colors = (0..<height * width).map { pixel in
      let part = (0..<3).map { (values[pixel * 3 + $0] - range.lowerBound) / span }
      return Color(red: part[0], green: part[1], blue: part[2])
    }
    return Bitmap(width: width, height: height, colors: colors)
  }

  /// From black to white: 0 to 1 or 0 to 255 where the numbers look like that, their own range
  /// otherwise; around zero where a map with two sides is to be used.
  static func range(_ extent: Extent, map: ColorMap) -> ClosedRange<Double> {
    guard !extent.isEmpty else { return 0...1 }
    if map == .diverging {
      let size = max(abs(extent.lowest), abs(extent.highest), 1e-300)
      return -size...size
    }
    if extent.lowest >= 0, extent.highest <= 1 { return 0...1 }
    if extent.lowest >= 0, extent.highest <= 255, extent.isWhole { return 0...255 }
    return extent.highest > extent.lowest
      ? extent.lowest...extent.highest : extent.lowest - 1...extent.lowest + 1
  }
}

/// Pictures in rows and columns, or one alone.
package struct PicturesMark: Mark {
  let pictures: [Picture]
  let columns: Int
  let labels: [String]
  let map: ColorMap
  let range: ClosedRange<Double>?

  package var layer: MarkLayer { .field }
  package var hues: [Hue?] { [] }
  package var extents: (x: Extent, y: Extent) { (Extent(), Extent()) }

  private var rows: Int { (pictures.count + columns - 1) / max(columns, 1) }
  private var gap: Double { pictures.count > 60 ? 2 : 4 }
  private var labelHeight: Double { labels.isEmpty ? 0 : 12 }

  package var shape: PlotShape {
    guard let first = pictures.first else { return .bare(width: 200, height: 40) }
    let aspect = Double(first.height) / Double(first.width)
    let full = Page.width - 2 * Page.edge
    let fitting = (full - Double(columns - 1) * gap) / Double(columns)
    // Small pictures are not blown up to the width of the page, unless their names need it.
    let largest = columns == 1 ? 260 / max(aspect, 1) : labels.isEmpty ? 64 : 76.0
    let side = min(fitting, largest)
    let width = Double(columns) * side + Double(columns - 1) * gap
    let height = Double(rows) * (side * aspect + labelHeight) + Double(rows - 1) * gap
    return .bare(width: width, height: height)
  }

  package var series: [Series] {
    pictures.prefix(64).enumerated().map { index, picture in
      Series(
        .picture, name: labels.indices.contains(index) ? labels[index] : "image \(index)",
        x: picture.values.indices.map { Double($0) }, y: picture.values)
    }
  }

  package func draw(in frame: Frame, on sheet: inout Sheet) {
    guard let first = pictures.first, case .bare(let width, let height) = shape else { return }
    let factor = min(1, frame.area.width / width, frame.area.height / height)
    let side = (width * factor - Double(columns - 1) * gap) / Double(columns)
    guard side > 0.5 else { return }
    let tall = side * Double(first.height) / Double(first.width)
    var all = Extent()
    for picture in pictures { all.add(picture.values) }
    for (index, picture) in pictures.enumerated() {
      let (row, column) = (index / columns, index % columns)
      let corner = Point(
        frame.area.left + Double(column) * (side + gap),
        frame.area.top + Double(row) * (tall + gap + labelHeight))
      let range = range ?? Picture.range(all, map: map)
      sheet.image(
        picture.bitmap(range, map: map, theme: frame.theme),
        in: Rectangle(x: corner.x, y: corner.y, width: side, height: tall))
      guard labels.indices.contains(index) else { continue }
      let text = Typesetting.shortened(labels[index], to: side + gap - 2, size: TypeSize.note)
      sheet.writeIfFree(
        Writing(
          text, at: Point(corner.x + side / 2, corner.y + tall + 7), size: TypeSize.note,
          anchor: Anchor(.center, .middle), color: frame.theme.text), gap: 0)
    }
  }

  package func omissions(in frame: Frame) -> Omissions {
    var omissions = Omissions()
    for picture in pictures {
      omissions.total += picture.values.count
      omissions.notFinite += picture.values.filter { !$0.isFinite }.count
    }
    return omissions
  }

  package func sentences(_ axes: AxisNames) -> [String] {
    guard let first = pictures.first else { return ["No images."] }
    let size = "\(first.height) by \(first.width) pixels"
    if pictures.count == 1 { return ["An image of \(size)."] }
    let named = labels.isEmpty ? "" : ": " + labels.prefix(20).joined(separator: ", ")
    let rows = rows == 1 ? "one row" : "\(rows) rows of \(columns)"
    return ["\(pictures.count) images of \(size) in \(rows)\(named)."]
  }
}

extension Figure {
  /// Adds one picture: a tensor `[height, width]`, or `[height, width, 3]` in colour.
  public func image(
    _ tensor: Tensor, map: ColorMap = .gray, range: ClosedRange<Double>? = nil
  ) -> Figure {
    let pictures = required(
      try Picture.pictures(shape: tensor.shape, values: tensor.plotValues, isBatch: false))
    return adding(
      PicturesMark(
        pictures: pictures, columns: 1, labels: [], map: map, range: range))
  }

  /// Adds several pictures in rows: a tensor `[count, height, width]`, or with 3 channels as a last
  /// axis.
  ///
  /// - Parameters:
  ///   - columns: how many stand in a row.
  ///   - labels: what stands below each.
  ///   - map: how numbers become colours; without it two-sided where there are negative numbers.
  public func imageGrid(
    _ tensor: Tensor, columns: Int = 10, labels: [String] = [], map: ColorMap? = nil,
    range: ClosedRange<Double>? = nil
  ) -> Figure {
    let values = tensor.plotValues
    let pictures = required(
      try Picture.pictures(shape: tensor.shape, values: values, isBatch: true))
    let extent = Extent(values)
    let suitable: ColorMap = extent.lowest < 0 ? .diverging : .gray
    return adding(
      PicturesMark(
        pictures: pictures, columns: max(1, min(columns, max(pictures.count, 1))), labels: labels,
        map: map ?? suitable, range: range))
  }
}
