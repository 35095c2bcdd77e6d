import Literate
import Pages
import Trace

extension Book {
  /// The page `Book/claims.md`: what people say, chapter by chapter, with the answer, the verdict and
  /// the way to the evidence.
  ///
  /// - Parameter records: The records of the chapters that have one, by the chapter's id.
  public func claims(records: [String: ChapterRecord]) -> String {
    let ledger = Ledger(self, records: records)
    var lines = ["# \(Ledger.title)", "", Ledger.introduction, ""]
    lines += [ledger.sections.isEmpty ? Ledger.empty : ledger.summary, ""]
    lines += ["[Contents](README.md)", ""]
    for section in ledger.sections {
      if let part = section.part { lines += ["## \(MarkdownText.escaped(part))", ""] }
      lines += [
        "### \(section.chapter.link)", "", row(Ledger.columns),
        row(Ledger.columns.map { _ in ":---" }),
      ]
      lines += section.rows.map { row(cells(of: $0, in: section.chapter)) } + [""]
    }
    return lines.dropLast().joined(separator: "\n") + "\n"
  }

  private func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

  private func cells(of row: Ledger.Row, in chapter: Chapter) -> [String] {
    // A saying is Markdown already.
    let saying = row.saying.map { [$0.id, $0.text.replacing("|", with: "\\|")] }
    let said = saying ?? ["", "*\(Ledger.ownWords)*"]
    guard let finding = row.finding else { return said + ["*\(Ledger.unanswered)*", "", ""] }
    let (verdict, note) = finding.claim.conclusion(finding.standing)
    let place = "\(chapter.pageFile)#\(claimAnchor(finding.block, finding.ordinal))"
    return said + [
      MarkdownText.escaped(finding.claim.answer), verdict + (note.isEmpty ? "" : ", \(note)"),
      "[\(MarkdownText.escaped(finding.claim.text))](\(place))",
    ]
  }
}
