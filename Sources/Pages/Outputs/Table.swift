import Trace

/// Tables, their numbers aligned at the right.
extension TableOutput: PageOutput {
  package static var noun: String { "table" }
  package static var numberedAmong: NumberedSeries? { .table }

  package var summary: String {
    "a table of \(rows.count) rows, " + columns.map(\.title).joined(separator: ", ")
  }

  package func compare(with was: TableOutput, _ name: String, in comparison: inout BlockComparison)
  {
    guard columns == was.columns else {
      comparison.add(
        .table, "the columns of \(name)", was: was.titles,
        now: titles == was.titles ? "the same with other kinds or formats" : titles)
      return
    }
    guard rows.count == was.rows.count else {
      comparison.add(
        .table, "the length of \(name)", was: "\(was.rows.count) rows", now: "\(rows.count) rows")
      return
    }
    for row in was.rows.indices {
      for (column, heading) in was.columns.enumerated() {
        let (nowCell, wasCell) = (rows[row][column], was.rows[row][column])
        guard !comparison.tolerance.agree(nowCell, wasCell) else { continue }
        comparison.add(
          .table, "row \(row + 1), column \"\(heading.title)\" of \(name)",
          was: wasCell?.string(nil) ?? "empty", now: nowCell?.string(nil) ?? "empty",
          allowed: comparison.allowance(for: wasCell))
      }
    }
  }

  private var titles: String { "\"" + columns.map(\.title).joined(separator: ", ") + "\"" }

  package func markdown(at place: OutputPlace) -> [String] {
    var lines = [""]
    if let anchor = place.anchor { lines += [MarkdownText.anchor(anchor), ""] }
    if let caption = place.caption { lines += [caption.markdown, ""] }
    return lines + MarkdownText.table(self) + [""]
  }

  package func html(at place: OutputPlace, in setting: HTMLSetting) -> HTMLText {
    TableHTML.table(self, id: place.anchor, caption: place.caption?.html(in: setting))
  }
}
