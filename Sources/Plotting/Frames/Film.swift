/// The frames of a moving figure in one picture: the first whole, and below it of each further one
/// what changed since the frame before. What did not change within such a part is transparent, so
/// that frame k is the first with the parts 1 to k laid over it in order.
package struct Film: Sendable {
  /// What changed in one frame: where it stands in the picture, and where in the frame it belongs.
  package struct Part: Sendable, Equatable {
    package var x = 0
    package var y = 0
    package var width = 0
    package var height = 0
    package var left = 0
    package var top = 0
  }

  /// The PNG file.
  package let png: [UInt8]
  /// The size of a frame in pixels of the file.
  package let width: Int
  package let height: Int
  /// The parts of all frames but the first; of a frame in which nothing changed, without a size.
  package let parts: [Part]
}

/// Cuts frames into a film, one after the other: all of them together would fill the memory.
struct FilmCutter {
  private let width: Int
  private let height: Int
  private let first: [UInt32]
  private var last: [UInt32]
  private var parts: [Film.Part] = []
  /// The colours of each part, row by row; clear where nothing changed.
  private var cuts: [[UInt32]] = []
  /// How many pixels the parts have so far.
  private(set) var pixels = 0

  /// Begins with the colours of the first frame, row by row.
  init(width: Int, height: Int, _ colors: [UInt32]) {
    (self.width, self.height) = (width, height)
    (first, last) = (colors, colors)
  }

  /// Whether a frame of these colours has the size of the others.
  func holds(_ colors: [UInt32]) -> Bool { colors.count == first.count }

  /// Adds a frame.
  mutating func add(_ colors: [UInt32]) {
    var (left, right, top, bottom) = (width, -1, height, -1)
    for row in 0..<height {
      let line = row * width
      guard let start = (0..<width).first(where: { colors[line + $0] != last[line + $0] }) else {
        continue
      }
      let end = (start..<width).last { colors[line + $0] != last[line + $0] } ?? start
      (left, right) = (min(left, start), max(right, end))
      (top, bottom) = (min(top, row), max(bottom, row))
    }
    guard bottom >= top else {
      parts.append(Film.Part())
      cuts.append([])
      return
    }
    let part = Film.Part(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
    var cut = [UInt32](repeating: 0, count: part.width * part.height)
    for row in 0..<part.height {
      for column in 0..<part.width {
        let place = (top + row) * width + left + column
        if colors[place] != last[place] { cut[row * part.width + column] = colors[place] }
      }
    }
    parts.append(part)
    cuts.append(cut)
    pixels += cut.count
    last = colors
  }

  /// The film of the frames so far.
  func film(pixelsPerInch: Double) -> Film {
    let (placed, total) = packed()
    var colors = [UInt32](repeating: 0, count: width * total)
    colors.replaceSubrange(0..<first.count, with: first)
    for (part, cut) in zip(placed, cuts) {
      for row in 0..<part.height {
        let place = (part.top + row) * width + part.left
        colors.replaceSubrange(
          place..<place + part.width, with: cut[row * part.width..<(row + 1) * part.width])
      }
    }
    let raster =
      Raster(width: width, height: total, reducing: colors)
      ?? Raster(width: width, height: total, colors: colors)
    let perMeter = Int((pixelsPerInch / 0.0254).rounded())
    return Film(
      png: PNGFile(raster, raster.deflated, pixelsPerMeter: perMeter).bytes, width: width,
      height: height, parts: placed)
  }

  /// The parts side by side in rows below the first frame, in order; and the height of all.
  private func packed() -> (parts: [Film.Part], height: Int) {
    var placed = parts
    var (left, top, tallest) = (0, height, 0)
    for number in placed.indices where placed[number].width > 0 {
      if left + placed[number].width > width {
        (left, top, tallest) = (0, top + tallest, 0)
      }
      (placed[number].left, placed[number].top) = (left, top)
      left += placed[number].width
      tallest = max(tallest, placed[number].height)
    }
    return (placed, top + tallest)
  }
}
