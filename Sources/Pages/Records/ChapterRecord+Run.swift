import Literate
import Trace

extension ChapterRecord {
  /// The record of a run.
  ///
  /// Blocks that the run passed over (`long` without `--long`, `data` without its data set) keep the
  /// entry they have in `accepted`.
  ///
  /// - Parameters:
  ///   - trace: The trace of a run that came to its end.
  ///   - printed: All of the run's standard output.
  ///   - failures: The messages of blocks that failed as they must, by block.
  ///   - accepted: The committed record, if there is one.
  ///   - date: Today, as `2026-11-21`.
  ///   - library: The fingerprint of the library that it was run with.
  public init(
    of chapter: Chapter, trace: RunTrace, printed: [UInt8], failures: [String: String] = [:],
    accepted: ChapterRecord? = nil, date: String, library: String? = nil
  ) {
    let hashes = CodeHashes(chapter)
    var blocks: [BlockEntry] = []
    for block in chapter.swiftBlocks {
      var entry = BlockEntry(
        id: block.id, code: hashes.hash(of: block), caption: block.caption,
        alternativeText: block.alternativeText)
      if block.failure != nil {
        entry.failure = failures[block.id]
      } else if let ran = trace[block.id] {
        guard ran.skipped == nil else {
          if let kept = accepted?[block.id] { blocks.append(kept) }
          continue
        }
        entry.parts = ChapterRecord.parts(of: ran, printed: printed)
        if block.isNotAlwaysRun {
          entry.origin = .init(
            machine: trace.start.machine, date: date, seconds: ChapterRecord.rounded(ran.seconds),
            library: library)
        }
      }
      if !entry.parts.isEmpty || entry.failure != nil || entry.origin != nil {
        blocks.append(entry)
      }
    }
    // What every build runs; a `long` block says itself how long it takes.
    let long = chapter.swiftBlocks.filter(\.isLong).compactMap { trace[$0.id] }
    let seconds = (trace.finish?.seconds ?? 0) - long.reduce(0) { $0 + $1.seconds }
    let others = trace.blocks.filter { block in !long.contains { $0.id == block.id } }
    self.init(
      chapter: chapter.folder, machine: trace.start.machine,
      cost: Cost(
        seconds: ChapterRecord.rounded(max(0, seconds)),
        peakMemory: others.map(\.peakMemory).max() ?? 0,
        operations: others.reduce(0) { $0 + $1.operations }),
      blocks: blocks)
  }

  /// Hundredths of a second are more than a clock time is worth.
  private static func rounded(_ seconds: Double) -> Double { (seconds * 100).rounded() / 100 }

  /// The block's printed text, cut where outputs stand in it.
  private static func parts(of block: RunTrace.Block, printed: [UInt8]) -> [BlockEntry.Part] {
    var parts: [BlockEntry.Part] = []
    var position = min(block.begin.offset, printed.count)
    func take(upTo offset: Int) {
      let end = min(max(offset, position), printed.count)
      if end > position {
        parts.append(.printed(String(decoding: printed[position..<end], as: UTF8.self)))
      }
      position = end
    }
    for placed in block.outputs {
      take(upTo: placed.offset)
      parts.append(.output(placed.output))
    }
    take(upTo: block.end?.offset ?? printed.count)
    return parts
  }
}
