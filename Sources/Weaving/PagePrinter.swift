import Literate
import Pages

extension ChapterPage {
  /// The text of `Book/chNN-slug.md`: the page in GitHub-flavoured Markdown, as a code host shows it.
  public var markdown: String {
    let printer = PagePrinter(page: self)
    var edits = PageEdits()
    let lines = printer.head
    if let heading = chapter.headings.first(where: { $0.level == 1 }) {
      edits.replace(heading.range, with: lines, in: chapter.source)
    } else {
      edits.insert(
        (lines + ["", ""]).joined(separator: "\n"), before: chapter.source.position(at: 0))
    }
    for piece in pieces { printer.print(piece, into: &edits) }
    return MarkdownText.tidied(edits.applied(to: chapter.source) + "\n" + printer.foot)
  }
}

extension WovenChapter {
  /// The text of `Book/chNN-slug.md`.
  public var markdown: String { page.markdown }
}

/// Prints a page as Markdown. What it says is the page's; here are only the marks.
private struct PagePrinter {
  let page: ChapterPage

  var head: [String] {
    let head = page.head
    var lines = ["# \(head.kind): \(MarkdownText.escaped(head.title))", "", ways, ""]
    let foundations = head.foundations.map(\.link).joined(separator: ", ")
    let teaches = MarkdownText.escaped(Survey.teaches(page.chapter))
    let ladder = [
      foundations.isEmpty ? "" : "Builds on \(foundations).",
      teaches.isEmpty ? "" : "Teaches \(teaches).",
    ].filter { !$0.isEmpty }
    if !page.chapter.needs.isEmpty || !ladder.isEmpty {
      lines += [ladder.joined(separator: " "), ""]
    }
    return lines + ["> \(head.run.markdown)"]
  }

  private var ways: String { page.head.ways.map(\.markdown).joined(separator: " · ") }

  /// The works cited and the way on.
  var foot: String {
    let works = page.works.flatMap { ["[^\($0.key)]: \($0.text)", ""] }
    return ([""] + works + ["---", "", ways]).joined(separator: "\n")
  }

  func print(_ piece: Piece, into edits: inout PageEdits) {
    let source = page.chapter.source
    switch piece.content {
    case .block(let block):
      edits.replace(piece.range, with: lines(of: block), in: source)
    case .outputs(let outputs):
      edits.replace(piece.range, with: outputs.parts.flatMap(\.markdown), in: source)
    case .nothing: edits.remove(piece.range, in: source)
    case .name(let name, let table):
      edits.replace(piece.range, with: lines(of: name, table), in: source)
    case .equation(let formula, let number):
      guard let number else { return }
      let lines = formula.tex.split(separator: "\n").map(String.init) + ["\\tag{\(number)}"]
      edits.replace(piece.range, with: ["```math"] + lines + ["```"], in: source)
    case .reference(let words, let number?, let target):
      edits.replace(piece.range, with: "[\(words) \(number)](\(address(of: target)))")
    case .number(let text, _, let block):
      edits.replace(piece.range, with: block == nil ? text : MarkdownText.escaped(text))
    case .exercise(let name, _):
      edits.insert(MarkdownText.anchor(name) + "\n\n", before: piece.range.lower)
    case .note(let words):
      edits.insert("\n\n*\(words.markdown)*", before: piece.range.lower)
    // A code host reads these as the author wrote them.
    case .formula, .exerciseEnd, .reference(_, nil, _): break
    }
  }

  private func address(of target: Piece.Target) -> String {
    switch target {
    case .place(let name), .block(let name): "#\(name)"
    case .chapter(let chapter): chapter.pageFile
    }
  }

  private func lines(of name: String, _ table: Caption?) -> [String] {
    var lines = [MarkdownText.anchor(name)]
    if let table { lines += ["", table.markdown, ""] }
    // An equation needs an empty line above it.
    if page.chapter.mathematics.contains(where: { $0.name == name }) { lines.append("") }
    return lines
  }

  /// The block's code as readers see it, and what it put out behind it.
  private func lines(of shown: ShownBlock) -> [String] {
    let outputs = (shown.outputs?.parts ?? []).flatMap(\.markdown)
    guard shown.isShown else { return outputs }
    var lines = MarkdownText.fenced(shown.block.displayedText, language: shown.block.language)
    if let fold = shown.fold { lines = MarkdownText.folded(fold, lines) }
    if let chunk = shown.chunk {
      let name = "*\(MarkdownText.escaped(chunk.name))*\(chunk.isContinued ? ", continued" : ""):"
      lines = [name, ""] + lines
    }
    if shown.isTarget { lines = [MarkdownText.anchor(shown.block.id), ""] + lines }
    return lines + outputs
  }
}

extension ShownPart {
  /// The part's lines, with empty ones around them.
  fileprivate var markdown: [String] {
    switch self {
    case .printed(let text, let fold):
      let fenced = MarkdownText.fenced(text, language: "text")
      return [""] + (fold.map { MarkdownText.folded($0, fenced) } ?? fenced) + [""]
    case .output(let output, let place): return output.markdown(at: place)
    case .failure(let introduction, let message, _):
      return ["", introduction, ""] + MarkdownText.fenced(message, language: "text") + [""]
    case .origin(let words, let warning):
      return ["", "*\(words.markdown)*" + (warning.map { " **\($0)**" } ?? ""), ""]
    case .changes(let title, let messages):
      return ["", "> [!WARNING]", "> \(title):", ">"]
        + messages.map { "> - \(MarkdownText.escaped($0))" } + [""]
    }
  }
}
