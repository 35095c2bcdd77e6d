import Literate
import Trace
import Weaving

/// Writes a chapter's page: its text, its code as readers see it, and what the code put out.
///
/// Blocks, mathematics, references and numbers become fragments in the Markdown; cmark-gfm reads the
/// rest, and the fragments go back to their places.
struct ChapterPage {
  let state: ChapterState
  let book: Book
  let library: LibraryIndex
  let numbering: Numbering
  var fragments = Fragments()
  var edits = PageEdits()
  private(set) var sections: [MarkdownRenderer.Section] = []
  /// The concepts that the text defines where it names them in italics.
  private(set) var defined: Set<String> = []

  var chapter: Chapter { state.chapter }

  init(_ state: ChapterState, book: Book, library: LibraryIndex) {
    self.state = state
    self.book = book
    self.library = library
    numbering = Numbering(state.chapter, state.record ?? .empty(of: state.chapter))
  }

  /// The text of the page in HTML, without what stands around it.
  mutating func content() -> HTMLText {
    writeExercises()
    writeBlocks()
    writeDirectives()
    writeMathematics()
    writeReferences()
    writeNumbers()
    let markdown = edits.applied(to: chapter.source) + "\n" + works()
    let destinations = Destinations(book: book)
    var renderer = MarkdownRenderer(
      fragments: fragments, anchors: chapter.headings.map(\.anchor),
      destination: { destinations($0) })
    renderer.definitions = Terms.definitions(in: chapter)
    renderer.render(markdown)
    sections = renderer.sections
    defined = renderer.defined
    return renderer.output
  }

  /// The works cited, as the text of their footnotes.
  private func works() -> String {
    var text = ""
    var seen: Set<String> = []
    for citation in chapter.citations where seen.insert(citation.key).inserted {
      guard let entry = book.bibliography.entry(citation.key) else { continue }
      text += "\n[^\(citation.key)]: \(entry.text)\n"
    }
    return text
  }

  // MARK: - Directives, mathematics

  private mutating func writeDirectives() {
    let tables = Set(chapter.tables.compactMap(\.name))
    for directive in chapter.directives {
      switch directive.kind {
      case .chapter, .literal: edits.remove(directive.range, in: chapter.source)
      case .name(let name):
        guard tables.contains(name), let number = numbering[name] else {
          edits.remove(directive.range, in: chapter.source)
          continue
        }
        let id = identifier(name)
        let link = anchorLink(id, "table \(number)")
        edits.replace(
          directive.range,
          with: fragments.keep(
            "<p class=\"caption\" id=\"\(id)\"><strong>Table \(number).</strong>\(link)</p>\n"))
      case .out(let name):
        // The outputs of a block stand at the first directive that asks for them.
        let isTaken = numbering.places[name]?.range == directive.range && chapter.block(name) != nil
        if !isTaken { edits.remove(directive.range, in: chapter.source) }
      }
    }
  }

  private mutating func writeMathematics() {
    for formula in chapter.mathematics {
      guard formula.isBlock else {
        edits.replace(formula.range, with: fragments.keep(inline: Mathematics.inline(formula.tex)))
        continue
      }
      let number = formula.name.flatMap { numbering[$0] }
      let ownsNumber = formula.tex.contains("\\tag")
      edits.replace(
        formula.range,
        with: fragments.keep(
          Mathematics.displayed(
            formula.tex, name: formula.name, number: ownsNumber ? nil : number)))
    }
  }

  // MARK: - References and numbers

  private mutating func writeReferences() {
    for reference in chapter.references {
      let text = chapter.source.text(in: reference.textRange)
      let target: String
      let number: String?
      switch reference.kind {
      case .section:
        guard chapter.block(reference.target) != nil else { continue }
        target = "#block-\(reference.target)"
        number = nil
      case .chapter:
        guard let other = book.chapter(reference.target) else { continue }
        target = other.siteFile
        number = other.number
      case .figure, .table, .equation, .exercise:
        guard let found = numbering[reference.target] else { continue }
        target = "#\(reference.target)"
        number = found
      }
      let words = number.map { "\(text) \($0)" } ?? text
      edits.replace(
        reference.range,
        with: fragments.keep(
          inline: "<a class=\"ref\" href=\"\(escaped(target))\">\(MarkdownRenderer.line(words))</a>"
        ))
    }
  }

  /// Each number is a link to the block that recorded it.
  private mutating func writeNumbers() {
    for bound in chapter.numbers {
      guard let (value, block) = state.record?.number(bound.name) else {
        edits.replace(bound.range, with: fragments.keep(inline: escaped(bound.text)))
        continue
      }
      let text = value.string(bound.format.flatMap { NumberFormat($0) })
      edits.replace(
        bound.range,
        with: fragments.keep(
          inline: "<a class=\"bound\" href=\"#block-\(escaped(block))\" "
            + "title=\"Recorded by the code as ‘\(escaped(bound.name))’\">\(escaped(text))</a>"))
    }
  }
}

extension ChapterRecord {
  /// The record of a chapter that was never run.
  static func empty(of chapter: Chapter) -> ChapterRecord {
    ChapterRecord(
      chapter: chapter.folder, machine: "", cost: Cost(seconds: 0, peakMemory: 0), blocks: [])
  }
}
