import Tensors

extension Variable {
  /// A loss of pairs of embeddings: rows that belong together are pulled together, others are
  /// pushed apart until a margin lies between them.
  ///
  ///     d = |a - b|     loss = mean over rows of d² for pairs, else max(0, margin - d)²
  ///
  /// `together` has a 1 for every row that is a pair and a 0 for every other. It is put together
  /// from other operations, which keep what they need.
  public func contrastive(_ others: Variable, together: Tensor, margin: Float = 1) -> Variable {
    required(try Self.checkContrastive(shape, others.shape, together, margin: margin))
    let distances = (self - others).norm(axes: [-1])
    let short = (margin - distances).relu()
    return (distances * distances * together + short * short * (1 - together)).mean()
  }

  /// Two matrices of one shape, and for every row whether it is a pair.
  package static func checkContrastive(
    _ a: [Int], _ b: [Int], _ together: Tensor, margin: Float
  ) throws {
    guard a.count == 2, a == b, together.shape == [a[0]] else {
      throw TensorError(
        "contrastive loss: embeddings of shapes \(a) and \(b) should be two matrices of one shape, "
          + "[pairs, width], and come with a vector of their number, not of shape "
          + "\(together.shape)")
    }
    if let place = together.scalars.firstIndex(where: { $0 != 0 && $0 != 1 }) {
      throw TensorError(
        "contrastive loss: pair \(place) is marked \(together.scalars[place]), neither 0 nor 1")
    }
    guard margin > 0 else {
      throw TensorError("contrastive loss: the margin is \(margin), and must be positive")
    }
  }
}
