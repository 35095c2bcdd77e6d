import Tensors

/// A set of examples cut into batches, each a small set of the same type. The last is smaller when
/// the batch size does not divide the number of examples.
public struct Batches<Examples: DataSet>: RandomAccessCollection, Sendable {
  private let examples: Examples
  private let order: [Int]?
  /// The number of examples in every batch but perhaps the last.
  public let batchSize: Int

  init(_ examples: Examples, order: [Int]?, batchSize: Int) {
    self.examples = examples
    self.order = order
    self.batchSize = batchSize
  }

  /// The first batch.
  public var startIndex: Int { 0 }
  /// One past the last batch.
  public var endIndex: Int { (examples.count + batchSize - 1) / batchSize }

  /// The batch with this number. Its examples are gathered when it is asked for.
  public subscript(number: Int) -> Examples {
    guard indices.contains(number) else { fatalError("There is no batch \(number) of \(count).") }
    let range = (number * batchSize)..<Swift.min((number + 1) * batchSize, examples.count)
    return examples.rows(order.map { Array($0[range]) } ?? Array(range))
  }
}

extension DataSet {
  /// The examples in batches of `size`, in the order they stand in.
  ///
  /// ```swift
  /// for batch in train.batches(of: 64) { … batch.features … batch.labels … }
  /// ```
  public func batches(of size: Int) -> Batches<Self> {
    Batches(self, order: nil, batchSize: required(try checkedBatchSize(size)))
  }

  /// The examples in batches of `size`, in a random order drawn now: each example once. Ask again
  /// for the next epoch.
  public func batches(of size: Int, shuffledBy random: inout Random) -> Batches<Self> {
    Batches(
      self, order: Tensor.permutation(count, using: &random),
      batchSize: required(try checkedBatchSize(size)))
  }

  package func checkedBatchSize(_ size: Int) throws(TensorError) -> Int {
    guard size > 0 else {
      throw TensorError("A batch needs at least one example, and a size of \(size) was asked for.")
    }
    return size
  }
}
