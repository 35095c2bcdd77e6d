import Foundation
import Literate
import Pages
import Trace
import Weaving

extension Builder {
  /// Weaves the pages of the planned chapters, then what the book says about itself as a whole.
  func weave(_ plan: [PlannedChapter]) throws {
    let weaver = Weaver(shelf.book(bibliography))
    for planned in plan where !hasFailed(planned.folder) {
      do {
        try weave(planned, weaver)
      } catch let error as BuildError {
        tell(
          planned.chapter.diagnostic(
            .error, at: planned.chapter.source.position(at: 0), error.message), in: planned.volume)
      }
    }
    try weaveSurvey(weaver.book)
    terminal.clearProgress()
  }

  private func weave(_ planned: PlannedChapter, _ weaver: Weaver) throws {
    progress.say("\(planned.folder.id): weaving")
    guard let entry = CacheEntry.load(of: planned.folder) else {
      throw BuildError("the run that was kept is damaged: build with --force")
    }
    let run = ChapterRun(
      in: entry.folder(of: planned.folder), ending: .exited(0), seconds: entry.seconds)
    guard let trace = run.trace else {
      throw BuildError("its trace cannot be read: \(run.traceError.map { "\($0)" } ?? "")")
    }
    let accepted = try acceptedRecord(of: planned.folder)
    let fresh = ChapterRecord(
      of: planned.chapter, trace: trace, printed: try Disk.read(run.folder.output) ?? [],
      failures: (expected[planned.folder.id] ?? [:]).compactMapValues(\.message),
      accepted: accepted, date: today())
    self.fresh[planned.folder.id] = fresh
    let pictures = CommittedPictures(of: planned.folder, run: run.folder, fresh: fresh)
    let woven = weaver.weave(
      planned.chapter, fresh, accepted: accepted, accepting: options.purpose == .accepting,
      renewing: renewed(by: trace, fresh, accepted, pictures))
    note(woven, of: planned, trace: trace)
    guard tell(woven, of: planned) else { return }
    if options.purpose == .checking {
      check(woven, of: planned, pictures)
    } else {
      try publish(woven, of: planned, entry: entry, accepted: accepted)
    }
  }

  /// The blocks that show their new output even where it agrees with the record: whoever changes a
  /// line sees what it does, were it only the name of an axis. Accepting also takes new pictures
  /// where the committed ones are not those of the record.
  private func renewed(
    by trace: RunTrace, _ fresh: ChapterRecord, _ accepted: ChapterRecord?,
    _ pictures: CommittedPictures
  ) -> Set<String> {
    guard options.purpose != .checking, let accepted else { return [] }
    var blocks = accepted.blocks.filter { (fresh[$0.id]?.code ?? $0.code) != $0.code }.map(\.id)
    if options.purpose == .accepting { blocks += pictures.damaged(of: accepted).map(\.block) }
    return Set(blocks.filter { trace[$0].map { $0.skipped == nil } ?? false })
  }

