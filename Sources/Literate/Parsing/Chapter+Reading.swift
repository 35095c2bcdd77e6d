extension Chapter {
  /// Reads a chapter.
  ///
  /// Reading never fails: what is wrong with the text is in `problems`, and what can be understood
  /// is there.
  ///
  /// - Parameters:
  ///   - folder: The chapter's folder, `ch04-optimization`; its first part is the chapter's id.
  ///   - source: The text of its chapter.md.
  ///   - file: The file as messages shall name it.
  public init(folder: String, source: SourceText, file: String? = nil) {
    let file = file ?? "Chapters/\(folder)/chapter.md"
    var reader = ChapterReader(source: source, file: file)
    reader.read()
    let headings = numbered(reader.headings)
    self.init(
      id: folder.split(separator: "-").first.map(String.init) ?? folder,
      folder: folder, file: file,
      title: (headings.first { $0.level == 1 } ?? headings.first)?.text ?? folder,
      source: source, blocks: reader.blocks.blocks, headings: headings,
      directives: reader.directives.directives, references: reader.references,
      numbers: reader.numbers, citations: reader.citations, footnotes: reader.footnotes,
      mathematics: reader.mathematics, tables: reader.tables, links: reader.links,
      exercises: gatheredExercises(of: reader), passages: reader.passages, prose: reader.prose,
      htmlTags: reader.htmlTags,
      problems: (encoding(source, file) + reader.problems + reader.blocks.problems
        + reader.directives.problems).inOrder)
  }
}

private func encoding(_ source: SourceText, _ file: String) -> [Diagnostic] {
  guard let place = source.firstInvalidByte else { return [] }
  return [
    Diagnostic(
      .error, file: file, line: place.line, column: place.column,
      "the file is not UTF-8: a byte here belongs to no character",
      help: "save the file as UTF-8, or write the character again")
  ]
}

/// Gives every heading the anchor that code hosts give it: lower case, hyphens for spaces, other
/// marks left out, and a number where the same text comes again.
private func numbered(
  _ found: [(level: Int, text: String, name: String?, range: SourceRange)]
) -> [Heading] {
  var uses: [String: Int] = [:]
  return found.map { level, text, name, range in
    let kept = text.lowercased().unicodeScalars.filter {
      $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-" || $0 == "_"
        || $0 == " "
    }
    let slug = String(String.UnicodeScalarView(kept.map { $0 == " " ? "-" : $0 }))
    let count = uses[slug, default: 0]
    uses[slug] = count + 1
    let anchor = name ?? (count == 0 ? slug : "\(slug)-\(count)")
    return Heading(level: level, text: text, anchor: anchor, range: range)
  }
}

/// Gathers what belongs to each exercise.
private func gatheredExercises(of reader: ChapterReader) -> [Exercise] {
  let source = reader.source
  let blocks = reader.blocks.blocks.filter(\.isSwift)
  let stubs = blocks.filter { $0.role == .exercise }
  return stubs.enumerated().map { index, stub in
    let previous = index > 0 ? stubs[index - 1].range.upper.offset : 0
    let following = index + 1 < stubs.count ? stubs[index + 1].range.lower.offset : Int.max
    func own(_ role: Block.Role) -> [Block] {
      blocks.filter { $0.role == role && $0.exercise == stub.id }
    }
    let start = reader.promptStarts.last {
      $0.id == stub.id && $0.offset >= previous && $0.offset < stub.range.lower.offset
    }?.offset
    let hint = reader.folds.first {
      $0.start > stub.range.lower.offset && $0.start < following
        && $0.summary.lowercased().hasPrefix("hint")
    }
    return Exercise(
      id: stub.id, stub: stub, checks: own(.check), solutions: own(.solution),
      wrongs: own(.wrong),
      prompt: start.map { source.range(source.trimmedLines($0..<stub.range.lower.offset)) },
      hint: hint.map { source.range($0.inside) })
  }
}
