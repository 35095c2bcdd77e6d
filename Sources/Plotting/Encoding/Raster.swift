/// Pixels in one of the forms that PNG knows, packed into rows of bytes.
struct Raster {
  /// What the samples mean, with PNG's own numbers.
  enum Form: UInt8 {
    case gray = 0
    case rgb = 2
    case palette = 3
    case rgba = 6
  }

  let width: Int
  let height: Int
  let form: Form
  let bitDepth: Int
  /// Colours of a palette as red, green, blue and opacity, red highest; empty for other forms.
  let palette: [UInt32]
  let rowBytes: Int
  let bytes: [UInt8]

  /// The distance in bytes between neighbouring pixels' like samples, at least one.
  var pixelBytes: Int {
    switch form {
    case .gray, .palette: 1
    case .rgb: 3
    case .rgba: 4
    }
  }

  /// Pixels as numbers into a palette, in the fewest bits: greys where they are on a grey scale.
  init(width: Int, height: Int, palette: [UInt32], indices: [UInt8]) {
    self.width = width
    self.height = height
    let paletteDepth = [1, 2, 4].first { palette.count <= 1 << $0 } ?? 8
    let grayDepth = Raster.grayDepth(palette)
    var map = [UInt8](0...255)
    if let grayDepth, grayDepth <= paletteDepth {
      (form, bitDepth, self.palette) = (.gray, grayDepth, [])
      for (index, color) in palette.enumerated() {
        map[index] = UInt8(truncatingIfNeeded: color >> 24) >> UInt8(8 - grayDepth)
      }
    } else {
      // Colours that are not solid come first, so that opacities stop after the last of them.
      let order = palette.indices.sorted { a, b in
        let (first, second) = (palette[a] & 255 == 255, palette[b] & 255 == 255)
        return first == second ? a < b : !first
      }
      (form, bitDepth, self.palette) = (.palette, paletteDepth, order.map { palette[$0] })
      for (place, index) in order.enumerated() { map[index] = UInt8(place) }
    }
    rowBytes = (width * bitDepth + 7) / 8
    bytes = Raster.pack(indices, map, width: width, height: height, bitDepth: bitDepth)
  }

  /// Pixels as red, green, blue and opacity, red highest; the opacity is dropped where all are solid.
  init(width: Int, height: Int, colors: [UInt32]) {
    self.width = width
    self.height = height
    let isSolid = colors.allSatisfy { $0 & 255 == 255 }
    let isGray = isSolid && colors.allSatisfy { Raster.isGray($0) }
    bitDepth = 8
    palette = []
    form = isGray ? .gray : isSolid ? .rgb : .rgba
    let count = isGray ? 1 : isSolid ? 3 : 4
    rowBytes = width * count
    var bytes = [UInt8](repeating: 0, count: rowBytes * height)
    for (pixel, color) in colors.enumerated() {
      for part in 0..<count {
        bytes[pixel * count + part] = UInt8(truncatingIfNeeded: color >> UInt32(24 - 8 * part))
      }
    }
    self.bytes = bytes
  }

  /// Pixels of many colours as numbers into a palette of 256 that look the same; nil where these
  /// would be seen to be few.
  init?(width: Int, height: Int, reducing colors: [UInt32]) {
    var counts: [UInt32: Int] = [:]
    var (last, run) = (colors.first ?? 0, 0)
    // Most neighbours are alike: a look into the dictionary for each run, not for each pixel.
    for color in colors {
      if color == last {
        run += 1
      } else {
        counts[last, default: 0] += run
        guard counts.count <= Quantizer.mostColors else { return nil }
        (last, run) = (color, 1)
      }
    }
    counts[last, default: 0] += run
    guard let quantizer = Quantizer(counts) else { return nil }
    var number = quantizer.numbers[last] ?? 0
    let indices = colors.map { color in
      if color != last { (last, number) = (color, quantizer.numbers[color] ?? 0) }
      return number
    }
    self.init(width: width, height: height, palette: quantizer.palette, indices: indices)
  }

  /// A raster of the same form with other rows.
  init(_ other: Raster, height: Int, bytes: [UInt8]) {
    (width, self.height, form, bitDepth) = (other.width, height, other.form, other.bitDepth)
    (palette, rowBytes, self.bytes) = (other.palette, other.rowBytes, bytes)
  }

  private static func isGray(_ color: UInt32) -> Bool {
    color >> 24 == (color >> 16) & 255 && color >> 24 == (color >> 8) & 255
  }

  /// The bits in which every colour is a level of a grey scale; nil where one is not a solid grey.
  private static func grayDepth(_ palette: [UInt32]) -> Int? {
    guard palette.allSatisfy({ $0 & 255 == 255 && isGray($0) }) else { return nil }
    let levels = palette.map { Int($0 >> 24) }
    return [1, 2, 4, 8].first { depth in
      levels.allSatisfy { $0 % (255 / ((1 << depth) - 1)) == 0 }
    }
  }

  private static func pack(
    _ indices: [UInt8], _ map: [UInt8], width: Int, height: Int, bitDepth: Int
  ) -> [UInt8] {
    if bitDepth == 8 {
      if map == [UInt8](0...255) { return indices }
      return indices.map { map[Int($0)] }
    }
    let rowBytes = (width * bitDepth + 7) / 8
    let perByte = 8 / bitDepth
    var bytes = [UInt8](repeating: 0, count: rowBytes * height)
    for row in 0..<height {
      for x in 0..<width {
        let shift = UInt8(8 - bitDepth * (x % perByte + 1))
        bytes[row * rowBytes + x / perByte] |= map[Int(indices[row * width + x])] << shift
      }
    }
    return bytes
  }
}
