extension Findings {
  /// A chapter that is more than one sitting.
  mutating func checkSize() {
    let excesses = ChapterSize(chapter).excesses
    guard !excesses.isEmpty else { return }
    let title = chapter.headings.first { $0.level == 1 }?.range.lower
    advice(
      title ?? chapter.source.position(at: 0),
      "the chapter is more than one sitting: \(excesses.joined(separator: ", "))",
      "the budget stands in brackets: fold what is plumbing, move it into the library, or give one "
        + "of two ideas a chapter of its own")
  }
}
