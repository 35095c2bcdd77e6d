/// A grid of numbers with any number of axes: a shape, and the scalars row by row.
///
/// A tensor is a value. Copies share their scalars until one of them is changed, so passing a
/// tensor around or giving it another shape costs nothing. Scalars are contiguous and row-major:
/// the last axis is the one whose neighbours lie side by side in memory.
public struct Tensor: Sendable, Equatable {
  /// The length of each axis, outermost first. A scalar has the shape `[]`.
  public let shape: [Int]
  /// All scalars, row by row.
  public var scalars: [Float]

  /// Creates a tensor from a shape and the scalars that fill it, row by row.
  public init(shape: [Int], scalars: [Float]) {
    self.shape = shape
    self.scalars = scalars
  }

  /// The number of axes.
  public var rank: Int { shape.count }
  /// The number of scalars.
  public var count: Int { scalars.count }
}
