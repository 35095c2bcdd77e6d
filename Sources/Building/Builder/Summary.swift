import Foundation

/// The table at the end of a build: chapter, status, seconds, figures, claims.
package struct Summary {
  private let reports: [ChapterReport]

  package init(_ reports: [ChapterReport]) {
    self.reports = reports
  }

  package var hasFailures: Bool { reports.contains { $0.status == .failed } }

  /// The lines of the table, for a person.
  package func lines(styled: (String, Terminal.Style) -> String = { text, _ in text }) -> [String] {
    let head = ["chapter", "status", "seconds", "figures", "claims"]
    let rows = reports.map { report in
      [
        report.folder.name, report.status.rawValue,
        report.seconds.map { String(format: "%.1f", $0) } ?? "",
        report.status == .failed ? "" : "\(report.figures)",
        report.status == .failed ? "" : "\(report.claims)",
      ]
    }
    let widths = head.indices.map { column in
      ([head] + rows).map { $0[column].count }.max() ?? 0
    }
    func line(_ cells: [String], _ style: Terminal.Style?) -> String {
      let padded = cells.indices.map { column in
        let space = String(repeating: " ", count: widths[column] - cells[column].count)
        // Words to the left, numbers to the right.
        return column < 2 ? cells[column] + space : space + cells[column]
      }.joined(separator: "  ")
      return style.map { styled(padded, $0) } ?? padded
    }
    return [line(head, .quiet)]
      + zip(rows, reports).map { line($0, $1.status == .failed ? .bad : nil) }
  }
}
