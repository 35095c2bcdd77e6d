import Foundation

extension Findings {
  /// Links to what the build numbers, and directives that name blocks.
  mutating func checkReferences(chapters: [Chapter]) {
    let targets = Targets(chapter, chapters: chapters)
    for reference in chapter.references {
      let known = targets.names(of: reference.kind)
      guard !known.contains(reference.target) else { continue }
      error(
        reference.range.lower, "there is no \(targets.noun(of: reference))",
        suggestion(reference.target, known.sorted()).map { $0.replacingFirst("'", with: "'#") }
          ?? targets.help(for: reference))
    }
    checkOutputs()
  }

  private mutating func checkOutputs() {
    let shown = chapter.swiftBlocks.filter { $0.isPartOfProgram || $0.failure != nil }.map(\.id)
    var placed: [String: Int] = [:]
    for directive in chapter.directives {
      guard case .out(let name) = directive.kind else { continue }
      if !shown.contains(name) {
        error(
          directive.range.lower, "there is no block '\(name)' whose output could stand here",
          suggestion(name, shown) ?? "name a block of this chapter that runs")
      } else if let line = placed[name] {
        error(
          directive.range.lower, "the output of '\(name)' stands at line \(line) already",
          "keep one of the two directives")
      }
      placed[name] = placed[name] ?? directive.range.lower.line
    }
  }

  /// Names given by directives: each once.
  mutating func checkNames() {
    var lines: [String: Int] = [:]
    for directive in chapter.directives {
      guard case .name(let name) = directive.kind else { continue }
      if directive.isInline {
        error(
          directive.range.lower, "'#\(name)' stands in a line of text and names nothing",
          "put it on a line of its own before what it names, with blank lines around")
      }
      if let line = lines[name] {
        error(
          directive.range.lower, "the name '#\(name)' is given at line \(line) already",
          "give this one another name")
      }
      lines[name] = lines[name] ?? directive.range.lower.line
    }
  }
}

/// What links of a chapter may lead to.
private struct Targets {
  private let names: [Reference.Kind: Set<String>]

  init(_ chapter: Chapter, chapters: [Chapter]) {
    let shown = chapter.swiftBlocks.filter { $0.isPartOfProgram }
    var names: [Reference.Kind: Set<String>] = [:]
    names[.figure] = Set(shown.map { "fig-\($0.id)" })
    names[.table] = Set(shown.map { "tab-\($0.id)" } + chapter.tables.compactMap(\.name))
    names[.equation] = Set(chapter.mathematics.compactMap(\.name))
    names[.exercise] = Set(chapter.exercises.map(\.id))
    names[.chapter] = Set(chapters.map(\.id) + [chapter.id])
    names[.section] = Set(chapter.headings.map(\.anchor) + chapter.swiftBlocks.map(\.id))
    self.names = names
  }

  func names(of kind: Reference.Kind) -> Set<String> {
    // A heading may begin like anything.
    (names[kind] ?? []).union(names[.section] ?? [])
  }

  func noun(of reference: Reference) -> String {
    switch reference.kind {
    case .figure: return "block '\(reference.blockName)' that could show this figure"
    case .table: return "table '\(reference.target)', nor a block '\(reference.blockName)'"
    case .equation: return "equation '\(reference.target)'"
    case .exercise: return "exercise '\(reference.target)'"
    case .chapter: return "chapter '\(reference.target)'"
    case .section: return "section or block '\(reference.target)' in this chapter"
    }
  }

  func help(for reference: Reference) -> String {
    switch reference.kind {
    case .figure: return "a figure is named by its block: id=\(reference.blockName)"
    case .table:
      return "give a block id=\(reference.blockName), or write <!-- #\(reference.target) -->"
        + " on a line before the table"
    case .equation: return "write <!-- #\(reference.target) --> on a line before its math block"
    case .exercise: return "an exercise is a block with id=\(reference.target) role=exercise"
    case .chapter: return "only chapters that are written can be referred to"
    case .section: return "a heading's target is its text in lower case, with hyphens for spaces"
    }
  }
}

extension String {
  fileprivate func replacingFirst(_ old: String, with new: String) -> String {
    guard let range = firstRange(of: old) else { return self }
    return replacingCharacters(in: range, with: new)
  }
}
