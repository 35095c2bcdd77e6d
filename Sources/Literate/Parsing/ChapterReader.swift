import Foundation

/// Walks the tree of one text and collects what a `Chapter` holds.
struct ChapterReader {
  let source: SourceText
  let file: String
  var blocks: BlockReader
  var directives: DirectiveReader
  var headings: [(level: Int, text: String, name: String?, range: SourceRange)] = []
  var references: [Reference] = []
  var numbers: [BoundNumber] = []
  var citations: [Citation] = []
  var footnotes: [Footnote] = []
  var mathematics: [Mathematics] = []
  var tables: [MarkdownTable] = []
  var links: [Link] = []
  var passages: [Passage] = []
  var prose: [Prose] = []
  var htmlTags: [HTMLTag] = []
  var folds: [Fold] = []
  var problems: [Diagnostic] = []
  /// Where the paragraph of each reference to an exercise begins.
  var promptStarts: [(id: String, offset: Int)] = []

  /// A folded part of the page: `<details><summary>Hint</summary>` to `</details>`.
  struct Fold {
    let summary: String
    let start: Int
    var inside: Range<Int>
    var isOpen: Bool
  }

  /// A name given by a directive, waiting for what it names.
  private var waitingName: (name: String, position: SourcePosition)?
  /// The block whose numbers are typed on purpose, while the walk is inside it.
  private var literalNode: MarkdownNode?
  private var nextIsLiteral = false

  init(source: SourceText, file: String) {
    self.source = source
    self.file = file
    blocks = BlockReader(source: source, file: file)
    directives = DirectiveReader(source: source, file: file)
  }

  /// Reads the whole text.
  mutating func read() {
    var reader = self
    withMarkdown(source) { root in
      root.walk { node, isEntered in
        if isEntered { reader.enter(node) } else { reader.leave(node) }
      }
    }
    reader.dropWaitingName()
    self = reader
  }

  private mutating func enter(_ node: MarkdownNode) {
    if nextIsLiteral, node.kind != .htmlBlock {
      nextIsLiteral = false
      literalNode = node
    }
    switch node.kind {
    case .codeBlock: readCode(node)
    case .htmlBlock: readHTML(node)
    case .table:
      let lines = node.startLine...max(node.startLine, node.endLine)
      tables.append(
        MarkdownTable(name: takeName("tab-"), range: source.range(ofLines: lines)))
    case .heading, .paragraph, .tableCell: readLeaf(node)
    default: break
    }
    if literalNode == node, node.isNeverLeft { literalNode = nil }
  }

  private mutating func leave(_ node: MarkdownNode) {
    if literalNode == node { literalNode = nil }
  }

  private mutating func readCode(_ node: MarkdownNode) {
    guard let fence = Fence(node, in: source) else { return }
    blocks.add(fence, isLiteral: literalNode != nil)
    guard let block = blocks.blocks.last, block.language == "math" else { return dropWaitingName() }
    mathematics.append(
      Mathematics(
        tex: block.literal, isBlock: true, name: takeName("eq-"), range: block.range))
  }

  private mutating func readHTML(_ node: MarkdownNode) {
    let first = source.offsets(ofLine: node.startLine)
    let start = min(first.lowerBound + max(0, node.startColumn - 1), first.upperBound)
    let lineCount = node.literal.utf8.count { $0 == UInt8(ascii: "\n") }
    let lastLine = node.startLine + max(lineCount, 1) - 1
    let end = max(start, source.offsets(ofLine: min(lastLine, source.lineCount)).upperBound)
    if source.firstOffset(of: "details", in: start..<end) != nil {
      readFolds(node.literal, start..<end)
    }
    for directive in directives.read(start..<end, isInline: false) {
      switch directive.kind {
      case .name(let name):
        dropWaitingName()
        waitingName = (name, directive.range.lower)
      case .literal: nextIsLiteral = true
      case .chapter, .out: break
      }
    }
    readTags(start..<end, isBlock: true, isLiteral: nextIsLiteral)
  }

