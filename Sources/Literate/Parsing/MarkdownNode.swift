import CMarkGFM

/// A node of the tree that cmark-gfm makes of a text; valid while the tree is, see `withMarkdown`.
package struct MarkdownNode: Equatable {
  let pointer: OpaquePointer

  /// The kinds of node that this module asks about.
  package enum Kind {
    case document, codeBlock, htmlBlock, paragraph, heading, item, table, tableCell
    case text, softBreak, hardBreak, code, inlineHTML, link, image, footnoteMark, other
  }

  package var kind: Kind {
    let type = cmark_node_get_type(pointer)
    switch type {
    case CMARK_NODE_DOCUMENT: return .document
    case CMARK_NODE_CODE_BLOCK: return .codeBlock
    case CMARK_NODE_HTML_BLOCK: return .htmlBlock
    case CMARK_NODE_PARAGRAPH: return .paragraph
    case CMARK_NODE_HEADING: return .heading
    case CMARK_NODE_ITEM: return .item
    case CMARK_NODE_TEXT: return .text
    case CMARK_NODE_SOFTBREAK: return .softBreak
    case CMARK_NODE_LINEBREAK: return .hardBreak
    case CMARK_NODE_CODE: return .code
    case CMARK_NODE_HTML_INLINE: return .inlineHTML
    case CMARK_NODE_LINK: return .link
    case CMARK_NODE_IMAGE: return .image
    case CMARK_NODE_FOOTNOTE_REFERENCE: return .footnoteMark
    default: return kindOfExtension
    }
  }

  private var kindOfExtension: Kind {
    // Extensions number their nodes when they are loaded; their names are what is fixed.
    switch String(cString: cmark_node_get_type_string(pointer)) {
    case "table": return .table
    case "table_cell": return .tableCell
    default: return .other
    }
  }

  /// Whether a walk only enters the node: code, raw HTML and rules, which hold no other nodes.
  var isNeverLeft: Bool {
    switch cmark_node_get_type(pointer) {
    case CMARK_NODE_CODE_BLOCK, CMARK_NODE_HTML_BLOCK, CMARK_NODE_THEMATIC_BREAK: return true
    default: return false
    }
  }

  package var startLine: Int { Int(cmark_node_get_start_line(pointer)) }
  var startColumn: Int { Int(cmark_node_get_start_column(pointer)) }
  var endLine: Int { Int(cmark_node_get_end_line(pointer)) }
  var endColumn: Int { Int(cmark_node_get_end_column(pointer)) }
  package var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }

  package var literal: String { cmark_node_get_literal(pointer).map { String(cString: $0) } ?? "" }
  package var url: String { cmark_node_get_url(pointer).map { String(cString: $0) } ?? "" }
  package var title: String { cmark_node_get_title(pointer).map { String(cString: $0) } ?? "" }
  package var info: String { cmark_node_get_fence_info(pointer).map { String(cString: $0) } ?? "" }

  /// The text of a paragraph, heading or table cell before its mark-up was read.
  var content: [UInt8] {
    // A node to which no text was ever added (an empty heading, a cell that its row leaves out) has
    // memory here that nobody wrote.
    guard cmark_node_first_child(pointer) != nil,
      let text = cmark_node_get_string_content(pointer)
    else { return [] }
    return Array(String(cString: text).utf8)
  }

  /// The number of characters of a code block's fence, or nil for indented code.
  var fenceLength: Int? {
    var length: Int32 = 0
    var offset: Int32 = 0
    var character: CChar = 0
    let fenced = cmark_node_get_fenced(pointer, &length, &offset, &character)
    return fenced != 0 ? Int(length) : nil
  }

  package var parent: MarkdownNode? { cmark_node_parent(pointer).map(MarkdownNode.init) }
  package var next: MarkdownNode? { cmark_node_next(pointer).map(MarkdownNode.init) }
  package var firstChild: MarkdownNode? { cmark_node_first_child(pointer).map(MarkdownNode.init) }

  /// The visible text below the node, without mark-up.
  package var plainText: String {
    var text = ""
    walk { node, isEntered in
      guard isEntered else { return }
      switch node.kind {
      case .text, .code: text += node.literal
      case .softBreak, .hardBreak: text += " "
      default: break
      }
    }
    return text
  }

  /// Visits the node and all below it, each when it is entered and, where it can have children,
  /// when it is left. No recursion: nesting is as deep as an author, or a fuzzer, likes.
  package func walk(_ visit: (_ node: MarkdownNode, _ isEntered: Bool) -> Void) {
    guard let iterator = cmark_iter_new(pointer) else { return }
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { return }
      visit(MarkdownNode(pointer: node), event == CMARK_EVENT_ENTER)
    }
  }
}

/// Parses a text with cmark-gfm and hands its tree to `body`, which must not keep any of it.
///
/// Bare addresses are not made links: what cmark-gfm does for that after parsing loses the places
/// of the text around them, and nothing here needs it.
///
/// - Parameter isTypeset: Make curly quotes, dashes and ellipses of straight ones, for a page that is
///   shown and not searched for places.
package func withMarkdown<Result>(
  _ source: SourceText, isTypeset: Bool = false, _ body: (MarkdownNode) throws -> Result
) rethrows -> Result {
  registered
  let parser = cmark_parser_new(CMARK_OPT_FOOTNOTES | (isTypeset ? CMARK_OPT_SMART : 0))
  defer { cmark_parser_free(parser) }
  for name in ["table", "strikethrough", "tasklist"] {
    if let syntax = cmark_find_syntax_extension(name) {
      cmark_parser_attach_syntax_extension(parser, syntax)
    }
  }
  source.bytes.withUnsafeBytes { bytes in
    cmark_parser_feed(parser, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
  }
  guard let root = cmark_parser_finish(parser) else {
    fatalError("cmark-gfm made no tree of a text of \(source.bytes.count) bytes")
  }
  defer { cmark_node_free(root) }
  return try body(MarkdownNode(pointer: root))
}

/// Makes the extensions known to cmark-gfm, once: a constant's first use is guarded by a lock.
private let registered: Void = cmark_gfm_core_extensions_ensure_registered()
