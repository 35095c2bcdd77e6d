import Literate
import Pages
import Trace

/// What the site shows of a chapter: a text, and what this text put out.
///
/// This is the only way to a page of the site, and it has no case for a text beside the output of
/// another: it is what was just built, or a kept run of the same code, or the last page that was
/// good, which then says so.
struct ChapterEdition {
  var chapter: Chapter
  var record: ChapterRecord?
  /// The page, where it has been made already.
  var page: ChapterPage?
  /// What is marked on the page.
  var differences: [Difference] = []
  /// The run behind it, where that is the last one.
  var run: KeptRun?
  /// Why this is not the page of the text as it stands; nil when it is.
  var notice: String?
}

extension Session {
  /// The edition of a chapter.
  ///
  /// - Parameter hasFailed: Whether it did not build just now.
  func edition(of volume: Shelf.Volume, hasFailed: Bool) -> ChapterEdition {
    let (folder, chapter) = (volume.folder, volume.chapter)
    let hasFailed =
      hasFailed || volume.problem != nil
      || findings(in: chapter).contains { $0.severity == .error }
    if !hasFailed {
      if let woven = page(of: folder) {
        return ChapterEdition(
          chapter: chapter, record: woven.record, page: woven.page,
          differences: woven.page.differences, run: run(of: folder))
      }
      if let kept = editionOfKeptRun(of: volume) { return kept }
    }
    let why =
      hasFailed
      ? "the chapter does not build at present" : "its code has been changed and not been run since"
    let last = LastGoodPage.load(of: folder)
    if let last, let (text, record) = last.contents(of: folder) {
      return ChapterEdition(
        chapter: text, record: record, differences: last.differences,
        notice: "This page is of an earlier text: \(why).")
    }
    // The page leaves out what other code put out.
    let record = (try? record(of: folder)) ?? nil
    var edition = ChapterEdition(chapter: chapter, record: record)
    if hasFailed || record.map({ !$0.isWhole(for: chapter) || hasNewCode(volume) }) ?? false {
      edition.notice = "Results are missing on this page: \(why)."
    }
    return edition
  }

  /// Whether the chapter shows code that its page in the book has not: the record may know nothing of
  /// it, were it only because it puts out nothing.
  private func hasNewCode(_ volume: Shelf.Volume) -> Bool {
    guard let page = (try? Disk.text(volume.folder.page)) ?? nil else { return false }
    // Inside a list or a quotation the lines of the page begin with other marks.
    return volume.chapter.swiftBlocks.contains { block in
      block.isPartOfProgram && !block.isHidden && block.column == 1
        && !page.contains(block.displayedText)
    }
  }

  /// The chapter with the last run, where that is a run of its code.
  private func editionOfKeptRun(of volume: Shelf.Volume) -> ChapterEdition? {
    let (folder, chapter) = (volume.folder, volume.chapter)
    guard let kept = run(of: folder), let trace = kept.trace,
      kept.entry.key.isOfSameCode(as: chapter), let printed = try? kept.printed()
    else { return nil }
    let accepted = (try? record(of: folder)) ?? nil
    // Blocks that must fail are no part of the run: their messages were kept with the last page.
    let last = LastGoodPage.load(of: folder)?.contents(of: folder)?.record
    var failures: [String: String] = [:]
    let hashes = CodeHashes(chapter)
    for block in chapter.swiftBlocks where block.failure != nil {
      let entries = [last?[block.id], accepted?[block.id]].compactMap { $0 }
      guard let entry = entries.first(where: { $0.code == hashes.hash(of: block) }),
        let message = entry.failure
      else { return nil }
      failures[block.id] = message
    }
    let fresh = ChapterRecord(
      of: chapter, trace: trace, printed: printed, failures: failures, accepted: accepted, date: "",
      library: kept.entry.key.library)
    let woven = weave(
      chapter, fresh, accepted: accepted,
      renewing: accepted.map { fresh.blocks(changedFrom: $0) } ?? [])
    guard !woven.problems.contains(where: { $0.severity == .error }) else { return nil }
    return ChapterEdition(
      chapter: chapter, record: woven.record, page: woven.page,
      differences: woven.page.differences, run: kept)
  }
}
