import Tensors

/// A rectangle with sides along the axes: where something is in a picture. Numbers grow to the right
/// and downwards, and a box that covers a pixel is one wide.
///
///     let box = Box(left: 1, top: 2, width: 3, height: 4)
///     box.right                                                   // 4
///     box.overlap(with: Box(left: 2, top: 2, width: 3, height: 4))  // 0.5
public struct Box: Sendable, Equatable {
  /// The edge on the left.
  public var left: Double
  /// The edge at the top.
  public var top: Double
  /// From the left edge to the right one.
  public var width: Double
  /// From the top edge to the bottom one.
  public var height: Double

  /// A box from its upper left corner and its size.
  public init(left: Double, top: Double, width: Double, height: Double) {
    (self.left, self.top, self.width, self.height) = (left, top, width, height)
  }

  /// A box from its centre and its size.
  public init(centre: (x: Double, y: Double), width: Double, height: Double) {
    self.init(
      left: centre.x - width / 2, top: centre.y - height / 2, width: width, height: height)
  }

  /// The edge on the right.
  public var right: Double { left + width }
  /// The edge at the bottom.
  public var bottom: Double { top + height }
  /// The middle.
  public var centre: (x: Double, y: Double) { (left + width / 2, top + height / 2) }
  /// How much it covers.
  public var area: Double { width * height }

  /// What both cover; 0 where they only touch.
  ///
  ///     let box = Box(left: 0, top: 0, width: 2, height: 2)
  ///     box.intersection(with: Box(left: 1, top: 1, width: 2, height: 2))   // 1
  public func intersection(with other: Box) -> Double {
    let across = min(right, other.right) - max(left, other.left)
    let down = min(bottom, other.bottom) - max(top, other.top)
    return across > 0 && down > 0 ? across * down : 0
  }

  /// The intersection over the union: the share of what either covers that both do. 1 for the same
  /// box, 0 for boxes apart, and for boxes without an area.
  ///
  ///     let box = Box(left: 0, top: 0, width: 2, height: 2)
  ///     box.overlap(with: Box(left: 1, top: 0, width: 2, height: 2))   // 0.333
  public func overlap(with other: Box) -> Double {
    let both = intersection(with: other)
    return both > 0 ? both / (area + other.area - both) : 0
  }

  /// The rule of boxes: numbers, and sizes that are not negative.
  func check(_ what: String) throws(TensorError) {
    guard left.isFinite, top.isFinite, width.isFinite, height.isFinite, width >= 0, height >= 0
    else {
      throw TensorError(
        "\(what) has its box at (\(left), \(top)), \(width) wide and \(height) high, and a box has "
          + "numbers and no negative size.")
    }
  }
}
