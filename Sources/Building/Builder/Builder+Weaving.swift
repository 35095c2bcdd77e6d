import Foundation
import Literate
import Pages
import Trace
import Weaving

extension Builder {
  /// Weaves the pages of the planned chapters, then what the book says about itself as a whole.
  func weave(_ plan: [PlannedChapter]) throws {
    for planned in plan where !hasFailed(planned.folder) {
      do {
        if !isAsItWas(planned) { try weave(planned) }
      } catch let error as BuildError {
        tell(
          planned.chapter.diagnostic(
            .error, at: planned.chapter.source.position(at: 0), error.message), in: planned.volume)
      }
    }
    try weaveSurvey()
    session.save()
    terminal.clearProgress()
  }

  /// Whether the page is there and would come out the same, with nothing to tell of it.
  private func isAsItWas(_ planned: PlannedChapter) -> Bool {
    guard options.purpose == .reading, !planned.runs,
      let facts = session.memory.facts(
        of: planned.folder.id, madeFrom: inputs(of: planned))
    else { return false }
    update(planned.folder) { report in
      report.seconds = report.seconds ?? facts.seconds
      report.figures = facts.figures
      report.claims = facts.claims
    }
    return true
  }

  /// What the page is made from, with what the blocks said that must fail.
  private func inputs(of planned: PlannedChapter) -> String {
    var fingerprint = Fingerprint()
    fingerprint.add(session.inputs(of: planned.volume))
    let failures = (expected[planned.folder.id] ?? [:]).compactMapValues(\.message)
    for (block, message) in failures.sorted(by: { $0.key < $1.key }) {
      fingerprint.add(block)
      fingerprint.add(message)
    }
    return fingerprint.name()
  }

  /// Keeps what the page was made from, unless there is something to tell of it at every build.
  func remember(_ woven: WovenChapter, of planned: PlannedChapter) {
    let isQuiet =
      woven.problems.isEmpty && woven.differences.isEmpty && woven.unrecorded.isEmpty
      && planned.missingData.isEmpty
      && !planned.chapter.swiftBlocks.contains { $0.isLong || !$0.dataSets.isEmpty }
    guard isQuiet, let report = reports[planned.folder.id] else {
      return session.memory.note(planned.folder.id, madeFrom: nil)
    }
    session.memory.note(
      planned.folder.id, madeFrom: inputs(of: planned),
      .init(seconds: report.seconds, figures: report.figures, claims: report.claims))
  }

  private func weave(_ planned: PlannedChapter) throws {
    progress.say("\(planned.folder.id): weaving")
    guard let kept = session.run(of: planned.folder) else {
      throw BuildError("the run that was kept is damaged: build with --force")
    }
    guard let trace = kept.trace else {
      throw BuildError("its trace cannot be read: \(kept.run.traceError.map { "\($0)" } ?? "")")
    }
    let accepted = try acceptedRecord(of: planned.folder)
    let fresh = ChapterRecord(
      of: planned.chapter, trace: trace, printed: try kept.printed(),
      failures: (expected[planned.folder.id] ?? [:]).compactMapValues(\.message),
      accepted: accepted, date: Self.today)
    self.fresh[planned.folder.id] = fresh
    let woven = session.weave(
      planned.chapter, fresh, accepted: accepted, accepting: options.purpose == .accepting,
      renewing: renewed(fresh, accepted, of: planned.folder))
    note(woven, of: planned, trace: trace)
    guard tell(woven, of: planned) else { return }
    if options.purpose == .checking {
      check(woven, of: planned)
    } else {
      try publish(woven, of: planned, kept, fresh, accepted: accepted)
    }
  }

  /// The blocks that show their new output even where it agrees with the record: whoever changes a
  /// line sees what it does, were it only the name of an axis. Accepting also takes new pictures
  /// where the committed ones are not those of the record.
  private func renewed(
    _ fresh: ChapterRecord, _ accepted: ChapterRecord?, of folder: ChapterFolder
  ) -> Set<String> {
    guard options.purpose != .checking, let accepted else { return [] }
    var blocks = fresh.blocks(changedFrom: accepted)
    if options.purpose == .accepting {
      let damaged = session.pictures.damaged(of: accepted, in: folder).map(\.block)
      // An entry that is the accepted one itself is of a block that was passed over.
      blocks.formUnion(damaged.filter { fresh[$0] != accepted[$0] })
    }
    return blocks
  }

  /// Counts for the table, and blocks of which the record is shown.
  private func note(_ woven: WovenChapter, of planned: PlannedChapter, trace: RunTrace) {
    let stale = Set(woven.stale.map(\.line))
    update(planned.folder) { report in
      report.seconds = report.seconds ?? trace.finish?.seconds
      report.figures = woven.record.blocks.reduce(0) { $0 + $1.pictures.count }
      report.claims = woven.record.blocks.reduce(0) { $0 + $1.outputs(of: ClaimOutput.self).count }
      report.missingData = planned.missingData
      for block in trace.blocks where block.skipped == .long {
        let line = planned.chapter.block(block.id)?.line ?? 0
        report.recorded.append(.init(block: block.id, isStale: stale.contains(line)))
      }
    }
  }

  /// Tells what is wrong with the page and in what it differs from the record. Returns whether the
  /// page may be put in place.
  private func tell(_ woven: WovenChapter, of planned: PlannedChapter) -> Bool {
    for problem in woven.problems { tell(problem, in: planned.volume) }
    for finding in woven.unrecorded { tell(finding, in: planned.volume) }
    // A result that only another machine can renew is listed under the table.
    for finding in woven.stale { tell(finding, in: planned.volume, failsCheck: false) }
    if options.purpose != .accepting {
      let severity = options.purpose == .checking ? Diagnostic.Severity.error : .warning
      for difference in woven.differences {
        tell(difference.diagnostic(in: planned.chapter, severity), in: planned.volume)
      }
    }
    return options.purpose == .checking || !hasFailed(planned.folder)
  }

  // MARK: - The whole book

  /// The contents and the claims: both are made of the records. Of a chapter that does not build,
  /// they say what its last good page says.
  private func weaveSurvey() throws {
    let isReading = options.purpose == .reading
    if isReading, session.memory.isMade("survey", from: session.surveyInputs) { return }
    let records = session.acceptedRecords
    let book = failed.isEmpty ? session.book : session.bookOfGoodPages(except: failed)
    let pages = [
      ("\(checkout.root)/Book/README.md", book.contents(records: records)),
      ("\(checkout.root)/Book/claims.md", book.claims(records: records)),
    ]
    if options.purpose == .checking {
      for (path, text) in pages where try Disk.text(path) != text {
        faults.append(
          "\(checkout.shown(path)) is not what the chapters make: build it and commit it.")
      }
      for stray in strays(records) {
        faults.append("\(stray) belongs to no chapter of the book: take it away.")
      }
      return
    }
    guard shelf.volumes.contains(where: { records[$0.folder.id] != nil }) else { return }
    var publication = try Publication(in: checkout.staging)
    for (path, text) in pages { try publication.add(Array(text.utf8), at: path) }
    try publication.commit()
    session.memory.note("survey", madeFrom: failed.isEmpty ? session.surveyInputs : nil)
  }

  private func acceptedRecord(of folder: ChapterFolder) throws -> ChapterRecord? {
    do {
      return try session.record(of: folder)
    } catch {
      // Accepting writes it anew.
      if options.purpose == .accepting { return nil }
      throw error
    }
  }

  private static var today: String {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    return String(
      format: "%04d-%02d-%02d", Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)
    )
  }
}
