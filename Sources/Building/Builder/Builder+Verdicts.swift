import Literate
import Pages
import Trace

extension Builder {
  /// Warns of what does not stay with other seeds (verdicts, gates, the chapter's way to its end), and
  /// of a chapter in which more than one claim in four is too small to tell. None of it makes a check
  /// fail: it is true of what was found.
  func tellVerdicts(_ record: ChapterRecord, of planned: PlannedChapter, in book: Book) {
    func warn(_ place: SourcePosition, _ message: String, _ help: String) {
      let warning = planned.chapter.diagnostic(.warning, at: place, message, help: help)
      tell(warning, in: planned.volume, failsCheck: false)
    }
    let start = planned.chapter.source.position(at: 0)
    if let flaw = unreadableReplication(of: planned.folder) {
      warn(start, flaw, "make it anew with `./build.sh replicate \(planned.folder.id)`")
    }
    let findings = book.findings(of: planned.chapter, record)
    for finding in findings where finding.standing?.turns == true {
      warn(
        planned.chapter.block(finding.block)?.range.lower ?? start,
        "the verdict on \"\(finding.claim.text)\" turns with the seed: "
          + (finding.standing?.words ?? ""),
        "measure more until it stays, or claim less; until then it counts as too small to tell")
    }
    if let replication = book.replications[planned.folder.id],
      replication.isCurrent(for: planned.chapter)
    {
      for run in replication.runs {
        guard let failure = run.failure else { continue }
        warn(
          start, "with other luck the chapter stops (LADDER_SEED=\(run.seed)): \(failure)",
          "a chapter comes to its end whatever its seeds are")
      }
      for gate in replication.gates where gate.tally.turns {
        warn(
          planned.chapter.block(gate.block)?.range.lower ?? start,
          "the gate `\(gate.block)` held with \(gate.tally.same) of \(gate.tally.count) other seeds",
          "a gate judges programs, and not the luck of a seed")
      }
    }
    let unclear = findings.count { $0.claim.counted($0.standing) == .tooSmallToTell }
    guard 4 * unclear > findings.count else { return }
    warn(
      start,
      "\(unclear) of \(findings.count) claims \(unclear == 1 ? "is" : "are") too small to tell, and "
        + "not more than one in four may be",
      "measure more, with more rows or more seeds, or claim what can be told here")
  }

  private func unreadableReplication(of folder: ChapterFolder) -> String? {
    let path = checkout.shown(folder.replication)
    do {
      guard let bytes = try Disk.read(folder.replication) else { return nil }
      _ = try Replication(bytes, path: path)
      return nil
    } catch {
      return "what came of other seeds cannot be read: \(error)"
    }
  }
}
