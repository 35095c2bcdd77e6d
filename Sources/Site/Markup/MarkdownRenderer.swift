import Pages
import Literate

/// Writes the tree of a Markdown text as HTML.
///
/// One pass over the tree, without recursion. What the book adds to Markdown arrives as fragments;
/// what is left is CommonMark with GitHub's tables, footnotes, alerts and tasks.
struct MarkdownRenderer {
  /// A heading as the page's contents list shows it.
  struct Section: Sendable {
    var level: Int
    var anchor: String
    /// The heading in HTML, without links.
    var title: String
  }

  let fragments: Fragments
  /// The anchors of the headings, in order.
  let anchors: [String]
  /// Where a link of the Markdown leads on the site.
  let destination: (String) -> String
  /// The names of the terms that the text defines, by their words (see `Terms`).
  var definitions: [String: String] = [:]
  /// The terms whose definition was found.
  private(set) var defined: Set<String> = []
  private(set) var output = HTMLText()
  private(set) var sections: [Section] = []

  private var headings = 0
  private var headingStart = 0
  /// The node below which nothing is written: a title shown elsewhere, an image's description.
  private var skipped: MarkdownNode?
  /// Whether the first line of an alert, which only names its kind, is being passed over.
  private var skipsLine = false
  private var alignments: [MarkdownNode.Alignment] = []
  private var column = 0
  private var isInTableHead = false
  private var footnotes: [MarkdownNode] = []
  private var openQuotes: [String] = []
  private var openEmphasis: [String] = []
  /// How often each footnote has been referred to so far.
  private var marks: [String: Int] = [:]

  init(fragments: Fragments, anchors: [String], destination: @escaping (String) -> String) {
    self.fragments = fragments
    self.anchors = anchors
    self.destination = destination
  }

  /// Renders a text. The heading of level one is the page's title and is left to the page.
  mutating func render(_ markdown: String) {
    var renderer = self
    withMarkdown(SourceText(markdown), isTypeset: true) { root in
      root.walk { node, isEntered in renderer.visit(node, isEntered) }
    }
    if !renderer.footnotes.isEmpty { renderer.output.mark("</ol></section>\n") }
    renderer.footnotes = []
    self = renderer
  }

  private mutating func visit(_ node: MarkdownNode, _ isEntered: Bool) {
    if let skipped {
      if skipped == node, !isEntered { self.skipped = nil }
      return
    }
    if skipsLine, isEntered {
      switch node.kind {
      case .softBreak, .hardBreak: skipsLine = false
      case .text, .inlineHTML, .code: break
      default: break
      }
      return
    }
    if skipsLine { skipsLine = false }
    switch node.kind {
    case .document, .other, .item, .table, .tableCell: container(node, isEntered)
    case .paragraph: paragraph(node, isEntered)
    case .heading: heading(node, isEntered)
    case .codeBlock: listing(node)
    case .htmlBlock: fragments.write(node.literal, to: &output)
    default: inline(node, isEntered)
    }
  }

  // MARK: Running text

  private mutating func inline(_ node: MarkdownNode, _ isEntered: Bool) {
    switch node.kind {
    case .text: output.text(node.literal)
    case .softBreak: output.mark("\n")
    case .hardBreak: output.mark("<br>\n")
    case .code: output.mark("<code>\(escaped(node.literal))</code>")
    case .inlineHTML:
      if let piece = fragments.piece(for: node.literal) {
        output.mark(piece)
      } else {
        fragments.write(node.literal, to: &output)
      }
    case .link: link(node, isEntered)
    case .image:
      guard isEntered else { return }
      let source = escaped(destination(node.url))
      output.mark("<img src=\"\(source)\" alt=\"\(escaped(node.plainText))\" loading=\"lazy\">")
      skipped = node
    case .footnoteMark:
      guard isEntered else { return }
      let number = node.literal
      let use = marks[number, default: 0] + 1
      marks[number] = use
      let id = use == 1 ? "mark-\(number)" : "mark-\(number)-\(use)"
      output.mark("<sup><a class=\"mark\" id=\"\(id)\" href=\"#note-\(number)\" ")
      output.mark("role=\"doc-noteref\" aria-label=\"Note \(number)\">\(number)</a></sup>")
    default: break
    }
  }

