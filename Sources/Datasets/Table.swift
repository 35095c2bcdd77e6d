import Tensors

/// Named columns of equal length, each of one type: what a CSV file holds.
///
/// A value that is missing is `nil`, in columns of every type. NaN is not a gap: it is what a
/// computation leaves that went wrong, and a table refuses it.
///
/// ```swift
/// let houses = try Table(contentsOf: "houses.csv")
/// print(houses)
/// let features = try houses.features("rooms", "area")
/// ```
public struct Table: RowSet {
  /// What rows were dealt for.
  public enum Part: String, Sendable {
    /// They were not dealt: all rows of a table.
    case whole
    /// To learn from.
    case train = "training"
    /// To choose by.
    case validation
    /// For the number that is reported.
    case test
  }

  /// The columns, from left to right.
  public let columns: [Column]
  /// The number of rows below the header.
  public let rowCount: Int
  /// What the rows were dealt for. Selecting rows and changing columns does not change it, so that
  /// a ``Preparation`` knows what it is fitted to.
  public let part: Part

  /// A table of columns that all have the same length.
  public init(_ columns: [Column]) { self.init(columns, part: .whole) }

  init(_ columns: [Column], part: Part) {
    self = required(try Table(checking: columns, part: part))
  }

  package init(checking columns: [Column], part: Part = .whole) throws(TensorError) {
    let rowCount = columns.first?.values.count ?? 0
    var seen: Set<String> = []
    for column in columns {
      guard column.values.count == rowCount else {
        throw TensorError(
          "A table needs columns of equal length, and \"\(column.name)\" has "
            + "\(column.values.count) values where \"\(columns[0].name)\" has \(rowCount).")
      }
      if case .numbers(let numbers) = column.values,
        let row = numbers.firstIndex(where: { $0?.isNaN == true })
      {
        throw TensorError(
          "Row \(row) of column \"\(column.name)\" is not a number (NaN). A missing value is nil; "
            + "NaN comes from a computation, such as a division by zero.")
      }
      guard seen.insert(column.name).inserted else {
        throw TensorError(
          "A table needs columns with different names, and two are \"\(column.name)\".")
      }
    }
    self.columns = columns
    self.rowCount = rowCount
    self.part = part
  }

  /// The number of rows.
  public var count: Int { rowCount }

  /// The names of the columns, from left to right.
  public var columnNames: [String] { columns.map(\.name) }

  /// The column called `name`.
  public subscript(name: String) -> Column {
    required(try column(name))
  }

  package func column(_ name: String) throws(TensorError) -> Column {
    guard let column = columns.first(where: { $0.name == name }) else {
      let names = columnNames.map { "\"\($0)\"" }.joined(separator: ", ")
      throw TensorError("The table has no column \"\(name)\". Its columns are \(names).")
    }
    return column
  }

  /// The rows with these numbers, in this order; a number may appear more than once.
  public func rows(_ numbers: [Int]) -> Table {
    Table(columns.map { Column($0.name, $0.values.rows(numbers)) }, part: part)
  }

  /// The rows in which the columns called `names` have a value; every column, where none is named.
  public func droppingMissing(_ names: String...) -> Table {
    var complete = [Bool](repeating: true, count: rowCount)
    for column in names.isEmpty ? columns : names.map({ self[$0] }) {
      for row in 0..<rowCount where column.values.isMissing(row) { complete[row] = false }
    }
    return rows((0..<rowCount).filter { complete[$0] })
  }

  /// The table without the columns called `names`.
  public func without(_ names: String...) -> Table {
    for name in names { _ = self[name] }
    return Table(columns.filter { !names.contains($0.name) }, part: part)
  }

  /// The table with `column` in place of the one that has its name, or added on the right.
  public func with(_ column: Column) -> Table {
    var changed = columns
    if let place = columns.firstIndex(where: { $0.name == column.name }) {
      changed[place] = column
    } else {
      changed.append(column)
    }
    return Table(changed, part: part)
  }
}

extension Table: Equatable {
  /// Tables are equal when they hold the same, whatever their rows were dealt for.
  public static func == (left: Table, right: Table) -> Bool {
    left.columns == right.columns && left.rowCount == right.rowCount
  }
}

extension Table {
  /// The three parts of the table, each of which knows what it is for.
  public func split(_ split: Split) -> Parts<Table> {
    Parts(
      train: rows(split.train).dealt(for: .train),
      validation: rows(split.validation).dealt(for: .validation),
      test: SealedTest(rows(split.test).dealt(for: .test)))
  }

  /// The same rows, all of them to learn from, where none are kept for anything else. Rows that were
  /// dealt for something stay what they are.
  public func asTrainingRows() -> Table { part == .whole ? dealt(for: .train) : self }

  private func dealt(for part: Part) -> Table { Table(columns, part: part) }
}
