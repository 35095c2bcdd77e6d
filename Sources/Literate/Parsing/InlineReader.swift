/// Finds the inline elements of one leaf with their places in the file.
///
/// cmark-gfm says where an inline node starts and ends, but goes on counting columns across line
/// ends inside code, HTML and links. The reader follows the nodes in order and begins a new line
/// only where a line break node stands, which undoes that.
struct InlineReader {
  /// An inline element. Offsets count in the leaf's text.
  enum Element {
    case text(Range<Int>)
    case code(literal: String, whole: Range<Int>, isMathematics: Bool)
    case html(literal: String, whole: Range<Int>)
    case link(url: String, title: String, plain: String, whole: Range<Int>, visible: Range<Int>)
    case image(url: String, plain: String, whole: Range<Int>)
    case footnote(whole: Range<Int>)
  }

  private(set) var elements: [Element] = []
  private let leaf: LeafText
  private var lineStart = 0
  /// The line that the parser takes this one for.
  private var line: Int
  private var cursor = 0
  /// Where the links and images around the place begin: a link may run over several lines, and its
  /// first column counts on the first of them.
  private var openings: [Int] = []
  /// Inside links that bind a number, text is the number's and no prose.
  private var boundDepth = 0

  private init(leaf: LeafText, line: Int) {
    self.leaf = leaf
    self.line = line
  }

  /// The inline elements of a node whose text is `leaf`, in order.
  static func elements(of node: MarkdownNode, leaf: LeafText) -> [Element] {
    var reader = InlineReader(leaf: leaf, line: node.startLine)
    node.walk { child, isEntered in
      guard child != node else { return }
      if isEntered { reader.enter(child) } else { reader.leave(child) }
    }
    return reader.elements
  }

  /// The part of the leaf's text that a node covers by the parser's count.
  private mutating func extent(_ node: MarkdownNode) -> Range<Int>? {
    catchUp(with: node)
    // Text that begins with the bracket of a footnote without a note has no start, and text that
    // ends with one no end: it begins where what stands before it ended, and is as long as it is.
    let isUnplaced = node.startLine == 0 || node.startColumn == 0
    let start = isUnplaced ? cursor : lineStart + node.startColumn - leaf.firstColumn
    guard start >= 0, start <= leaf.bytes.count else { return nil }
    if node.endColumn == 0 { return start..<endOfText(node.literal, from: start) }
    let end = lineStart + node.endColumn - leaf.firstColumn + 1
    guard start <= end, end <= leaf.bytes.count else { return nil }
    return start..<end
  }

  /// Begins the lines that the parser has begun: of a footnote's mark over several lines it keeps
  /// neither the text nor the line breaks.
  private mutating func catchUp(with node: MarkdownNode) {
    while node.startLine > line {
      line += 1
      guard let end = nextLineEnd else { return }
      lineStart = end + 1
      cursor = max(cursor, lineStart)
    }
  }

  /// The end of a text whose end the parser does not tell.
  private func endOfText(_ text: String, from start: Int) -> Int {
    let rest = leaf.bytes[start...]
    if rest.starts(with: text.utf8) { return start + text.utf8.count }
    return rest.firstIndex(of: UInt8(ascii: "\n")) ?? leaf.bytes.count
  }

  private var nextLineEnd: Int? {
    leaf.bytes[min(cursor, leaf.bytes.count)...].firstIndex(of: UInt8(ascii: "\n"))
  }