  /// Words in italics; where they define a term, they are the place to which its links lead.
  private mutating func emphasis(_ node: MarkdownNode, _ isEntered: Bool) {
    guard isEntered else { return output.mark("</\(openEmphasis.popLast() ?? "em")>") }
    guard !definitions.isEmpty, node.parent?.kind != .heading,
      let term = definitions[Terms.normal(node.plainText)], defined.insert(term).inserted
    else {
      openEmphasis.append("em")
      return output.mark("<em>")
    }
    openEmphasis.append("dfn")
    output.mark("<dfn id=\"\(escaped(Terms.anchor(term)))\">")
  }

  private mutating func link(_ node: MarkdownNode, _ isEntered: Bool) {
    guard isEntered else { return output.mark("</a>") }
    let target = destination(node.url)
    let isOutside = target.contains("://")
    output.mark("<a href=\"\(escaped(target))\"\(isOutside ? " rel=\"external\"" : "")")
    if !node.title.isEmpty { output.mark(" title=\"\(escaped(node.title))\"") }
    output.mark(">")
  }

  // MARK: Blocks

  private mutating func paragraph(_ node: MarkdownNode, _ isEntered: Bool) {
    if node.parent?.typeName == "item" || node.parent?.typeName == "tasklist",
      node.parent?.parent?.isTight == true
    {
      if isEntered, node.parent?.firstChild != node { output.mark("\n") }
      return
    }
    output.mark(isEntered ? "<p>" : "</p>\n")
    let isFirst = node.parent?.firstChild == node
    if isEntered, isFirst, node.parent.flatMap(alert) != nil { skipsLine = true }
    if !isEntered, let note = footnotes.last, node.parent == note, node.next == nil {
      // The way back stands at the end of the note's last paragraph.
      output.dropLast("</p>\n")
      output.mark("\(wayBack(footnotes.count))</p>\n")
    }
  }

  private mutating func heading(_ node: MarkdownNode, _ isEntered: Bool) {
    let level = node.headingLevel
    if isEntered {
      headings += 1
      if level == 1 { skipped = node }
      headingStart = output.bytes.count
      return
    }
    let title = String(decoding: output.bytes[headingStart...], as: UTF8.self)
    output.truncate(to: headingStart)
    let anchor = identifier(anchors.indices.contains(headings - 1) ? anchors[headings - 1] : "")
    output.mark("<h\(level) id=\"\(escaped(anchor))\">\(title)")
    output.mark(anchorLink(anchor, "this section") + "</h\(level)>\n")
    sections.append(Section(level: level, anchor: anchor, title: withoutLinks(title)))
  }

  private mutating func listing(_ node: MarkdownNode) {
    let word = node.info.split(whereSeparator: { $0 == " " || $0 == "\t" }).first.map(String.init)
    output.mark(Listing.plain(node.literal, language: word ?? ""))
  }

  private mutating func container(_ node: MarkdownNode, _ isEntered: Bool) {
    switch node.typeName {
    case "block_quote": quotation(node, isEntered)
    case "list":
      let name = node.isOrderedList ? "ol" : "ul"
      let start = node.isOrderedList && node.listStart != 1 ? " start=\"\(node.listStart)\"" : ""
      output.mark(isEntered ? "<\(name)\(start)>\n" : "</\(name)>\n")
    case "item": output.mark(isEntered ? "<li>" : "</li>\n")
    case "tasklist":
      let box = node.isTicked == true ? "☑ " : "☐ "
      output.mark(isEntered ? "<li class=\"task\">\(box)" : "</li>\n")
    case "thematic_break": output.mark("<hr>\n")
    case "emph": emphasis(node, isEntered)
    case "strong": output.mark(isEntered ? "<strong>" : "</strong>")
    case "strikethrough": output.mark(isEntered ? "<del>" : "</del>")
    case "table", "table_row", "table_header", "table_cell": table(node, isEntered)
    case "footnote_definition": footnote(node, isEntered)
    default: break
    }
  }

