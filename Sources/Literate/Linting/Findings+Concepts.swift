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
