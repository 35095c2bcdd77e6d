import Files
import Tensors

/// What keeps a table from becoming tensors.
public struct TableError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The sentence a person reads.
  public let description: String

  /// An error with the sentence a person reads.
  public init(_ sentence: String) { description = sentence }
}

extension Table {
  /// The named columns side by side as a matrix with one row for each row of the table; all
  /// columns of numbers when no names are given.
  ///
  /// Missing values are refused, and whole numbers that a tensor cannot hold; decimals are rounded
  /// to single precision.
  public func features(_ names: String...) throws(TableError) -> Tensor {
    try features(names)
  }

  /// The named columns side by side as a matrix; all columns of numbers when `names` is empty.
  public func features(_ names: [String]) throws(TableError) -> Tensor {
    let chosen =
      names.isEmpty ? columns.filter { $0.values.kind != .text } : names.map { self[$0] }
    var scalars = [Float](repeating: 0, count: rowCount * chosen.count)
    for (place, column) in chosen.enumerated() {
      guard column.values.kind != .text else {
        throw TableError(
          "Column \"\(column.name)\" holds text and cannot be a feature as it is. "
            + "Encode it as numbers first, or leave it out.")
      }
      for (row, value) in column.numbers.enumerated() {
        guard let value else { throw Table.missing(row, column) }
        scalars[row * chosen.count + place] = try Table.single(value, row, column)
      }
    }
    return Tensor(shape: [rowCount, chosen.count], scalars: scalars)
  }

  /// The class of each row, as a number, from the column called `name`.
  ///
  /// `classNames` gives the order; without it, classes are numbered in the order of their names
  /// (of their values, for numbers), so that the order of the rows does not matter.
  public func labels(
    _ name: String, classNames: [String]? = nil
  ) throws(TableError) -> (labels: [Int], classNames: [String]) {
    let column = self[name]
    let words = column.text
    let names = classNames ?? Table.distinct(column)
    let numbers = Dictionary(
      names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var labels: [Int] = []
    labels.reserveCapacity(rowCount)
    for (row, word) in words.enumerated() {
      guard let word else { throw Table.missing(row, column) }
      guard let label = numbers[word] else {
        throw TableError(
          "Row \(row) of column \"\(name)\" says \"\(word)\", which is not one of the classes "
            + names.joined(separator: ", ") + ".")
      }
      labels.append(label)
    }
    return (labels, names)
  }

  /// The values that a column has, in their order.
  static func distinct(_ column: Column) -> [String] {
    switch column.values {
    case .integers(let values): Set(values.compactMap { $0 }).sorted().map(String.init)
    case .numbers(let values): Set(values.compactMap { $0 }).sorted().map { "\($0)" }
    default: Set(column.text.compactMap { $0 }).sorted()
    }
  }

  /// A value in the precision of tensors, which does not have every whole number beyond 2²⁴ and no
  /// number beyond 3.4 times 10³⁸.
  private static func single(
    _ value: Double, _ row: Int, _ column: Column
  ) throws(TableError) -> Float {
    if case .integers(let numbers) = column.values, let whole = numbers[row],
      Float(exactly: whole) == nil
    {
      throw TableError(
        "Row \(row) of column \"\(column.name)\" is \(whole), a whole number that single precision "
          + "does not have. Leave the column out, or subtract a constant first.")
    }
    let single = Float(value)
    guard single.isFinite || !value.isFinite else {
      throw TableError(
        "Row \(row) of column \"\(column.name)\" is \(value), and single precision ends at "
          + "\(Float.greatestFiniteMagnitude). Divide the column by a constant first.")
    }
    return single
  }

  private static func missing(_ row: Int, _ column: Column) -> TableError {
    TableError(
      "Row \(row) of column \"\(column.name)\" has no value. Leave such rows out with "
        + "droppingMissing(), or fill them in.")
  }
}
