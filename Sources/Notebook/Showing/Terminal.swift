import Foundation
import Trace

extension TableOutput {
  /// The table for a terminal: columns padded, numbers aligned at the right, a rule under the titles.
  package var terminalText: String {
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

extension ClaimOutput {
  /// The claim for a terminal: its text, the evidence as a table, and the verdict.
  package var terminalText: String {
    "Claim: \(text)\n\(evidence.terminalText)\nVerdict: \(verdict.rawValue)"
  }
}

extension ScoreOutput {
  /// The row of the scoreboard for a terminal.
  package var terminalText: String {
    let numbers = String(
      format: "error %.1f %% (%.1f to %.1f %%), trained in %.3g s, %d bytes",
      100 * error, 100 * interval.lowerBound, 100 * interval.upperBound, seconds, bytes)
    return "Scoreboard: \(model), \(numbers)"
  }
}
