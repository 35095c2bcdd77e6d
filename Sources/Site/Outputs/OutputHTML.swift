import Foundation
import Literate
import Trace
import Weaving

/// Writes what a block put out, as HTML.
struct OutputHTML {
  let chapter: Chapter
  let numbering: Numbering
  let hashes: CodeHashes
  let pictures: [String: (width: Int, height: Int)]

  /// Text, tables, figures, claims and notes in their order, then what the block cost and where the
  /// result comes from.
  func html(
    for block: Block, _ entry: BlockEntry?, changes: [Difference], ran: RunTrace.Block?
  ) -> HTMLText {
    var html = HTMLText()
    var tables = 0
    var figures = 0
    var claims = 0
    for part in entry?.parts ?? [] {
      switch part {
      case .printed(let text): printed(text, to: &html)
      case .output(.table(let table)):
        tables += 1
        html.mark(self.table(table, of: block, isFirst: tables == 1, entry))
      case .output(.figure(let figure)):
        figures += 1
        self.figure(figure, of: block, number: figures, last: entry?.figures.count ?? 0, to: &html)
      case .output(.claim(let claim)):
        claims += 1
        self.claim(claim, anchor: claimAnchor(block.id, claims), to: &html)
      case .output(.score(let score)):
        html.mark("<p class=\"score\"><strong>On the <a href=\"index.html#the-scoreboard\">")
        html.mark("scoreboard</a>:</strong> ")
        html.text("\(score.model), error \(score.percent) (\(score.span)), trained in ")
        html.text("\(Costs.measured(score.seconds)), \(Costs.size(score.bytes)).")
        html.mark("</p>\n")
      case .output(.footnote(let text)): html.mark("<p class=\"aside\">\(escaped(text))</p>\n")
      case .output(.number): break
      }
    }
    if let message = entry?.failure { failure(message, of: block, to: &html) }
    origin(of: block, entry, to: &html)
    marks(changes, to: &html)
    cost(ran, of: block, hasOutput: !html.bytes.isEmpty, to: &html)
    return html
  }

  private func printed(_ text: String, to html: inout HTMLText) {
    let shown = MarkdownText.printed(text)
    guard !shown.isEmpty else { return }
    let count = shown.utf8.count { $0 == UInt8(ascii: "\n") } + 1
    // More than a screen of output stands between the reader and the next sentence.
    if count > 40 { html.mark("<details><summary>Output, \(count) lines</summary>") }
    html.mark("<pre class=\"printed\"><samp>\(escaped(shown))</samp></pre>")
    html.mark(count > 40 ? "</details>\n" : "\n")
  }

  private func table(
    _ table: TableOutput, of block: Block, isFirst: Bool, _ entry: BlockEntry?
  ) -> HTMLText {
    let target = "tab-\(block.id)"
    guard isFirst, let number = numbering[target] else { return TableHTML.table(table) }
    let words = entry?.figures.isEmpty == false ? nil : block.caption
    return TableHTML.table(
      table, id: target, caption: caption("Table", number, words, anchor: target))
  }

  private func figure(
    _ figure: FigureOutput, of block: Block, number: Int, last: Int, to html: inout HTMLText
  ) {
    let target = "fig-\(block.id)"
    if number == 1 { html.mark("<figure id=\"\(escaped(target))\">\n") }
    let words =
      number == 1 ? block.alternativeText ?? figure.alternativeText : figure.alternativeText
    html.mark("<img src=\"figures/\(chapter.folder)/\(figure.file)\" alt=\"\(escaped(words))\"")
    if let size = pictures[figure.file] {
      html.mark(" width=\"\(size.width)\" height=\"\(size.height)\"")
    }
    html.mark(" loading=\"lazy\">\n")
    guard number == last else { return }
    let text = caption("Figure", numbering[target] ?? "", block.caption, anchor: target)
    html.mark("<figcaption>\(text)</figcaption>\n</figure>\n")
  }

  private func caption(
    _ name: String, _ number: String, _ words: String?, anchor: String
  ) -> String {
    let text = words.map { " " + MarkdownRenderer.line($0) } ?? ""
    return "<strong>\(name) \(number).</strong>\(text)"
      + anchorLink(anchor, "\(name.lowercased()) \(number)")
  }

  private func claim(_ claim: ClaimOutput, anchor: String, to html: inout HTMLText) {
    html.mark("<section class=\"claim \(claim.verdict.mark)\" id=\"\(escaped(anchor))\" ")
    html.mark(
      "aria-label=\"Claim\">\n<p class=\"kind\">Claim\(anchorLink(anchor, "this claim"))</p>")
    html.mark("\n<p class=\"words\">\(escaped(claim.text))</p>\n")
    html.mark(TableHTML.table(claim.evidence))
    html.mark("<p class=\"verdict\">Verdict: <strong>\(claim.verdict.rawValue)</strong></p>\n")
    html.mark("</section>\n")
  }

  private func failure(_ message: String, of block: Block, to html: inout HTMLText) {
    let introduction =
      switch block.failure {
      case .compile: "The compiler refuses this:"
      case .trap: "This stops the program:"
      case .throw, nil: "This throws an error:"
      }
    html.mark("<div class=\"failure\"><p class=\"kind\">\(introduction)")
    html.mark(" <a href=\"#block-\(escaped(block.id))\">the block</a></p>")
    html.mark("<pre class=\"printed\"><samp>\(escaped(message))</samp></pre></div>\n")
  }

  private func origin(of block: Block, _ entry: BlockEntry?, to html: inout HTMLText) {
    guard block.isNotAlwaysRun else { return }
    let data = block.dataSets.map { element("code", $0) }.joined(separator: " and ")
    let needs = data.isEmpty ? "" : " It needs the data set \(data)."
    let command = element("code", "./build.sh \(chapter.id)\(block.isLong ? " --long" : "")")
    html.mark("<p class=\"aside\">")
    if let entry, let origin = entry.origin {
      html.mark("Recorded on \(escaped(origin.date)) (\(escaped(origin.machine))), ")
      html.mark("\(Costs.time(origin.seconds)).\(needs) Run it yourself with \(command).")
      if entry.code != hashes.hash(of: block) {
        html.mark(" <strong>Stale: the code has changed since.</strong>")
      }
    } else {
      html.mark("No result of this block has been recorded yet.\(needs) Run it with \(command).")
    }
    html.mark("</p>\n")
  }

  private func marks(_ changes: [Difference], to html: inout HTMLText) {
    guard !changes.isEmpty else { return }
    html.mark("<aside class=\"alert warning\"><p class=\"kind\">Not what was recorded</p>\n<ul>\n")
    for change in changes.prefix(8) { html.mark(element("li", change.message)) }
    if changes.count > 8 { html.mark("<li>and \(changes.count - 8) more</li>") }
    html.mark("</ul></aside>\n")
  }

  /// What the block took in the last run, where that is worth a reader's attention.
  private func cost(
    _ ran: RunTrace.Block?, of block: Block, hasOutput: Bool, to html: inout HTMLText
  ) {
    guard let ran, ran.skipped == nil, ran.end != nil, hasOutput || ran.seconds >= 0.05 else {
      return
    }
    html.mark("<p class=\"cost\">\(Costs.measured(ran.seconds)), ")
    html.mark("\(Costs.memory(ran.peakMemory))</p>\n")
  }
}

extension Verdict {
  /// The class that gives a verdict its colour.
  var mark: String {
    switch self {
    case .holds: "holds"
    case .doesNotHold: "fails"
    case .depends: "depends"
    case .tooSmallToTell: "open"
    }
  }
}
