import Literate
import Pages

extension ChapterPageHTML {
  /// Title, what the chapter stands on, how to run it and what that costs.
  var head: HTMLText {
    let head = page.head
    var html = HTMLText("<header class=\"title\">\n<p class=\"kind\">\(escaped(head.kind))</p>\n")
    html.mark("<h1>\(escaped(head.title))</h1>\n")
    let foundations = head.foundations.map { other in
      "<a href=\"\(escaped(other.siteFile))\">\(escaped(other.numberedTitle))</a>"
    }
    let teaches = head.teaches.map { taught($0) }
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
    html.mark("<p class=\"run\">\(head.run.html)</p>\n</header>\n")
    return html
  }

  /// The concepts that the chapter takes for known, each with a link to where it is defined, folded:
  /// they are for looking up, and stand between the title and the first sentence.
  private var needs: String {
    guard !page.head.needs.isEmpty else { return "" }
    let concepts = page.head.needs.map { needed($0.concept, from: $0.teacher) }
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

  private func needed(_ concept: Concept, from teacher: Chapter?) -> String {
    guard let teacher else { return escaped(concept.words) }
    return "<a href=\"\(escaped(teacher.siteFile))#\(escaped(Terms.anchor(concept.name)))\">"
      + "\(escaped(concept.words))</a>"
  }
}
