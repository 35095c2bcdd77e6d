/// The room around a plot.
package struct Margins: Sendable, Equatable {
  package var top = 0.0
  package var left = 0.0
  package var bottom = 0.0
  package var right = 0.0

  /// As much room on each side as the larger of two.
  package func union(_ other: Margins) -> Margins {
    Margins(
      top: max(top, other.top), left: max(left, other.left), bottom: max(bottom, other.bottom),
      right: max(right, other.right))
  }

  /// The plot inside `box`, never smaller than a few points.
  package func area(in box: Rectangle) -> Rectangle {
    Rectangle(
      x: box.left + left, y: box.top + top, width: max(box.width - left - right, 8),
      height: max(box.height - top - bottom, 8))
  }
}
