import Literate

extension PageBuilder {
  /// Says under each block of Python with what it agreed, and at the end of the text what came of
  /// doing the headlines again.
  mutating func addComparisons() {
    let comparisons = book.comparisons[chapter.id] ?? Comparisons()
    for block in chapter.sameBlocks {
      insert(.note(comparisons.note(on: block, in: chapter)), before: block.range.upper)
    }
    if let note = comparisons.noteOnAgain(in: chapter) {
      insert(.note(note), before: chapter.source.position(at: chapter.source.bytes.count))
    }
  }
}
