/// Fills gaps with a value that is learned from the training rows.
///
/// ```swift
/// Imputer("temp", "pressure", with: .median, indicating: true)
/// ```
public struct Imputer: PreparingStep {
  /// What gaps are filled with.
  public enum Fill: Sendable, Equatable {
    /// The mean of the values that are there.
    case mean
    /// The middle one of the values that are there, or the mean of the middle two.
    case median
    /// The value that is there most often; of several the smallest.
    case mostFrequent
    /// Always this number.
    case number(Double)
    /// Always this text.
    case text(String)
  }

  private let columns: [String]
  private let fill: Fill
  private let isIndicating: Bool

  /// Fills the gaps in `columns`. With `indicating`, a column `NAME missing` says beside each where
  /// they were: that something is missing often says more than what is put in its place.
  public init(_ columns: String..., with fill: Fill, indicating: Bool = false) {
    self.columns = columns
    self.fill = fill
    isIndicating = indicating
  }

  public func fitted(to train: Table) throws(TableError) -> FittedImputer {
    var values: [(name: String, value: Table.Values)] = []
    for name in columns { values.append((name, try value(for: train.needed(name)))) }
    return FittedImputer(values: values, isIndicating: isIndicating)
  }

  /// The value for the gaps of a column, as a column of one row.
  private func value(for column: Table.Column) throws(TableError) -> Table.Values {
    switch fill {
    case .number(let number): return .numbers([number])
    case .text(let text): return .text([text])
    case .mostFrequent:
      let counts = column.text.reduce(into: [String: Int]()) { counts, word in
        if let word { counts[word, default: 0] += 1 }
      }
      // In the order of the values, so that of several the smallest is found first.
      let most = counts.values.max()
      guard let word = Table.distinct(column).first(where: { counts[$0] == most }),
        let row = column.text.firstIndex(of: word)
      else { throw Imputer.empty(column) }
      return column.values.rows([row])
    case .mean, .median:
      guard column.values.kind != .text else {
        throw TableError(
          "Column \"\(column.name)\" holds text, which has no mean and no median. Fill its gaps with "
            + "the most frequent value or with a text.")
      }
      let numbers = column.numbers.compactMap { $0 }.sorted()
      guard !numbers.isEmpty else { throw Imputer.empty(column) }
      if fill == .mean { return .numbers([numbers.reduce(0, +) / Double(numbers.count)]) }
      return .numbers([(numbers[(numbers.count - 1) / 2] + numbers[numbers.count / 2]) / 2])
    }
  }

  private static func empty(_ column: Table.Column) -> TableError {
    TableError(
      "Column \"\(column.name)\" has no value in any training row, so there is nothing to fill its "
        + "gaps with. Leave the column out.")
  }
}

/// An imputer that knows what to fill gaps with.
public struct FittedImputer: FittedStep {
  /// The value for each column, as a column of one row.
  let values: [(name: String, value: Table.Values)]
  let isIndicating: Bool

  public func callAsFunction(_ table: Table) throws(TableError) -> Table {
    var table = table
    for (name, value) in values {
      let column = try table.needed(name)
      var replacement = [Table.Column(name, try FittedImputer.filled(column, with: value))]
      if isIndicating {
        replacement.append(Table.Column("\(name) missing", .flags(column.isMissing)))
      }
      table = try table.replacing(name, with: replacement)
    }
    return table
  }

  private static func filled(
    _ column: Table.Column, with value: Table.Values
  ) throws(TableError) -> Table.Values {
    switch (column.values, value) {
    case (.text(let values), .text(let fill)): return .text(values.map { $0 ?? fill[0] })
    case (.flags(let values), .flags(let fill)): return .flags(values.map { $0 ?? fill[0] })
    case (.integers(let values), .integers(let fill)):
      return .integers(values.map { $0 ?? fill[0] })
    case (.text, _), (_, .text):
      throw TableError(
        "The gaps of column \"\(column.name)\", which holds \(column.values.kind.rawValue), were to be "
          + "filled with \(value.kind.rawValue).")
    default:
      let fill = Table.Column(column.name, value).numbers[0]
      return .numbers(column.numbers.map { $0 ?? fill })
    }
  }
}