  /// Counts for the table, and blocks of which the record is shown.
  private func note(_ woven: WovenChapter, of planned: PlannedChapter, trace: RunTrace) {
    let stale = Set(woven.stale.map(\.line))
    update(planned.folder) { report in
      report.seconds = report.seconds ?? trace.finish?.seconds
      report.figures = woven.figures.count
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

  /// Puts page, figures and, where it is new or accepted, the record in place together.
  private func publish(
    _ woven: WovenChapter, of planned: PlannedChapter, entry: CacheEntry, accepted: ChapterRecord?
  ) throws {
    let folder = planned.folder
    var publication = try Publication(in: checkout.staging)
    for figure in woven.figures {
      let place = "\(folder.figures)/\(figure.file)"
      guard figure.isFresh || !Disk.exists(place) else { continue }
      let picture = "\(entry.folder(of: folder).path)/\(figure.file)"
      if let bytes = try Disk.read(picture) {
        try publication.add(bytes, at: place)
      } else if figure.isFresh {
        throw BuildError("the run left no picture \(figure.file)")
      }
    }
    let shown = Set(woven.figures.map(\.file))
    for name in Disk.names(in: folder.figures) where !shown.contains(name) {
      publication.remove("\(folder.figures)/\(name)")
    }
    if accepted == nil || options.purpose == .accepting {
      try publication.add(Array(woven.record.document.utf8), at: folder.record)
    }
    try publication.add(Array(woven.markdown.utf8), at: folder.page)
    var text = planned.chapter.source
    if options.purpose == .accepting, let corrected = correctedProse(woven, in: planned.chapter) {
      text = SourceText(corrected)
      try publication.add(text.bytes, at: folder.source)
    }
    if !publication.isEmpty {
      update(folder) { if $0.status == .unchanged { $0.status = .woven } }
    }
    try publication.commit()
    var renewed = entry
    renewed.woven = Fingerprint.of(text.bytes)
    try renewed.save(for: folder)
  }

  /// The chapter with the numbers of its prose as the code recorded them, where they differ.
  private func correctedProse(_ woven: WovenChapter, in chapter: Chapter) -> String? {
    let places = Set(
      woven.differences.filter { $0.kind == .prose }.map { "\($0.line):\($0.column)" })
    let edits = chapter.numbers.compactMap { bound -> (range: SourceRange, text: String)? in
      guard places.contains("\(bound.range.lower.line):\(bound.range.lower.column)"),
        let (value, _) = woven.record.number(bound.name)
      else { return nil }
      return (bound.textRange, value.string(bound.format.flatMap { NumberFormat($0) }))
    }
    return edits.isEmpty ? nil : chapter.source.replacing(edits)
  }

  /// The committed page must be the one that the chapter makes, and its pictures those of the
  /// record.
  private func check(
    _ woven: WovenChapter, of planned: PlannedChapter, _ pictures: CommittedPictures
  ) {
    guard woven.differences.isEmpty else { return }
    let id = planned.folder.id
    let page = (try? Disk.text(planned.folder.page)) ?? nil
    if page != woven.markdown {
      let shown = checkout.shown(planned.folder.page)
      refuse(
        page == nil ? "there is no \(shown)" : "\(shown) is not the page of this text", planned,
        help: "build it with `./build.sh \(id)`, or where its code has changed with "
          + "`./build.sh check \(id) --accept`, and commit what comes out")
    }
    for (block, file) in pictures.damaged(of: woven.record) {
      let place = "\(planned.folder.figures)/\(file)"
      let shown = checkout.shown(place)
      refuse(
        Disk.exists(place)
          ? "\(shown) is not the picture that the record tells of" : "there is no \(shown)",
        planned, at: block,
        help: "bring the committed one back with `./build.sh restore \(id)`, or take the new one "
          + "with `./build.sh check \(id) --accept`")
    }
  }

  private func refuse(
    _ message: String, _ planned: PlannedChapter, at block: String? = nil, help: String
  ) {
    let chapter = planned.chapter
    let place = block.flatMap { chapter.block($0) }?.range.lower
    tell(
      chapter.diagnostic(
        .error, at: place ?? chapter.source.position(at: 0), message, help: help),
      in: planned.volume)
  }

  // MARK: - The whole book

  /// The contents and the claims: both are made of the records.
  private func weaveSurvey(_ book: Book) throws {
    var records: [String: ChapterRecord] = [:]
    for volume in shelf.volumes {
      records[volume.folder.id] = try? acceptedRecord(of: volume.folder)
    }
    let pages = [
      ("\(checkout.root)/Book/README.md", book.contents(records: records)),
      ("\(checkout.root)/Book/claims.md", book.claims(records: records)),
      ("\(checkout.root)/Book/\(Phrasebook.page).md", book.phrasebookPage),
      ("\(checkout.root)/Book/\(DoneAgain.page).md", book.againPage),
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
  }

  private func acceptedRecord(of folder: ChapterFolder) throws -> ChapterRecord? {
    guard let bytes = try Disk.read(folder.record) else { return nil }
    do {
      return try ChapterRecord(bytes, path: checkout.shown(folder.record))
    } catch {
      // Accepting writes it anew.
      if options.purpose == .accepting { return nil }
      throw BuildError(
        "the record cannot be read: \(error). Bring the committed one back with "
          + "`./build.sh restore \(folder.id)`")
    }
  }
}
