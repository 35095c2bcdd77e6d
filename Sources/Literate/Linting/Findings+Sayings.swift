extension Findings {
  /// What a block answers must be among the sayings.
  mutating func checkAnswers(_ sayings: Sayings) {
    let ids = Set(sayings.entries.map(\.id))
    for block in chapter.swiftBlocks {
      for id in block.answers where Sayings.isID(id) && !ids.contains(id) {
        error(
          place(of: .answers, in: block), "there is no saying '\(id)'",
          suggestion(id, sayings.entries.map(\.id))
            ?? "add a row to Chapters/sayings.md: | \(id) | What is said. | \(chapter.id) |")
      }
    }
  }

  /// A chapter answers every saying that names it.
  mutating func checkSayings(_ sayings: Sayings) {
    for saying in sayings.unanswered(by: chapter) {
      warning(
        chapter.source.position(at: 0), "no claim answers the saying \(saying.id): \(saying.text)",
        "put it to the test in a claim and write answers=\(saying.id) on its block; what is not "
          + "worth a place in the argument goes to the section Also tested")
    }
  }
}

extension Sayings {
  /// The sayings that name a chapter and that no block of it answers. Mistakes in code are corrected
  /// where they are taught, and need no claim.
  public func unanswered(by chapter: Chapter) -> [Entry] {
    let answered = Set(chapter.swiftBlocks.flatMap(\.answers))
    return entries(of: chapter.id).filter { !$0.isMistake && !answered.contains($0.id) }
  }
}

extension Sayings.Entry {
  /// Whether it is a mistake in code, `K4`, and nothing that somebody says.
  public var isMistake: Bool { id.hasPrefix("K") }
}
