import Literate
import Trace

/// Makes the book's pages out of chapters and of what their runs recorded.
///
/// Nothing here touches a file: a page and a record are values, and whoever asked for them puts page,
/// figures and record in place together.
///
///     let weaver = Weaver(Book(chapters: chapters, bibliography: bibliography))
///     let fresh = ChapterRecord(of: chapter, trace: trace, printed: bytes, accepted: committed, date: today)
///     let woven = weaver.weave(chapter, fresh, accepted: committed)
///     // woven.markdown -> Book/ch04-slug.md, its pictures -> Figures/ch04-slug/, and with --accept
///     // woven.record.document -> Book/records/ch04.json
public struct Weaver: Sendable {
  public let book: Book

  public init(_ book: Book) { self.book = book }

  /// Weaves the page of a chapter that has just been run.
  ///
  /// Where the run agrees with the accepted record, within each block's tolerance, the page shows
  /// what was accepted, to the byte; where it does not, it shows the new output, marked.
  ///
  /// - Parameters:
  ///   - accepting: Take the new output as right: nothing is marked.
  ///   - renewing: Blocks of which the new output is shown though it agrees.
  public func weave(
    _ chapter: Chapter, _ fresh: ChapterRecord, accepted: ChapterRecord?, accepting: Bool = false,
    renewing: Set<String> = []
  ) -> WovenChapter {
    guard let accepted else {
      return weave(
        chapter, showing: fresh, differences: fresh.proseDifferences(in: chapter),
        marked: false)
    }
    let differences = fresh.differences(
      from: accepted, in: chapter, renewing: renewing, accepting: accepting)
    let changed = renewing.union(differences.filter { $0.kind != .prose }.map(\.block))
    return weave(
      chapter, showing: fresh.keeping(accepted, except: changed),
      differences: differences, marked: !accepting)
  }

  private func weave(
    _ chapter: Chapter, showing record: ChapterRecord, differences: [Difference], marked: Bool
  ) -> WovenChapter {
    let page = ChapterPage(chapter, record, in: book, differences: marked ? differences : [])
    return WovenChapter(
      page: page, record: record, differences: differences,
      problems: page.problems + repeatedNumbers(in: chapter, record),
      unrecorded: unrecorded(in: chapter, record), stale: stale(in: chapter, record))
  }

  private func repeatedNumbers(in chapter: Chapter, _ record: ChapterRecord) -> [Diagnostic] {
    var seen: Set<String> = []
    return record.blocks.flatMap { entry in
      entry.numbers.compactMap { number in
        let name = number.name
        guard !seen.insert(name).inserted, let block = chapter.block(entry.id) else { return nil }
        return chapter.diagnostic(
          .error, at: block.range.lower, "the number `\(name)` is recorded a second time",
          help: "give each recorded number a name of its own")
      }
    }
  }

  /// Blocks that were not run, and of which the record holds nothing.
  private func unrecorded(in chapter: Chapter, _ record: ChapterRecord) -> [Diagnostic] {
    chapter.swiftBlocks.filter { $0.isNotAlwaysRun && record[$0.id] == nil }.map { block in
      chapter.diagnostic(
        .warning, at: block.range.lower, "block `\(block.id)` has no recorded result yet",
        help: remedy(for: block, in: chapter))
    }
  }

  /// Blocks that were not run, and of which the record holds what other code put out.
  private func stale(in chapter: Chapter, _ record: ChapterRecord) -> [Diagnostic] {
    let special = chapter.swiftBlocks.filter { $0.isNotAlwaysRun && record[$0.id] != nil }
    guard !special.isEmpty else { return [] }
    let hashes = CodeHashes(chapter)
    return special.filter { record[$0.id]?.code != hashes.hash(of: $0) }.map { block in
      chapter.diagnostic(
        .warning, at: block.range.lower,
        "the recorded result of block `\(block.id)` is stale: its code has changed",
        help: remedy(for: block, in: chapter))
    }
  }

  private func remedy(for block: Block, in chapter: Chapter) -> String {
    block.isLong
      ? "run `./build.sh \(chapter.id) --long`"
      : "get the data set \(block.dataSets.joined(separator: ", ")) and build again"
  }
}

extension Block {
  /// Whether a build may pass the block over and show what was recorded.
  package var isNotAlwaysRun: Bool { isLong || !dataSets.isEmpty }
}

/// A woven page and what belongs to it.
public struct WovenChapter: Sendable {
  /// What either edition prints.
  public var page: ChapterPage
  /// What the page shows, with the digests of its pictures; as the new record it makes the page the
  /// accepted one.
  public var record: ChapterRecord
  /// In what the run differs from the accepted record, and the prose from either.
  public var differences: [Difference]
  /// What is wrong with the chapter and shows only now: references to what is not there, figures
  /// without words.
  public var problems: [Diagnostic]
  /// Blocks that were not run, and of which the record holds nothing.
  public var unrecorded: [Diagnostic]
  /// Blocks that were not run, and of which the record holds what other code put out.
  public var stale: [Diagnostic]
}