  /// Takes in the tags of raw HTML, and what a reader reads in it. In a block that is all text
  /// between tags; in a line of prose that text is the line's own.
  mutating func readTags(_ offsets: Range<Int>, isBlock: Bool, isLiteral: Bool) {
    let html = HTMLReader(offsets, in: source)
    htmlTags += html.tags
    let spoken = html.tags.flatMap(\.attributes).filter { ["alt", "title"].contains($0.name) }
    let texts = isBlock ? html.texts : []
    for text in texts + spoken.map(\.range.offsets) {
      prose.append(Prose(range: source.range(text), isLiteral: isLiteral))
    }
    if isBlock, !texts.isEmpty { nextIsLiteral = false }
  }

  private mutating func readFolds(_ html: String, _ offsets: Range<Int>) {
    if html.contains("<details") {
      let summary = html.between("<summary>", "</summary>") ?? ""
      folds.append(
        Fold(
          summary: summary, start: offsets.lowerBound,
          inside: offsets.upperBound..<offsets.upperBound, isOpen: true))
    }
    if html.contains("</details>"), let last = folds.lastIndex(where: \.isOpen) {
      folds[last].isOpen = false
      let end = max(folds[last].inside.lowerBound, offsets.lowerBound)
      folds[last].inside = source.trimmedLines(folds[last].inside.lowerBound..<end)
    }
  }

  private mutating func readLeaf(_ node: MarkdownNode) {
    let leaf = LeafText(node, in: source)
    if node.kind == .heading {
      let lines =
        node
        .startLine...(leaf.map { source.position(at: $0.whole.upperBound).line } ?? node.startLine)
      headings.append(
        (node.headingLevel, node.plainText, takeName(""), source.range(ofLines: lines)))
    } else if node.kind == .paragraph {
      dropWaitingName()
    }
    guard let leaf else { return }
    passages.append(
      Passage(range: source.range(leaf.whole), wordCount: countedWords(node.plainText)))
    let elements = InlineReader.elements(of: node, leaf: leaf)
    let isLiteral =
      literalNode != nil
      || elements.contains {
        if case .html(let literal, _) = $0 { return literal.isLiteralDirective }
        return false
      }
    for element in elements { read(element, of: leaf, isLiteral: isLiteral) }
  }

  /// The name that a directive gave to what stands here.
  private mutating func takeName(_ prefix: String) -> String? {
    guard let (name, _) = waitingName, name.hasPrefix(prefix) else {
      dropWaitingName()
      return nil
    }
    waitingName = nil
    return name
  }

  private mutating func dropWaitingName() {
    guard let (name, place) = waitingName else { return }
    waitingName = nil
    problems.append(
      Diagnostic(
        .error, file: file, line: place.line, column: place.column,
        "'#\(name)' names nothing: no equation, table or heading of that kind follows it",
        help: "put it right before a math block (#eq-…), a table (#tab-…) or a heading"))
  }
}

extension SourceText {
  /// The stretch from the first byte that is not blank on the first line to the end of the last.
  func range(ofLines lines: ClosedRange<Int>) -> SourceRange {
    let last = offsets(ofLine: min(lines.upperBound, max(lineCount, 1)))
    let start = trimmed(offsets(ofLine: lines.lowerBound)).lowerBound
    return range(start..<max(start, last.upperBound))
  }
}

extension String {
  /// What stands between two marks, trimmed, or nil.
  fileprivate func between(_ opening: String, _ closing: String) -> String? {
    guard let start = range(of: opening)?.upperBound,
      let end = self[start...].range(of: closing)?.lowerBound
    else { return nil }
    return self[start..<end].trimmingCharacters(in: .whitespaces)
  }

  fileprivate var isLiteralDirective: Bool {
    hasPrefix("<!--") && hasSuffix("-->")
      && dropFirst(4).dropLast(3).trimmingCharacters(in: .whitespaces) == "literal"
  }
}

/// How many words a text has that hold a letter or a digit.
func countedWords(_ text: String) -> Int {
  guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
    return text.split(whereSeparator: \.isWhitespace).count { word in
      word.contains { $0.isLetter || $0.isNumber }
    }
  }
  // The same by bytes, which takes a twentieth of the time.
  return text.utf8.split { $0 == 0x20 || 0x09...0x0D ~= $0 }.count { word in
    word.contains { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: false
      }
    }
  }
}
