/// How many pixels a figure has. ``page`` is the one place where that is set for the whole book.
///
/// A figure is laid out in points, 468 to the width of a book's page. A web page shows it 832 of its
/// own pixels wide, so that the smallest lettering, 9 points, is 16 of them high, as the text around
/// it is. The file has two pixels for each of these along each side, which is what dense screens
/// have, and says so: its width at 96 pixels to the inch is the width at which it is to be shown.
package struct Density: Sendable, Equatable {
  /// The pixels at which a point is shown.
  package let shown: Double
  /// The pixels of the file for each of these, along each side.
  package let fineness: Int

  package init(shown: Double, fineness: Int) {
    (self.shown, self.fineness) = (shown, fineness)
  }

  package static let page = Density(shown: 16.0 / 9, fineness: 2)

  /// One pixel to the point, for small pictures in tests.
  package static let coarse = Density(shown: 1, fineness: 1)

  /// The pixels of the file in a point.
  package var pixelsPerPoint: Double { shown * Double(fineness) }

  /// What the file says of its size.
  package var pixelsPerInch: Double { 96 * Double(fineness) }

  /// A length in points at which whole pixels are shown, the least that holds `length`.
  package func whole(_ length: Double) -> Double {
    // What is whole but for a rounding is whole.
    (length * shown - 1e-6).rounded(.up) / shown
  }
}
