import Literate
import Trace
import Weaving

extension ChapterPage {
  /// Puts each block's code and outputs in their places.
  mutating func writeBlocks() {
    let output = OutputHTML(
      chapter: chapter, numbering: numbering, hashes: CodeHashes(chapter),
      pictures: state.pictures)
    let places = chunkPlaces
    let own = LibraryIndex.declared(in: chapter)
    let highlighter = Highlighter(
      link: { [library] token, index, code in
        let name = code.text(token)
        guard !own.contains(name), library.declares(name, token, at: index, in: code) else {
          return nil
        }
        return library.page(name)
      },
      chunk: { places[$0] })
    let solutionsInside = solutionsInsideFolds
    for block in chapter.swiftBlocks {
      var html = listing(of: block, highlighter, isInsideFold: solutionsInside.contains(block.id))
      if block.isPartOfProgram || block.failure != nil, block.chunk == nil {
        let changes = state.differences.filter { $0.block == block.id && $0.kind != .prose }
        let outputs = output.html(
          for: block, state.record?[block.id], changes: changes, ran: state.trace?[block.id])
        let wrapped = outputs.bytes.isEmpty ? HTMLText() : framed(outputs)
        if let place = numbering.places[block.id] {
          edits.replace(place.range, with: fragments.keep(wrapped))
        } else {
          html.mark(wrapped)
        }
      }
      edits.replace(block.range, with: fragments.keep(html))
    }
  }

  private func framed(_ outputs: HTMLText) -> HTMLText {
    var html = HTMLText()
    html.mark("<div class=\"output\">\n")
    html.mark(outputs)
    html.mark("</div>\n")
    return html
  }

  /// The block's code; only its anchor where readers do not see the code.
  private func listing(
    of block: Block, _ highlighter: Highlighter, isInsideFold: Bool
  ) -> HTMLText {
    let id = escaped(identifier(block.id))
    var html = HTMLText()
    guard !block.isHidden, block.displayedText.contains(where: { !$0.isWhitespace }) else {
      if block.isPartOfProgram { html.mark("<a id=\"block-\(id)\"></a>\n") }
      return html
    }
    let code = Listing.swift(block, by: highlighter)
    let isSolution = block.role == .solution && !isInsideFold
    if let chunk = block.chunk { html.mark(chunkHead(block, chunk)) }
    let kind = block.failure == nil ? "" : " broken"
    if block.isFolded || isSolution {
      let label = escaped(isSolution ? "Solution" : block.foldLabel)
      html.mark("<details class=\"fold\"><summary>\(label)</summary>")
    }
    html.mark("<div class=\"listing\(kind)\" id=\"block-\(id)\">")
    html.mark(code)
    html.mark(anchorLink("block-\(id)", "this block"))
    html.mark("</div>\n")
    if block.isFolded || isSolution { html.mark("</details>\n") }
    return html
  }

  // MARK: - Chunks

  /// The place of each chunk: of its first block.
  private var chunkPlaces: [String: String] {
    var places: [String: String] = [:]
    for block in chapter.swiftBlocks {
      if let chunk = block.chunk, places[chunk] == nil {
        places[chunk] = "#block-\(identifier(block.id))"
      }
    }
    return places
  }

  /// The name of a chunk, and the blocks in which it is used.
  private func chunkHead(_ block: Block, _ chunk: String) -> String {
    let isFirst = chapter.swiftBlocks.first { $0.chunk == chunk }?.index == block.index
    let users = chapter.swiftBlocks.filter { other in
      other.literal.contains("<<")
        && other.lines.contains { includedChunk($0.trimmingSpaces) == chunk }
    }
    let links = users.map { user in
      "<a href=\"#block-\(escaped(identifier(user.id)))\">\(escaped(user.chunk ?? user.id))</a>"
    }
    let use = links.isEmpty ? "" : ", used in \(links.joined(separator: ", "))"
    return
      "<p class=\"chunk\"><em>\(escaped(chunk))</em>\(isFirst ? "" : ", continued")\(use)</p>\n"
  }

  // MARK: - Exercises

  /// Solutions that the author has folded already.
  private var solutionsInsideFolds: Set<String> {
    let source = chapter.source
    var depth = 0
    var line = 1
    var inside: Set<String> = []
    let solutions = chapter.swiftBlocks.filter { $0.role == .solution }
    let blocks = chapter.blocks
    var next = 0
    for solution in solutions {
      while line < solution.line {
        while next < blocks.count, blocks[next].range.upper.line < line { next += 1 }
        let isInBlock = next < blocks.count && blocks[next].range.lines.contains(line)
        if !isInBlock {
          let text = source.line(line)
          if text.contains("<details") { depth += 1 }
          if text.contains("</details") { depth -= 1 }
        }
        line += 1
      }
      if depth > 0 { inside.insert(solution.id) }
    }
    return inside
  }

  /// Puts a frame around each exercise, from its prompt to the next exercise or heading.
  mutating func writeExercises() {
    for (index, exercise) in chapter.exercises.enumerated() {
      let start = exercise.prompt?.lower ?? exercise.stub.range.lower
      let following =
        index + 1 < chapter.exercises.count
        ? chapter.exercises[index + 1].prompt?.lower
          ?? chapter.exercises[index + 1].stub.range.lower
        : nil
      let heading = chapter.headings.first { $0.range.lower > start }?.range.lower
      let ends = [following, heading].compactMap { $0 }.map(\.offset)
      let end = ends.min() ?? chapter.source.bytes.count
      // A quotation or a list cannot be cut by a frame.
      guard start.column == 1 else { continue }
      let id = escaped(identifier(exercise.id))
      let opening = fragments.keep(
        "<section class=\"exercise\" id=\"\(id)\" data-exercise=\"\(chapter.id)/\(id)\">\n"
          + state.badge(of: exercise.id))
      let note = index == 0 ? fragments.keep(answersNote) + "\n\n" : ""
      edits.insert("\n" + note + opening + "\n\n", before: start)
      let closing = fragments.keep("</section>\n")
      edits.insert("\n\n" + closing + "\n\n", before: chapter.source.position(at: end))
    }
  }

  private var answersNote: String {
    "<p class=\"aside\">Write your answers into <code>Chapters/\(escaped(chapter.folder))/"
      + "Exercises.swift</code> and run <code>./build.sh \(chapter.id)</code>; this page then shows "
      + "how they did.</p>\n"
  }
}
