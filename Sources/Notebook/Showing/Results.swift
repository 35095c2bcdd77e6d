import Trace

/// A table to show: columns of text, whole numbers or decimals, filled row by row.
///
///     var results = Results(.text("optimizer"), .integer("steps"), .decimal("accuracy", "%.3f"))
///     results.add("SGD", 1200, 0.958)
///     results.add("Adam", 300, 0.971)
///     show(results)
///
/// Numbers are aligned by their ends and, under `check`, compared with those of the record: whole
/// numbers and text exactly, decimals within the block's tolerance.
public struct Results: Sendable {
  /// A column: its title and what it holds.
  public struct Column: Sendable {
    let title: String
    let kind: TableOutput.Kind
    let format: String?

    /// A column of text.
    public static func text(_ title: String) -> Column {
      Column(title: title, kind: .text, format: nil)
    }

    /// A column of whole numbers; the format is C's, such as `%+d`.
    public static func integer(_ title: String, _ format: String? = nil) -> Column {
      Column(title: title, kind: .integer, format: format)
    }

    /// A column of decimals; the format is C's, such as `%.3f`, `%.2e` or `%.1f%%`.
    public static func decimal(_ title: String, _ format: String? = nil) -> Column {
      Column(title: title, kind: .float, format: format)
    }
  }

  package private(set) var output: TableOutput

  /// An empty table with these columns.
  public init(_ columns: Column...) {
    self.init(columns: columns)
  }

  /// An empty table with columns that only the data know.
  public init(columns: [Column]) {
    output = required(try Results.output(checking: columns))
  }

  /// Adds a row: one cell for each column, in order; `nil` leaves a cell empty.
  public mutating func add(_ cells: (any ResultsCell)?...) {
    add(row: cells)
  }

  /// Adds a row from a list of its cells.
  public mutating func add(row cells: [(any ResultsCell)?]) {
    output.rows.append(required(try row(checking: cells)))
  }

  package static func output(checking columns: [Column]) throws -> TableOutput {
    guard !columns.isEmpty else { throw NotebookError("A table needs at least one column.") }
    return TableOutput(
      columns: try columns.map { column in
        guard let text = column.format else {
          return TableOutput.Column(title: column.title, kind: column.kind)
        }
        guard let format = NumberFormat(text) else {
          throw NotebookError(
            "The column \"\(column.title)\" has the format \"\(text)\", which is not the form of "
              + "one number: \"%.3f\", \"%d\" and \"%.2e\" are.")
        }
        return TableOutput.Column(title: column.title, kind: column.kind, format: format)
      }, rows: [])
  }

  package func row(checking cells: [(any ResultsCell)?]) throws -> [Value?] {
    let columns = output.columns
    guard cells.count == columns.count else {
      throw NotebookError(
        "A row of this table needs \(columns.count) cells, one for each column, and got "
          + "\(cells.count).")
    }
    return try zip(cells, columns).map { cell, column in
      guard let cell else { return nil }
      switch (cell.resultsValue, column.kind) {
      case (.text(let text), .text): return .text(text)
      case (.integer(let number), .integer): return .integer(number)
      case (.integer(let number), .float): return .float(Double(number))
      case (.float(let number), .float): return .float(number)
      case (let value, let kind):
        throw NotebookError(
          "The column \"\(column.title)\" holds \(Results.words(kind)), and a row gives it "
            + "\"\(value.string(nil))\".")
      }
    }
  }

  private static func words(_ kind: TableOutput.Kind) -> String {
    switch kind {
    case .text: "text"
    case .integer: "whole numbers"
    case .float: "decimals"
    }
  }
}

/// What a cell of a table, or a recorded number, may be.
public protocol ResultsCell {
  /// The value as it is recorded.
  var resultsValue: Value { get }
}

extension String: ResultsCell {
  public var resultsValue: Value { .text(self) }
}

extension Int: ResultsCell {
  public var resultsValue: Value { .integer(self) }
}

extension Double: ResultsCell {
  public var resultsValue: Value { .float(self) }
}

extension Float: ResultsCell {
  public var resultsValue: Value { .float(shortest(Double(self))) }
}

/// A value that came from a `Float`, as the shortest decimal that gives that `Float` back: the
/// record says 0.1 and not 0.10000000149011612. Other doubles are unchanged.
func shortest(_ value: Double) -> Double {
  let narrow = Float(value)
  guard Double(narrow) == value, let short = Double(narrow.description) else { return value }
  return short
}
