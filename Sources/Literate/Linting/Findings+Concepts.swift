extension Findings {
  /// What the chapter builds on must have been taught by then.
  mutating func checkConcepts(earlier: ArraySlice<Chapter>, all: [Chapter]) {
    let taught = Set(earlier.flatMap { $0.teaches.map(\.name) })
    for concept in chapter.needs where !taught.contains(concept.name) {
      let place = concept.range.lower
      if chapter.teaches.contains(where: { $0.name == concept.name }) {
        error(
          place, "the chapter needs '\(concept.name)' and teaches it itself",
          "keep it under 'teaches' only")
      } else if let later = all.first(where: { $0.teaches.contains { $0.name == concept.name } }) {
        error(
          place, "'\(concept.name)' is needed here, and \(later.id) teaches it only later",
          "teach it earlier, or move this chapter behind \(later.id)")
      } else {
        error(
          place, "'\(concept.name)' is needed here, and no earlier chapter teaches it",
          suggestion(concept.name, taught.sorted())
            ?? "a chapter teaches it with <!-- chapter: teaches \(concept.name) -->")
      }
    }
  }

  /// A chapter that says what it needs and teaches also says its question and shows its picture.
  mutating func checkSynopsis() {
    let synopses = chapter.synopses
    let directives = chapter.directives.filter {
      if case .chapter = $0.kind { return true }
      return false
    }
    guard let place = directives.first?.range.lower else { return }
    if chapter.question == nil {
      error(
        place, "the chapter's directive does not say its question",
        "the front page asks it: add question \"How much is luck?\" after a semicolon")
    }
    let figures = chapter.swiftBlocks.filter { $0.isPartOfProgram && $0.alternativeText != nil }
    guard let picture = synopses.compactMap(\.picture).first else {
      guard let first = figures.first else { return }
      return error(
        place, "the chapter's directive does not say which figure stands for the chapter",
        "add the block's id after a semicolon: picture \(first.id)")
    }
    guard !figures.contains(where: { $0.id == picture.text }) else { return }
    error(
      picture.range.lower, "there is no block '\(picture.text)' with a figure",
      suggestion(picture.text, figures.map(\.id))
        ?? "name a block that runs and has alt=\"…\", which every figure needs")
  }

  /// Footnote marks without a text in the chapter must name entries of the bibliography.
  mutating func checkCitations(_ bibliography: Bibliography) {
    let keys = bibliography.entries.map(\.key)
    let known = Set(keys)
    for citation in chapter.citations where !known.contains(citation.key) {
      error(
        citation.range.lower, "the bibliography has no entry '\(citation.key)'",
        suggestion(citation.key, keys)
          ?? "add a line to Chapters/bibliography.md: - `\(citation.key)` Author. *Title*. Year.")
    }
  }
}
