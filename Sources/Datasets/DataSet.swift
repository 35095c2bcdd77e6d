import Tensors

/// Examples in rows: what can be split, folded, shuffled and cut into batches.
///
/// Whatever selects examples returns a set of the same type, so a batch, a fold and a training
/// part have the same properties as the whole.
public protocol DataSet: Sendable {
  /// The number of examples.
  var count: Int { get }
  /// One row of numbers for each example: `[count, features]`.
  var features: Tensor { get }
  /// The examples with these numbers, in this order; a number may appear more than once.
  func rows(_ numbers: [Int]) -> Self
  /// The same examples with other features.
  func withFeatures(_ features: Tensor) -> Self
}

extension DataSet {
  /// The first `count` examples, or all when there are fewer.
  public func prefix(_ count: Int) -> Self { rows(Array(0..<Swift.min(count, self.count))) }

  /// The examples in a random order.
  public func shuffled(using random: inout Random) -> Self {
    rows(Tensor.permutation(count, using: &random))
  }
}
