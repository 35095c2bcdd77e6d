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
public struct Table: Sendable, Equatable {
  /// The columns, from left to right.
  public let columns: [Column]
  /// The number of rows below the header.
  public let rowCount: Int

  /// A table of columns that all have the same length.
  public init(_ columns: [Column]) {
    self = required(try Table(checking: columns))
  }

  package init(checking columns: [Column]) throws(TensorError) {
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
  }

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
    Table(columns.map { Column($0.name, $0.values.rows(numbers)) })
  }

  /// The rows in which every column has a value.
  public func droppingMissing() -> Table {
    var complete = [Bool](repeating: true, count: rowCount)
    for column in columns {
      for row in 0..<rowCount where column.values.isMissing(row) { complete[row] = false }
    }
    return rows((0..<rowCount).filter { complete[$0] })
  }

  /// The table without the columns called `names`.
  public func without(_ names: String...) -> Table {
    for name in names { _ = self[name] }
    return Table(columns.filter { !names.contains($0.name) })
  }

  /// The table with `column` in place of the one that has its name, or added on the right.
  public func with(_ column: Column) -> Table {
    var changed = columns
    if let place = columns.firstIndex(where: { $0.name == column.name }) {
      changed[place] = column
    } else {
      changed.append(column)
    }
    return Table(changed)
  }
}
