import Literate
import Pages
import Trace
import Weaving

extension Builder {
  /// Puts page, figures and, where it is new or accepted, the record in place together.
  func publish(
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
    // With other luck than the book's a page may be looked at, and no record begins with it.
    let writesRecord =
      (accepted == nil && shiftedSeed == nil) || options.purpose == .accepting
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
    if text == planned.chapter.source { remember(woven, of: planned) }
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
}
