import Tensors

extension Variable {
  /// How badly the rows of two matrices of embeddings find their partners: row `i` of one belongs
  /// to row `i` of the other, and every other row is a wrong answer.
  ///
  ///     logits = A Bᵀ / temperature, of rows of length 1
  ///     loss = (cross-entropy of the rows + cross-entropy of the columns) / 2
  ///
  /// It is put together from other operations, which keep what they need.
  public func infoNCE(_ partners: Variable, temperature: Float = 0.07) -> Variable {
    required(try Self.checkPartners(shape, partners.shape, temperature: temperature))
    let (a, b) = (unitRows(), partners.unitRows())
    let logits = a.matmul(b, transposeRight: true) / temperature
    let labels = Array(0..<shape[0])
    let there = logits.crossEntropy(labels: labels)
    let back = logits.transposed().crossEntropy(labels: labels)
    return (there + back) * 0.5
  }

  /// Each row divided by its length.
  private func unitRows() -> Variable {
    self / ((self * self).sum(axes: [-1], keepingAxes: true) + 1e-12).squareRoot()
  }

  /// Every row has a partner.
  package static func checkPartners(_ a: [Int], _ b: [Int], temperature: Float) throws {
    guard a.count == 2, a == b, a[0] > 0 else {
      throw TensorError(
        "InfoNCE: embeddings of shapes \(a) and \(b) should be two matrices of one shape, "
          + "[pairs, width]")
    }
    guard temperature > 0 else {
      throw TensorError("InfoNCE: the temperature is \(temperature), and must be positive")
    }
  }
}
