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
        try weave(planned)
      } catch let error as BuildError {
        tell(
          planned.chapter.diagnostic(
            .error, at: planned.chapter.source.position(at: 0), error.message), in: planned.volume)
      }
    }
    try weaveSurvey()
    session.pictures.save()
    terminal.clearProgress()
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
      accepted: accepted, date: Self.today, library: kept.entry.key.library)
    self.fresh[planned.folder.id] = fresh
    if options.runsLong, let surroundings {
      try LongBlocks(planned, in: surroundings).keep(fresh) {
        trace[$0].map { $0.skipped == nil } ?? false
      }
    }
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
      // What was run again says with which library.
      let ran = accepted.blocks.filter {
        $0.origin != nil && fresh[$0.id]?.origin?.library != $0.origin?.library
      }.map(\.id)
      // An entry that is the accepted one itself is of a block that was passed over.
      blocks.formUnion((damaged + ran).filter { fresh[$0] != accepted[$0] })
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
    for finding in woven.stale { tell(finding, in: planned.volume) }
    // Whoever accepts sees what is accepted.
    let severity: Diagnostic.Severity =
      switch options.purpose {
      case .reading: .warning
      case .checking: .error
      case .accepting: .note
      }
    for difference in woven.differences {
      tell(difference.diagnostic(in: planned.chapter, severity), in: planned.volume)
    }
    return options.purpose == .checking || !hasFailed(planned.folder)
  }

  /// Puts page, figures and, where it is new or accepted, the record in place together.
  private func publish(
    _ woven: WovenChapter, of planned: PlannedChapter, _ kept: KeptRun, _ fresh: ChapterRecord,
    accepted: ChapterRecord?
  ) throws {
    let folder = planned.folder
    var publication = try Publication(in: checkout.staging)
    for (picture, bytes) in try pictures(of: woven.record, in: folder, kept, fresh) {
      try publication.add(bytes, at: "\(folder.figures)/\(picture.file)")
    }
    let shown = Set(woven.record.blocks.flatMap(\.pictures).map(\.file))
    for name in Disk.names(in: folder.figures) where !shown.contains(name) {
      publication.remove("\(folder.figures)/\(name)")
    }
    let writesRecord = accepted == nil || options.purpose == .accepting
    if writesRecord { try publication.add(Array(woven.record.document.utf8), at: folder.record) }
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
    if writesRecord { session.note(woven.record, of: folder) }
    session.note(woven, of: folder)
    try LastGoodPage(woven).save(for: folder)
    if kept.entry.woven != Fingerprint.of(text.bytes) {
      kept.entry.woven = Fingerprint.of(text.bytes)
      try kept.entry.save(for: folder)
    }
  }

  /// The pictures that have to be written, with their bytes.
  ///
  /// A picture in the book stays only while it is the one that the record tells of which the page
  /// shows; it may have been left by another run. Otherwise the run's is taken: it is of the same
  /// record, or agrees with it in every number.
  private func pictures(
    of record: ChapterRecord, in folder: ChapterFolder, _ kept: KeptRun, _ fresh: ChapterRecord
  ) throws -> [(Picture, [UInt8])] {
    let drawn = Set(fresh.blocks.flatMap(\.pictures).map(\.file))
    return try session.pictures.damaged(of: record, in: folder).compactMap { block, picture in
      if let bytes = try Disk.read("\(kept.run.folder.path)/\(picture.file)") {
        return (picture, bytes)
      }
      guard let ran = kept.trace?[block], ran.skipped == nil, drawn.contains(picture.file) else {
        tellForeign(picture, of: block, in: folder)
        return nil
      }
      throw BuildError("the run left no picture \(picture.file)")
    }
  }

  /// A picture of a block that was passed over cannot be drawn again.
  private func tellForeign(_ picture: Picture, of block: String, in folder: ChapterFolder) {
    guard let volume = selected.first(where: { $0.folder == folder }) else { return }
    let place = volume.chapter.block(block)?.range.lower ?? volume.chapter.source.position(at: 0)
    let shown = checkout.shown("\(folder.figures)/\(picture.file)")
    tell(
      volume.chapter.diagnostic(
        .warning, at: place, "\(shown) is not the picture that the record tells of",
        help: "bring the committed one back with `./build.sh restore \(folder.id)`"), in: volume)
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
  private func check(_ woven: WovenChapter, of planned: PlannedChapter) {
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
    for (block, picture) in session.pictures.damaged(of: woven.record, in: planned.folder) {
      let place = "\(planned.folder.figures)/\(picture.file)"
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

  /// The contents and the claims: both are made of the records. Of a chapter that does not build,
  /// they say what its last good page says.
  private func weaveSurvey() throws {
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
