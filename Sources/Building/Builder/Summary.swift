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
    var table = TextTable(["chapter", "status", "seconds", "figures", "claims"], leftColumns: 2)
    for report in reports {
      let hasFailed = report.status == .failed
      table.add(
        [
          report.folder.name, report.status.rawValue,
          report.seconds.map { String(format: "%.1f", $0) } ?? "",
          hasFailed ? "" : "\(report.figures)", hasFailed ? "" : "\(report.claims)",
        ], hasFailed ? .bad : nil)
    }
    return table.lines(styled: styled)
  }
}