  private mutating func table(_ node: MarkdownNode, _ isEntered: Bool) {
    switch node.typeName {
    case "table":
      alignments = node.columnAlignments
      output.mark(isEntered ? TableHTML.opening : "</tbody></table></div>\n")
    case "table_row", "table_header":
      column = 0
      isInTableHead = node.isTableHead
      if isEntered {
        output.mark(isInTableHead ? "<thead><tr>" : "<tr>")
      } else {
        output.mark(isInTableHead ? "</tr></thead>\n<tbody>\n" : "</tr>\n")
      }
    default:
      let name = isInTableHead ? "th" : "td"
      guard isEntered else { return output.mark("</\(name)>") }
      let alignment = alignments.indices.contains(column) ? alignments[column] : .none
      column += 1
      let scope = isInTableHead ? " scope=\"col\"" : ""
      switch alignment {
      case .right: output.mark("<\(name)\(scope) class=\"r\">")
      case .center: output.mark("<\(name)\(scope) class=\"c\">")
      default: output.mark("<\(name)\(scope)>")
      }
    }
  }

  // MARK: Alerts and footnotes

  /// The kind of alert that a quotation is: `> [!NOTE]`.
  private func alert(_ node: MarkdownNode) -> String? {
    guard node.typeName == "block_quote", let first = node.firstChild, first.kind == .paragraph
    else { return nil }
    let text = first.plainText
    return ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"].first { text.hasPrefix("[!\($0)]") }
  }

  private mutating func quotation(_ node: MarkdownNode, _ isEntered: Bool) {
    guard isEntered else { return output.mark("</\(openQuotes.popLast() ?? "blockquote")>\n") }
    guard let kind = alert(node)?.lowercased() else {
      openQuotes.append("blockquote")
      return output.mark("<blockquote>\n")
    }
    openQuotes.append("aside")
    output.mark("<aside class=\"alert \(kind)\"><p class=\"kind\">")
    output.mark("\(kind.prefix(1).uppercased())\(kind.dropFirst())</p>\n")
  }

  private mutating func footnote(_ node: MarkdownNode, _ isEntered: Bool) {
    guard isEntered else { return output.mark("</li>\n") }
    if footnotes.isEmpty {
      output.mark("<section class=\"notes\" aria-labelledby=\"notes\">")
      output.mark("<h2 id=\"notes\">Notes</h2>\n<ol>\n")
      sections.append(Section(level: 2, anchor: "notes", title: "Notes"))
    }
    footnotes.append(node)
    output.mark("<li id=\"note-\(footnotes.count)\">")
  }

  private func wayBack(_ number: Int) -> String {
    let name = "Back to where note \(number) stands in the text"
    return " <a class=\"back\" href=\"#mark-\(number)\" role=\"doc-backlink\" "
      + "aria-label=\"\(name)\">↩</a>"
  }
}

/// HTML of a heading without links and marks of notes, which must not stand inside another link.
func withoutLinks(_ html: String) -> String {
  guard html.contains("<a ") || html.contains("<sup>") else { return html }
  var result = ""
  var rest = html[...]
  while let start = rest.firstIndex(of: "<") {
    result += rest[..<start]
    let end = rest[start...].firstIndex(of: ">") ?? rest.index(before: rest.endIndex)
    let tag = rest[start...end]
    rest = rest[rest.index(after: end)...]
    if tag == "<sup>" {
      rest = rest.firstRange(of: "</sup>").map { rest[$0.upperBound...] } ?? ""
    } else if !tag.hasPrefix("<a ") && tag != "</a>" {
      result += tag
    }
  }
  return result + rest
}
