/// A table for a terminal: words to the left, numbers to the right, two spaces between columns.
struct TextTable {
  private let head: [String]
  private let leftColumns: Int
  private var rows: [(cells: [String], style: Terminal.Style?)] = []

  /// A table whose first columns hold words, and the others numbers.
  init(_ head: [String], leftColumns: Int) {
    self.head = head
    self.leftColumns = leftColumns
  }

  mutating func add(_ cells: [String], _ style: Terminal.Style? = nil) {
    rows.append((cells, style))
  }

  /// The lines of the table, the head first.
  func lines(styled: (String, Terminal.Style) -> String) -> [String] {
    let widths = head.indices.map { column in
      ([head] + rows.map(\.cells)).map { $0[column].count }.max() ?? 0
    }
    func line(_ cells: [String], _ style: Terminal.Style?) -> String {
      let padded = cells.indices.map { column in
        let space = String(repeating: " ", count: widths[column] - cells[column].count)
        return column < leftColumns ? cells[column] + space : space + cells[column]
      }.joined(separator: "  ")
      return style.map { styled(padded, $0) } ?? padded
    }
    return [line(head, .quiet)] + rows.map { line($0.cells, $0.style) }
  }
}
