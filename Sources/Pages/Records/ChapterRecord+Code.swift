import Literate

extension ChapterRecord {
  /// What of this record the chapter's code put out.
  ///
  /// What a block of other code left is left out, so that no page shows it beside this code. Blocks
  /// that not every build runs keep what was recorded, and the page says when it is stale.
  package func produced(by chapter: Chapter, _ hashes: CodeHashes) -> ChapterRecord {
    var record = self
    record.blocks = blocks.filter { entry in
      guard let block = chapter.block(entry.id) else { return false }
      return block.isNotAlwaysRun || hashes.hash(of: block) == entry.code
    }
    return record
  }

  /// Whether all of this record is what the chapter's code put out.
  package func isWhole(for chapter: Chapter) -> Bool {
    produced(by: chapter, CodeHashes(chapter)).blocks.count == blocks.count
  }

  /// The blocks that were run and whose code is no longer that of the accepted record.
  package func blocks(changedFrom accepted: ChapterRecord) -> Set<String> {
    Set(
      accepted.blocks.filter { entry in
        // An entry of a block that was passed over is the accepted one itself.
        self[entry.id].map { $0.code != entry.code } ?? false
      }.map(\.id))
  }
}
