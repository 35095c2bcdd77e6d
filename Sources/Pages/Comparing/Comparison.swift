import Literate
import Trace

extension ChapterRecord {
  /// In what this record of a run differs from the accepted one, beyond what each block allows, and
  /// in what the chapter's prose differs from the page that comes of both.
  ///
  /// - Parameters:
  ///   - renewing: Blocks of which the page shows the new output though it agrees.
  ///   - accepting: Whether the new output becomes the record, to which prose must be true.
  public func differences(
    from accepted: ChapterRecord, in chapter: Chapter, renewing: Set<String> = [],
    accepting: Bool = false
  ) -> [Difference] {
    var all: [Difference] = []
    for block in chapter.swiftBlocks {
      var comparison = BlockComparison(block)
      comparison.compare(self[block.id], with: accepted[block.id])
      all += comparison.found
    }
    // A block that is gone from the chapter takes its outputs with it.
    for entry in accepted.blocks where chapter.block(entry.id) == nil {
      for part in entry.parts {
        all.append(
          Difference(
            kind: .missing, block: entry.id, line: 1, column: 1, subject: part.words,
            was: part.summary, now: "", allowed: ""))
      }
    }
    let changed = renewing.union(all.map(\.block))
    return all
      + keeping(accepted, except: changed).proseDifferences(
        in: chapter, fresh: accepting ? [] : changed)
  }

  /// The numbers in the chapter's prose that are not what the code recorded, to the digit.
  ///
  /// - Parameter fresh: Blocks of which this record holds what a run has put out and nobody has
  ///   accepted: their numbers may be as far from the prose as from the accepted record.
  public func proseDifferences(
    in chapter: Chapter, fresh: Set<String> = []
  ) -> [Difference] {
    chapter.numbers.compactMap { bound in
      guard let (value, block) = number(bound.name) else { return nil }
      let format = bound.format.flatMap { NumberFormat($0) }
      let written = value.string(format)
      guard written != bound.text else { return nil }
      let tolerance = Tolerance(chapter.block(block))
      if fresh.contains(block), PrintedText.agree(bound.text, written, tolerance) { return nil }
      return Difference(
        kind: .prose, block: block, line: bound.range.lower.line,
        column: bound.range.lower.column, subject: "the prose at `\(bound.name)`",
        was: "\"\(bound.text)\"", now: "\"\(written)\"", allowed: "")
    }
  }

  /// This record of a run, with the accepted entry of every block but those that have changed: so
  /// that nothing on a page moves unless it has changed.
  public func keeping(_ accepted: ChapterRecord, except changed: Set<String>) -> ChapterRecord {
    var kept = self
    kept.blocks = blocks.map { fresh in
      guard !changed.contains(fresh.id), var entry = accepted[fresh.id] else { return fresh }
      // Messages of compilers are not compared, but those of other code are not its messages.
      if entry.code != fresh.code || entry.failure == nil { entry.failure = fresh.failure }
      entry.code = fresh.code
      return entry
    }
    if changed.isEmpty {
      kept.machine = accepted.machine
      kept.cost = accepted.cost
    }
    return kept
  }
}

extension BlockEntry.Part {
  /// What the part is, for a sentence.
  var words: String {
    switch self {
    case .printed: "the printed text"
    case .output(let output): output.onPage.words
    }
  }

  /// What the part says, in a few words.
  var summary: String {
    switch self {
    case .printed(let text): quoted(text)
    case .output(let output): output.onPage.summary
    }
  }
}

/// The first line of a text in quotes, shortened.
func quoted(_ text: some StringProtocol) -> String {
  let lines = text.split(separator: "\n")
  let first = lines.first.map { String($0) } ?? ""
  let isWhole = lines.count <= 1 && first.count <= 80
  return "\"\(first.prefix(80))\(isWhole ? "" : "…")\""
}

/// Two texts that differ, in quotes: where they begin alike for long, from shortly before they part.
func quoted(
  _ was: some StringProtocol, unlike now: some StringProtocol
) -> (was: String, now: String) {
  let common = zip(was, now).prefix { $0 == $1 }.map(\.0)
  let line = common.count - (common.lastIndex(of: "\n").map { $0 + 1 } ?? 0)
  let shown = line > 60 ? common.suffix(20).drop { $0 != " " }.dropFirst().count : line
  func rest(_ text: some StringProtocol) -> String {
    let skipped = common.count - shown
    let words = quoted(text.dropFirst(skipped))
    return skipped == 0 ? words : "\"…" + words.dropFirst()
  }
  return (rest(was), rest(now))
}