  private mutating func enter(_ node: MarkdownNode) {
    switch node.kind {
    case .softBreak, .hardBreak:
      guard let end = nextLineEnd else { return }
      cursor = max(cursor, end + 1)
      // After a backslash at the end of a line the parser counts lines and columns on.
      let isEscaped = end > 0 && leaf.bytes[end - 1] == UInt8(ascii: "\\")
      if node.kind == .hardBreak, isEscaped { return }
      lineStart = end + 1
      line += 1
    case .text: enterText(node)
    case .code: enterCode(node)
    case .inlineHTML:
      guard let range = extent(node) else { return }
      elements.append(.html(literal: node.literal, whole: range))
      cursor = max(cursor, range.upperBound)
    case .footnoteMark:
      guard let range = extent(node) else { return }
      elements.append(.footnote(whole: range))
      cursor = max(cursor, range.upperBound)
    case .link, .image:
      // A link's line is the one it ends on; what it begins with tells the line it begins on.
      if let child = node.firstChild, child.kind != .link, child.kind != .image {
        catchUp(with: child)
      }
      openings.append(lineStart + node.startColumn - leaf.firstColumn)
      if node.isBoundNumber { boundDepth += 1 }
    default: break
    }
  }

  private mutating func enterText(_ node: MarkdownNode) {
    guard var range = extent(node) else { return }
    // Text never spans lines; after backticks that close nothing its end is one too far.
    if let end = leaf.bytes[range].firstIndex(of: UInt8(ascii: "\n")) {
      range = range.lowerBound..<end
    }
    if boundDepth == 0 { append(text: range) }
    cursor = max(cursor, range.upperBound)
  }

  private mutating func append(text range: Range<Int>) {
    // The parser cuts text at every character that might have been mark-up: join the pieces.
    if case .text(let before) = elements.last, before.upperBound == range.lowerBound {
      elements[elements.count - 1] = .text(before.lowerBound..<range.upperBound)
    } else {
      elements.append(.text(range))
    }
  }

  private mutating func enterCode(_ node: MarkdownNode) {
    guard var range = extent(node) else { return }
    let bytes = leaf.bytes
    // The extent is the code's; widen it by its backticks.
    while range.lowerBound > 0, bytes[range.lowerBound - 1] == UInt8(ascii: "`") {
      range = range.lowerBound - 1..<range.upperBound
    }
    while range.upperBound < bytes.count, bytes[range.upperBound] == UInt8(ascii: "`") {
      range = range.lowerBound..<range.upperBound + 1
    }
    cursor = max(cursor, range.upperBound)
    let dollar = UInt8(ascii: "$")
    let isMathematics =
      range.lowerBound > 0 && bytes[range.lowerBound - 1] == dollar
      && range.upperBound < bytes.count && bytes[range.upperBound] == dollar
    if isMathematics { range = range.lowerBound - 1..<range.upperBound + 1 }
    elements.append(.code(literal: node.literal, whole: range, isMathematics: isMathematics))
  }

  private mutating func leave(_ node: MarkdownNode) {
    guard node.kind == .link || node.kind == .image else {
      if node.startLine > 0, let range = extent(node) { cursor = max(cursor, range.upperBound) }
      return
    }
    if node.isBoundNumber { boundDepth -= 1 }
    catchUp(with: node)
    let start = openings.removeLast()
    let end = lineStart + node.endColumn - leaf.firstColumn + 1
    guard start >= 0, start < end, end <= leaf.bytes.count else { return }
    let range = start..<end
    let isImage = node.kind == .image
    let opening = range.lowerBound + (isImage ? 2 : 1)
    // The visible text ends at the bracket after the last thing inside it.
    let inside = min(max(cursor, opening), range.upperBound)
    let closing = leaf.bytes[inside..<range.upperBound].firstIndex(of: UInt8(ascii: "]"))
    let visible = min(opening, range.upperBound)..<max(closing ?? inside, opening)
    cursor = max(cursor, range.upperBound)
    if isImage {
      elements.append(.image(url: node.url, plain: node.plainText, whole: range))
    } else {
      elements.append(
        .link(
          url: node.url, title: node.title, plain: node.plainText, whole: range, visible: visible))
    }
  }
}

extension MarkdownNode {
  /// Whether the node is a link that stands for a number the code recorded.
  fileprivate var isBoundNumber: Bool { kind == .link && url.hasPrefix("#=") }
}
