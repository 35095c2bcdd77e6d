import Tensors

/// Which examples are for training, for choosing and for the final number: three lists of row
/// numbers without overlap that together hold every row.
///
/// ```swift
/// let split = Split.stratified(by: digits.labels, validation: 0.2, test: 0.2, using: &random)
/// let parts = digits.split(split)
/// ```
public struct Split: Sendable, Equatable {
  /// Rows to learn from.
  public let train: [Int]
  /// Rows to choose by.
  public let validation: [Int]
  /// Rows for the number that is reported.
  public let test: [Int]

  /// A split from its three lists.
  public init(train: [Int], validation: [Int] = [], test: [Int]) {
    self.train = train
    self.validation = validation
    self.test = test
  }

  /// Rows at random. Right when the rows are independent of each other.
  public static func random(
    count: Int, validation: Double = 0, test: Double, using random: inout Random
  ) -> Split {
    let sizes = required(try PartSizes(count: count, validation: validation, test: test))
    let order = Tensor.permutation(count, using: &random)
    let validationEnd = sizes.test + sizes.validation
    return Split(
      train: Array(order[validationEnd...]),
      validation: Array(order[sizes.test..<validationEnd]), test: Array(order[..<sizes.test]))
  }
}

/// How many rows each part gets.
package struct PartSizes {
  package let train: Int
  package let validation: Int
  package let test: Int

  package init(count: Int, validation: Double, test: Double) throws(TensorError) {
    guard validation >= 0, test >= 0, validation + test < 1 else {
      throw TensorError(
        "The validation and test parts of a split are shares from 0 to 1 that leave something to "
          + "learn from, and \(validation) and \(test) were asked for.")
    }
    self.test = Int((Double(count) * test).rounded())
    self.validation = Int((Double(count) * validation).rounded())
    train = count - self.test - self.validation
    guard train > 0, self.test > 0 || test == 0, self.validation > 0 || validation == 0 else {
      throw TensorError(
        "\(count) rows are too few for a validation part of \(validation) and a test part of "
          + "\(test): a part would be empty.")
    }
  }
}

/// A set of examples in three parts.
public struct Parts<Examples: RowSet> {
  /// What the model learns from.
  public let train: Examples
  /// What choices are made by.
  public let validation: Examples
  /// What gives the number that is reported, once.
  public let test: SealedTest<Examples>
}

extension RowSet {
  /// The three parts of the set.
  public func split(_ split: Split) -> Parts<Self> {
    Parts(
      train: rows(split.train), validation: rows(split.validation),
      test: SealedTest(rows(split.test)))
  }
}
