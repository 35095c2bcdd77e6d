import Literate
import Weaving

extension ChapterPage {
  /// Title, what the chapter stands on, how to run it and what that costs.
  var head: HTMLText {
    var html = HTMLText()
    html.mark("<header class=\"title\">\n<p class=\"kind\">Chapter \(chapter.number)</p>\n")
    html.mark("<h1>\(MarkdownRenderer.line(chapter.title))</h1>\n")
    let foundations = book.foundations(of: chapter).map { other in
      "<a href=\"\(escaped(other.siteFile))\">\(other.number) \(escaped(other.title))</a>"
    }
    let teaches = chapter.teaches.map { taught($0) }
    if !foundations.isEmpty || !teaches.isEmpty {
      html.mark("<dl class=\"concepts\">")
      if !foundations.isEmpty {
        html.mark("<dt>Builds on</dt><dd>\(foundations.joined(separator: ", "))</dd>\(needs)")
      }
      if !teaches.isEmpty {
        html.mark("<dt>Teaches</dt><dd>\(teaches.joined(separator: ", "))</dd>")
      }
      html.mark("</dl>\n")
    }
    html.mark("<p class=\"run\">Run this: <code>./build.sh \(chapter.id)</code> ")
    html.mark("<a href=\"source/\(escaped(chapter.folder))/chapter.md\">Source</a>")
    if let record = state.record {
      html.mark(" <span class=\"cost\">\(Costs.time(record.cost.seconds)), ")
      html.mark("\(Costs.memory(record.cost.peakMemory)) on \(escaped(record.machine))</span>")
    }
    html.mark("</p>\n</header>\n")
    return html
  }

  /// The concepts that the chapter takes for known, each with a link to where it is defined, folded:
  /// they are for looking up, and stand between the title and the first sentence.
  private var needs: String {
    guard !chapter.needs.isEmpty else { return "" }
    let concepts = chapter.needs.map { needed($0) }
    let count = concepts.count == 1 ? "1 concept" : "\(concepts.count) concepts"
    return "<dd><details class=\"needs\"><summary>\(count) from there</summary>"
      + "<p>\(concepts.joined(separator: ", "))</p></details></dd>"
  }

  /// A concept of this chapter, with a link to where the text defines it.
  private func taught(_ concept: Concept) -> String {
    let anchor = escaped(Terms.anchor(concept.name))
    guard defined.contains(concept.name) else {
      return "<span id=\"\(anchor)\">\(escaped(concept.words))</span>"
    }
    return "<a href=\"#\(anchor)\">\(escaped(concept.words))</a>"
  }

  private func needed(_ concept: Concept) -> String {
    guard let teacher = book.teacher(of: concept.name) else { return escaped(concept.words) }
    return "<a href=\"\(escaped(teacher.siteFile))#\(escaped(Terms.anchor(concept.name)))\">"
      + "\(escaped(concept.words))</a>"
  }
}

extension Concept {
  /// The name as words: `learning-rate` is "learning rate".
  var words: String { name.split(separator: "-").joined(separator: " ") }
}
