/// Examples in rows: what can be split, folded, shuffled and cut into batches.
///
/// Whatever selects examples returns a set of the same type, so a batch, a fold and a training
/// part have the same properties as the whole.
public protocol DataSet: Sendable {
  /// The number of examples.
  var count: Int { get }
  /// The examples with these numbers, in this order; a number may appear more than once.
  func rows(_ numbers: [Int]) -> Self
}

extension DataSet {
  /// The first `count` examples, or all when there are fewer.
  public func prefix(_ count: Int) -> Self { rows(Array(0..<Swift.min(count, self.count))) }
}
