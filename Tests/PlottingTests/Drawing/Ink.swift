import Plotting

extension Canvas {
  /// How many device pixels' worth of black were drawn on white, in linear light.
  var ink: Double {
    var sum = 0.0
    for y in 0..<pixelHeight {
      for x in 0..<pixelWidth { sum += 1 - color(atPixel: x, y).luminance }
    }
    return sum
  }

  /// The smallest box of device pixels outside of which nothing was drawn: left, top, right, bottom.
  var inkBox: (left: Int, top: Int, right: Int, bottom: Int)? {
    var box: (left: Int, top: Int, right: Int, bottom: Int)?
    for y in 0..<pixelHeight {
      for x in 0..<pixelWidth where color(atPixel: x, y) != background {
        let old = box ?? (x, y, x + 1, y + 1)
        box = (min(old.left, x), min(old.top, y), max(old.right, x + 1), max(old.bottom, y + 1))
      }
    }
    return box
  }

  /// Whether two canvases show the same.
  func shows(the other: Canvas) -> Bool {
    guard pixelWidth == other.pixelWidth, pixelHeight == other.pixelHeight else { return false }
    for y in 0..<pixelHeight {
      for x in 0..<pixelWidth where color(atPixel: x, y) != other.color(atPixel: x, y) {
        return false
      }
    }
    return true
  }
}
