import Foundation

/// A drawing surface measured in points, drawn with several device pixels to the point.
///
/// x grows to the right and y downwards. Colours blend in linear light. What nothing was drawn on is
/// never touched, so that a mostly empty figure costs what is drawn and not its area. A canvas is
/// used from one thread at a time.
package final class Canvas {
  /// The size in points.
  package let width: Double
  package let height: Double
  /// Device pixels in a point.
  package let scale: Double
  /// What shows where nothing is drawn; it may be transparent.
  package let background: Color
  package let pixelWidth: Int
  package let pixelHeight: Int

  /// Premultiplied linear light over the background, row by row; meaningless where nothing was
  /// drawn.
  let pixels: UnsafeMutablePointer<SIMD4<Float>>
  /// For each row one bit for each sixteen pixels: whether any of them was drawn on.
  let touched: UnsafeMutablePointer<UInt64>
  let touchedWords: Int
  let coverage: Coverage

  /// The most pixels along a side; a larger canvas is made smaller.
  private static let longestSide = 32768

  package init(width: Double, height: Double, scale: Double = 2, background: Color = .white) {
    func side(_ length: Double) -> Int {
      // What is whole but for a rounding is whole.
      let pixels = (length * scale - 1e-6).rounded(.up)
      return pixels.isFinite ? Int(min(max(pixels, 1), Double(Canvas.longestSide))) : 1
    }
    self.width = width
    self.height = height
    self.scale = scale
    self.background = background
    pixelWidth = side(width)
    pixelHeight = side(height)
    // To clear all of it would take longer than to draw most figures.
    pixels = .allocate(capacity: pixelWidth * pixelHeight)
    touchedWords = (pixelWidth + 1023) / 1024
    touched = .allocate(capacity: touchedWords * pixelHeight)
    touched.initialize(repeating: 0, count: touchedWords * pixelHeight)
    coverage = Coverage(width: pixelWidth, height: pixelHeight)
  }

  deinit {
    pixels.deallocate()
    touched.deallocate()
  }

  /// From points to device pixels.
  var device: Transform { .scale(scale, scale) }

  /// The whole canvas.
  package var bounds: Rectangle { Rectangle(x: 0, y: 0, width: width, height: height) }

  /// Draws what `body` draws only inside `rectangle`, whose sides go to the nearest pixel borders.
  package func clip(to rectangle: Rectangle, _ body: () throws -> Void) rethrows {
    let before = (coverage.left, coverage.right, coverage.top, coverage.bottom)
    func border(_ value: Double, _ low: Int, _ high: Int) -> Int {
      guard value.isFinite else { return low }
      return Int(min(max((value * scale).rounded(), Double(low)), Double(high)))
    }
    coverage.left = border(rectangle.left, before.0, before.1)
    coverage.right = max(border(rectangle.right, before.0, before.1), coverage.left)
    coverage.top = border(rectangle.top, before.2, before.3)
    coverage.bottom = max(border(rectangle.bottom, before.2, before.3), coverage.top)
    defer { (coverage.left, coverage.right, coverage.top, coverage.bottom) = before }
    try body()
  }

  /// The colour that shows at a device pixel, for tests and for choosing what to draw on top.
  package func color(atPixel x: Int, _ y: Int) -> Color {
    guard x >= 0, y >= 0, x < pixelWidth, y < pixelHeight else { return background }
    let word = touched[y * touchedWords + x >> 10]
    let isTouched = word >> UInt64(x >> 4 & 63) & 1 == 1
    let light = isTouched ? pixels[y * pixelWidth + x] : .zero
    let shown = Canvas.over(light, background.premultiplied)
    guard shown.w > 0 else { return .clear }
    return Color(linear: SIMD4(shown.x / shown.w, shown.y / shown.w, shown.z / shown.w, shown.w))
  }
}
