import Foundation

extension TableOutput {
  /// The table for a terminal: columns padded, numbers aligned at the right, a rule under the titles.
  package func terminalText(in folder: String) -> String {
    let texts = rows.indices.map { row in
      columns.indices.map { text(row: row, column: $0).replacing("\n", with: " ") }
    }
    let widths = columns.indices.map { column in
      max(columns[column].title.count, texts.map { $0[column].count }.max() ?? 0)
    }
    func line(_ cells: [String]) -> String {
      let padded = cells.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - cell.count)
        return columns[column].kind == .text ? cell + space : space + cell
      }
      let text = padded.joined(separator: "  ")
      return String(text.reversed().drop { $0 == " " }.reversed())
    }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    return ([line(columns.map(\.title)), rule] + texts.map(line)).joined(separator: "\n")
  }
}
