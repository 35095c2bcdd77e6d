import Pages
import Literate
import Trace

/// The reader's exercises over all chapters, each as the last run found the answer.
struct ProgressPageHTML {
  let edition: HTMLEdition

  var file: SiteFile {
    let all = edition.states.flatMap { state in
      state.chapter.exercises.map { state.answer(to: $0.id) }
    }
    let solved = all.count { $0 == .solved }
    let sum = "\(solved) of \(all.count) solved, as the last runs on this machine found them."
    var html = HTMLText()
    html.mark(
      """
      <article class="progress">
      <header class="title"><h1>Your exercises</h1>
      <p class="lead">\(all.isEmpty ? "No chapter has exercises yet." : sum)</p></header>

      """)
    if !all.isEmpty {
      html.mark("<progress max=\"\(all.count)\" value=\"\(solved)\" aria-label=\"Solved\">")
      html.mark("\(solved) of \(all.count)</progress>\n")
    }
    var frame = PageFrame(
      book: edition.book, title: "Your exercises · The Ladder", file: "exercises.html")
    for state in edition.states where !state.chapter.exercises.isEmpty {
      let id = state.chapter.id
      let title = "\(state.chapter.number) \(escaped(state.chapter.title))"
      frame.sections.append(.init(level: 2, anchor: id, title: title))
      html.mark("<h2 id=\"\(id)\">\(title)</h2>\n<ul class=\"answers\">\n")
      for (index, exercise) in state.chapter.exercises.enumerated() {
        let answer = state.answer(to: exercise.id)
        let name = state.chapter.title(of: exercise)
        html.mark("<li class=\"\(answer.mark)\"><a href=\"\(escaped(state.chapter.siteFile))#")
        html.mark("\(escaped(identifier(exercise.id)))\">\(state.chapter.number).\(index + 1) ")
        html.mark(name.isEmpty ? escaped(exercise.id) : MarkdownRenderer.line(name))
        html.mark("</a> <span class=\"word\">\(answer.rawValue)</span>")
        if let failure = state.answers[exercise.id]?.failure {
          html.mark("<br><span class=\"case\">\(escaped(failure))</span>")
        }
        html.mark("</li>\n")
      }
      html.mark("</ul>\n")
    }
    html.mark("</article>\n")
    return SiteFile("exercises.html", frame.page(html))
  }
}
