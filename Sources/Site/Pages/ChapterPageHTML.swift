import Literate
import Pages

/// Prints a chapter's page as HTML. What it says is the page's; here are only the marks.
///
/// Blocks, mathematics, references and numbers become fragments in the Markdown; cmark-gfm reads the
/// rest, and the fragments go back to their places.
struct ChapterPageHTML {
  let state: ChapterState
  let library: LibraryIndex
  var fragments = Fragments()
  private var edits = PageEdits()
  private(set) var sections: [MarkdownRenderer.Section] = []
  /// The concepts that the text defines where it names them in italics.
  private(set) var defined: Set<String> = []

  var page: ChapterPage { state.page }
  var chapter: Chapter { state.page.chapter }

  init(_ state: ChapterState, library: LibraryIndex) {
    self.state = state
    self.library = library
  }

  /// The text of the page in HTML, without what stands around it.
  mutating func content() -> HTMLText {
    let blocks = BlockPrinter(state, library: library)
    for piece in page.pieces { print(piece, blocks) }
    let works = page.works.map { "\n[^\($0.key)]: \($0.text)\n" }.joined()
    var renderer = MarkdownRenderer(
      fragments: fragments, anchors: chapter.headings.map(\.anchor), destination: siteAddress)
    renderer.definitions = Terms.definitions(in: chapter)
    renderer.render(edits.applied(to: chapter.source) + "\n" + works)
    sections = renderer.sections
    defined = renderer.defined
    return renderer.output
  }

  private mutating func print(_ piece: Piece, _ blocks: BlockPrinter) {
    let range = piece.range
    switch piece.content {
    case .block(let block):
      edits.replace(range, with: fragments.keep(blocks.html(block)))
    case .outputs(let outputs):
      edits.replace(range, with: fragments.keep(blocks.html(outputs)))
    case .nothing, .name(_, nil): edits.remove(range, in: chapter.source)
    case .name(let name, let caption?):
      let id = escaped(identifier(name))
      edits.replace(
        range,
        with: fragments.keep("<p class=\"caption\" id=\"\(id)\">\(blocks.html(caption))</p>\n"))
    case .formula(let formula):
      edits.replace(range, with: fragments.keep(inline: Mathematics.inline(formula.tex)))
    case .equation(let formula, let number):
      let html = Mathematics.displayed(formula.tex, name: formula.name, number: number)
      edits.replace(range, with: fragments.keep(html))
    case .reference(let words, let number, let target):
      let text = MarkdownRenderer.line(number.map { "\(words) \($0)" } ?? words)
      let link = "<a class=\"ref\" href=\"\(escaped(address(of: target)))\">\(text)</a>"
      edits.replace(range, with: fragments.keep(inline: link))
    case .number(let text, let name, let block):
      edits.replace(range, with: fragments.keep(inline: number(text, name, block)))
    case .exercise(let name, let isFramed): begin(name, isFramed, before: range.lower)
    case .exerciseEnd:
      edits.insert("\n\n" + fragments.keep("</section>\n") + "\n\n", before: range.lower)
    case .note(let words):
      let note = fragments.keep("<p class=\"aside\">\(words.html)</p>\n")
      edits.insert("\n\n" + note + "\n\n", before: range.lower)
    }
  }

  private func address(of target: Piece.Target) -> String {
    switch target {
    case .place(let name): "#\(name)"
    case .block(let id): "#block-\(id)"
    case .chapter(let chapter): chapter.siteFile
    }
  }

  /// Each number is a link to the block that recorded it.
  private func number(_ text: String, _ name: String, _ block: String?) -> String {
    guard let block else { return escaped(text) }
    return "<a class=\"bound\" href=\"#block-\(escaped(block))\" "
      + "title=\"Recorded by the code as ‘\(escaped(name))’\">\(escaped(text))</a>"
  }

  /// Begins the frame around an exercise, with how the reader did.
  private mutating func begin(_ name: String, _ isFramed: Bool, before place: SourcePosition) {
    let id = escaped(identifier(name))
    guard isFramed else {
      return edits.insert(fragments.keep(inline: "<a id=\"\(id)\"></a>"), before: place)
    }
    let opening = fragments.keep(
      "<section class=\"exercise\" id=\"\(id)\" data-exercise=\"\(chapter.id)/\(id)\">\n"
        + state.badge(of: name))
    edits.insert("\n" + opening + "\n\n", before: place)
  }
}
