extension Table: CustomStringConvertible {
  /// The first ten rows in aligned columns, numbers to the right, and the size.
  public var description: String {
    let shown = min(rowCount, 10)
    let cells = columns.map { column in
      [column.name] + column.text.prefix(shown).map { $0 ?? "-" }
    }
    let widths = cells.map { $0.map(\.count).max() ?? 0 }
    var lines = (0...shown).map { row in
      columns.indices.map { place in
        let cell = cells[place][row]
        let space = String(repeating: " ", count: widths[place] - cell.count)
        return columns[place].values.kind == .text ? cell + space : space + cell
      }.joined(separator: "  ").trimmingTrailingSpaces()
    }
    if rowCount > shown { lines.append("… \(rowCount - shown) more rows") }
    return lines.joined(separator: "\n")
  }
}

extension String {
  func trimmingTrailingSpaces() -> String {
    var trimmed = Substring(self)
    while trimmed.last == " " { trimmed.removeLast() }
    return String(trimmed)
  }
}
