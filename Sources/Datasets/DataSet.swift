import Tensors

/// Rows that can be selected by their numbers: what can be split, sealed and shuffled.
///
/// Whatever selects rows returns a set of the same type, so a fold and a training part have the
/// same properties as the whole.
public protocol RowSet: Sendable {
  /// The number of rows.
  var count: Int { get }
  /// The rows with these numbers, in this order; a number may appear more than once.
  func rows(_ numbers: [Int]) -> Self
}

/// Examples in rows, each a list of numbers: what can be cut into batches for a model.
public protocol DataSet: RowSet {
  /// One row of numbers for each example: `[count, features]`.
  var features: Tensor { get }
  /// The same examples with other features.
  func withFeatures(_ features: Tensor) -> Self
}

extension RowSet {
  /// The first `count` rows, or all when there are fewer.
  public func prefix(_ count: Int) -> Self { rows(Array(0..<Swift.min(count, self.count))) }

  /// The rows in a random order.
  public func shuffled(using random: inout Random) -> Self {
    rows(Tensor.permutation(count, using: &random))
  }
}
