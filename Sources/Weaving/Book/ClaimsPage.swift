import Literate
import Trace

extension Book {
  /// The page `Book/claims.md`: every claim of the book with its chapter and evidence, grouped by
  /// what came of it.
  ///
  /// - Parameter records: The records of the chapters that have one, by the chapter's id.
  public func claims(records: [String: ChapterRecord]) -> String {
    var lines = [
      "# Claims, tested", "",
      "What is often said about machine learning, put to tests that could have failed. Each verdict "
        + "follows from an effect and the interval in which luck would let it lie; the page behind "
        + "each claim has the experiment.", "", "[Contents](README.md)", "",
    ]
    let all = chapters.flatMap { claims(in: $0, records[$0.id]) }
    if all.isEmpty { lines += ["No claim has been tested yet.", ""] }
    for verdict in [Verdict.holds, .depends, .doesNotHold, .tooSmallToTell] {
      let group = all.filter { $0.claim.verdict == verdict }
      guard !group.isEmpty else { continue }
      lines += [
        "## \(title(of: verdict)) (\(group.count))", "", "| Claim | Evidence | Chapter |",
        "| :--- | :--- | :--- |",
      ]
      lines += group.map { entry in
        let page = entry.chapter.pageFile
        return "| [\(MarkdownText.escaped(entry.claim.text))](\(page)#\(entry.anchor)) | "
          + "\(evidence(of: entry.claim)) | [\(entry.chapter.numberedTitle)](\(page)) |"
      }
      lines.append("")
    }
    return lines.dropLast().joined(separator: "\n") + "\n"
  }

  private func claims(
    in chapter: Chapter, _ record: ChapterRecord?
  ) -> [(chapter: Chapter, claim: ClaimOutput, anchor: String)] {
    (record?.blocks ?? []).flatMap { block in
      block.claims.enumerated().map { (chapter, $1, claimAnchor(block.id, $0 + 1)) }
    }
  }

  private func title(of verdict: Verdict) -> String {
    verdict.rawValue.prefix(1).uppercased() + verdict.rawValue.dropFirst()
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
