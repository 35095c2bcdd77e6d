import Files

/// A table that a block showed: typed columns and one cell for each column in every row.
public struct TableOutput: Equatable, Sendable {
  /// What a column holds, which decides how it is aligned and compared.
  public enum Kind: String, Sendable, CaseIterable {
    case text
    case integer
    case float
  }

  /// A column: its title, what it holds, and the form of its numbers.
  public struct Column: Equatable, Sendable {
    public var title: String
    public var kind: Kind
    public var format: NumberFormat?

    public init(title: String, kind: Kind, format: NumberFormat? = nil) {
      self.title = title
      self.kind = kind
      self.format = format
    }
  }

  public var columns: [Column]
  /// Rows of cells; a cell is nil where there is nothing to say.
  public var rows: [[Value?]]

  public init(columns: [Column], rows: [[Value?]]) {
    self.columns = columns
    self.rows = rows
  }

  /// The text of a cell on the page.
  public func text(row: Int, column: Int) -> String {
    rows[row][column]?.string(columns[column].format) ?? ""
  }
}

extension TableOutput: OutputKind {
  package static let word = "table"
  package static let fieldNames = ["columns", "rows"]

  package var json: JSON {
    .fields([
      (
        "columns",
        .array(
          columns.map { column in
            .fields([
              ("title", .string(column.title)), ("kind", .string(column.kind.rawValue)),
              ("format", column.format.map { .string($0.text) }),
            ])
          })
      ),
      (
        "rows", .array(rows.map { row in .array(row.map { $0.map { $0.field.1 } ?? .null }) })
      ),
    ])
  }

  package init(from fields: Fields) throws(Flaw) {
    let (columnValues, columnsOffset) = try fields.list("columns")
    var columns: [Column] = []
    for value in columnValues {
      let column = try Fields(value, offset: columnsOffset, subject: "a column")
      try column.allow("title", "kind", "format")
      var format: NumberFormat?
      if let text = try column.optionalString("format") {
        format = NumberFormat(text)
        guard format != nil else {
          throw column.flaw("format", "\"\(text.prefix(60))\" is not the format of one number")
        }
      }
      columns.append(
        Column(
          title: try column.string("title"), kind: try column.word("kind", as: Kind.self),
          format: format))
    }
    guard !columns.isEmpty else { throw fields.flaw("columns", "a table needs a column") }
    let (rowValues, rowsOffset) = try fields.list("rows")
    var rows: [[Value?]] = []
    for (index, value) in rowValues.enumerated() {
      guard case .array(let cells) = value, cells.count == columns.count else {
        throw Flaw(
          offset: rowsOffset,
          message: "row \(index + 1) of a table must be a list of \(columns.count) cells")
      }
      var row: [Value?] = []
      for (cell, column) in zip(cells, columns) {
        guard let value = TableOutput.value(cell, column.kind) else {
          throw Flaw(
            offset: rowsOffset,
            message: "row \(index + 1) of a table holds \(cell.kind) in the column "
              + "\"\(column.title.prefix(60))\", which is for \(column.kind.rawValue)")
        }
        row.append(value)
      }
      rows.append(row)
    }
    self.init(columns: columns, rows: rows)
  }

  /// The cell's value, `.some(nil)` for an empty one, nil when it is of the wrong kind.
  private static func value(_ cell: JSON, _ kind: Kind) -> Value?? {
    switch (cell, kind) {
    case (.null, _): .some(nil)
    case (.string(let text), .text): .text(text)
    case (.integer(let integer), .integer): .integer(integer)
    case (_, .float): cell.float.map { .float($0) }
    default: nil
    }
  }
}
