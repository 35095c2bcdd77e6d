import Tensors

extension Variable {
  /// How far the rows of a matrix of embeddings are from having their partners nearer than rows
  /// that are not theirs, by a margin.
  ///
  ///     loss = mean over rows of max(0, |a - p| - |a - n| + margin)
  ///
  /// Only triplets that violate the margin pull: those that do not have no gradient. It is put
  /// together from other operations, which keep what they need.
  public func triplet(partner: Variable, other: Variable, margin: Float = 1) -> Variable {
    required(try Self.checkTriplet(shape, partner.shape, other.shape, margin: margin))
    let near = (self - partner).norm(axes: [-1])
    let far = (self - other).norm(axes: [-1])
    return (near - far + margin).relu().mean()
  }

  /// Three matrices of one shape, and room between them.
  package static func checkTriplet(
    _ anchor: [Int], _ partner: [Int], _ other: [Int], margin: Float
  ) throws {
    guard anchor.count == 2, anchor == partner, anchor == other else {
      throw TensorError(
        "triplet loss: embeddings of shapes \(anchor), \(partner) and \(other) should be three "
          + "matrices of one shape, [triplets, width]")
    }
    guard margin > 0 else {
      throw TensorError("triplet loss: the margin is \(margin), and must be positive")
    }
  }
}
