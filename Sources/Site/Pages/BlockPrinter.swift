import Literate
import Pages
import Trace

/// Prints a chapter's blocks and what they put out as HTML.
struct BlockPrinter {
  private let state: ChapterState
  private let highlighter: Highlighter
  private let setting: HTMLSetting

  init(_ state: ChapterState, library: LibraryIndex) {
    self.state = state
    let chapter = state.page.chapter
    let own = LibraryIndex.declared(in: chapter)
    var places: [String: String] = [:]
    for block in chapter.swiftBlocks {
      if let chunk = block.chunk, places[chunk] == nil {
        places[chunk] = "#block-\(identifier(block.id))"
      }
    }
    highlighter = Highlighter(
      link: { token, index, code in
        let name = code.text(token)
        guard !own.contains(name), library.declares(name, token, at: index, in: code) else {
          return nil
        }
        return library.page(name)
      },
      chunk: { places[$0] })
    setting = HTMLSetting(
      pictures: state.pictures.mapValues { ($0.width, $0.height) },
      numbers: NumbersSetting(for: state.figures)
    ) { MarkdownRenderer.line($0) }
  }

  func html(_ caption: Caption) -> String { caption.html(in: setting) }

  /// The block's code and what it put out.
  func html(_ shown: ShownBlock) -> HTMLText {
    var html = listing(of: shown)
    if let outputs = shown.outputs { html.mark(self.html(outputs)) }
    return html
  }

  /// What a block put out, in a frame of its own.
  func html(_ outputs: ShownOutputs) -> HTMLText {
    var html = HTMLText()
    for part in outputs.parts { print(part, to: &html) }
    html.mark(cost(state.trace?[outputs.block], hasOutput: !html.bytes.isEmpty))
    guard !html.bytes.isEmpty else { return html }
    var framed = HTMLText("<div class=\"output\">\n")
    framed.mark(html)
    framed.mark("</div>\n")
    return framed
  }

  // MARK: - Code

  /// The block's code; only its anchor where readers do not see the code.
  private func listing(of shown: ShownBlock) -> HTMLText {
    let id = escaped(identifier(shown.block.id))
    guard shown.isShown else {
      return HTMLText(shown.block.isPartOfProgram ? "<a id=\"block-\(id)\"></a>\n" : "")
    }
    var html = HTMLText(shown.chunk.map(head) ?? "")
    if let fold = shown.fold {
      html.mark("<details class=\"fold\"><summary>\(escaped(fold))</summary>")
    }
    let kind = shown.block.failure == nil ? "" : " broken"
    html.mark("<div class=\"listing\(kind)\" id=\"block-\(id)\">")
    html.mark(Listing.swift(shown.block, by: highlighter))
    html.mark(anchorLink("block-\(id)", "this block"))
    html.mark("</div>\n")
    if shown.fold != nil { html.mark("</details>\n") }
    return html
  }

  /// The name of a chunk, and the blocks in which it is used.
  private func head(of chunk: ShownBlock.Chunk) -> String {
    let links = chunk.users.map { user in
      "<a href=\"#block-\(escaped(identifier(user.id)))\">\(escaped(user.chunk ?? user.id))</a>"
    }
    let use = links.isEmpty ? "" : ", used in \(links.joined(separator: ", "))"
    let continued = chunk.isContinued ? ", continued" : ""
    return "<p class=\"chunk\"><em>\(escaped(chunk.name))</em>\(continued)\(use)</p>\n"
  }

  // MARK: - Outputs

  private func print(_ part: ShownPart, to html: inout HTMLText) {
    switch part {
    case .printed(let text, let fold):
      if let fold { html.mark("<details><summary>\(escaped(fold))</summary>") }
      html.mark("<pre class=\"printed\"><samp>\(escaped(text))</samp></pre>")
      html.mark(fold == nil ? "\n" : "</details>\n")
    case .output(let output, let place): html.mark(output.html(at: place, in: setting))
    case .failure(let introduction, let message, let block):
      html.mark("<div class=\"failure\"><p class=\"kind\">\(escaped(introduction))")
      html.mark(" <a href=\"#block-\(escaped(block))\">the block</a></p>")
      html.mark("<pre class=\"printed\"><samp>\(escaped(message))</samp></pre></div>\n")
    case .origin(let words, let warning):
      html.mark("<p class=\"aside\">\(words.html)")
      if let warning { html.mark(" " + element("strong", warning)) }
      html.mark("</p>\n")
    case .changes(let title, let messages):
      html.mark("<aside class=\"alert warning\"><p class=\"kind\">\(escaped(title))</p>\n<ul>\n")
      for message in messages { html.mark(element("li", message)) }
      html.mark("</ul></aside>\n")
    }
  }

  /// What the block took in the last run, where that is worth a reader's attention.
  private func cost(_ ran: RunTrace.Block?, hasOutput: Bool) -> String {
    guard let ran, ran.skipped == nil, ran.end != nil, hasOutput || ran.seconds >= 0.05 else {
      return ""
    }
    return "<p class=\"cost\">\(Costs.measured(ran.seconds)), \(Costs.memory(ran.peakMemory))</p>\n"
  }
}
