import Literate
import Pages
import Trace

extension Book {
  /// The page `Book/claims.md`: every claim of the book with its chapter and evidence, grouped by
  /// what came of it.
  ///
  /// - Parameter records: The records of the chapters that have one, by the chapter's id.
  public func claims(records: [String: ChapterRecord]) -> String {
    var lines = [
      "# \(Ledger.title)", "", Ledger.introduction, "", "[Contents](README.md)", "",
    ]
    let groups = Ledger(self, records: records).groups
    if groups.isEmpty { lines += [Ledger.empty, ""] }
    for group in groups {
      lines += [
        "## \(group.title) (\(group.entries.count))", "", "| Claim | Evidence | Chapter |",
        "| :--- | :--- | :--- |",
      ]
      lines += group.entries.map { entry in
        let place = "\(entry.chapter.pageFile)#\(entry.anchor)"
        return "| [\(MarkdownText.escaped(entry.claim.text))](\(place)) | "
          + "\(evidence(of: entry.claim)) | \(entry.chapter.link) |"
      }
      lines.append("")
    }
    return lines.dropLast().joined(separator: "\n") + "\n"
  }

  /// Each condition with its effect, interval and, where they differ, verdict.
  private func evidence(of claim: ClaimOutput) -> String {
    claim.conditions.map { condition in
      let effect = condition.format.string(condition.effect)
      let interval = condition.interval.map { interval in
        let low = condition.format.string(interval.lowerBound)
        return " (\(low) to \(condition.format.string(interval.upperBound)))"
      }
      let verdict = claim.verdict == .depends ? ", \(condition.verdict.rawValue)" : ""
      return MarkdownText.escaped("\(condition.name): \(effect)\(interval ?? "")\(verdict)")
    }.joined(separator: "<br>")
  }
}
