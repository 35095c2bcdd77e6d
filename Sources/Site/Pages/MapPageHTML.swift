import Literate

/// The map of concepts: the ladder as a figure that can be clicked.
///
/// Each chapter is a rung with the concepts it teaches; arcs at the left join it to the chapters on
/// which it stands. The first chapter is the lowest rung.
struct MapPageHTML {
  let edition: HTMLEdition

  private static let left = 190.0
  private static let width = 840.0
  private static let lineHeight = 24.0

  /// A rung with its place in the figure.
  private struct Rung {
    var chapter: Chapter
    var lines: [[Concept]]
    var top: Double
    var height: Double
    var middle: Double { top + 22 }
  }

  var file: SiteFile {
    let (rungs, height) = layout
    var html = HTMLText()
    html.mark(
      """
      <article class="map">
      <header class="title"><h1>Map of concepts</h1>
      <p class="lead">The first chapter is the lowest rung. Each arc joins a chapter to one it stands \
      on; every word leads to where it is defined.</p></header>
      <div class="table"><svg viewBox="0 0 \(Int(MapPageHTML.width)) \(Int(height))" \
      width="\(Int(MapPageHTML.width))" height="\(Int(height))" role="group" \
      aria-label="Chapters and the concepts they teach">

      """)
    for rung in rungs { writeArcs(of: rung, among: rungs, &html) }
    for rung in rungs { write(rung, &html) }
    html.mark("</svg></div>\n</article>\n")
    let frame = PageFrame(
      book: edition.book, title: "Map of concepts · The Ladder", file: "map.html")
    return SiteFile("map.html", frame.page(html))
  }

  /// The rungs from the top one down, and the height of the figure.
  private var layout: (rungs: [Rung], height: Double) {
    var top = 8.0
    var rungs: [Rung] = []
    for chapter in edition.book.chapters.reversed() {
      let lines = MapPageHTML.lines(of: chapter.teaches)
      let height = 44 + Double(lines.count) * MapPageHTML.lineHeight
      rungs.append(Rung(chapter: chapter, lines: lines, top: top, height: height))
      top += height + 8
    }
    return (rungs, top)
  }

  /// The concepts broken into lines of the figure's width.
  private static func lines(of concepts: [Concept]) -> [[Concept]] {
    var lines: [[Concept]] = []
    var room = 0
    for concept in concepts {
      let length = concept.words.count + 3
      if lines.isEmpty || length > room {
        lines.append([])
        room = 82
      }
      lines[lines.count - 1].append(concept)
      room -= length
    }
    return lines
  }

  private func writeArcs(of rung: Rung, among rungs: [Rung], _ html: inout HTMLText) {
    let teachers = Set(rung.chapter.needs.compactMap { edition.book.teacher(of: $0.name)?.id })
    for other in rungs
    where teachers.contains(other.chapter.id) && other.chapter.id != rung.chapter.id {
      let span = abs(other.middle - rung.middle)
      let reach = MapPageHTML.left - 14 - min(150, 18 + span * 0.22)
      let (x, from, to) = (MapPageHTML.left - 10, rung.middle, other.middle)
      html.mark("<path class=\"arc\" d=\"M\(Int(x)) \(Int(from)) C\(Int(reach)) \(Int(from)) ")
      html.mark("\(Int(reach)) \(Int(to)) \(Int(x)) \(Int(to))\"/>\n")
    }
  }

  private func write(_ rung: Rung, _ html: inout HTMLText) {
    let chapter = rung.chapter
    let x = Int(MapPageHTML.left)
    let width = Int(MapPageHTML.width - MapPageHTML.left - 4)
    html.mark(
      "<rect class=\"rung\" x=\"\(x - 10)\" y=\"\(Int(rung.top))\" width=\"\(width + 10)\" ")
    html.mark("height=\"\(Int(rung.height))\" rx=\"5\"/>\n")
    html.mark("<a href=\"\(escaped(chapter.siteFile))\"><text class=\"chapter\" x=\"\(x + 6)\" ")
    html.mark(
      "y=\"\(Int(rung.top + 27))\">\(chapter.number) \(escaped(chapter.title))</text></a>\n")
    for (index, line) in rung.lines.enumerated() {
      let y = Int(rung.top + 50 + Double(index) * MapPageHTML.lineHeight)
      html.mark("<text class=\"concepts\" x=\"\(x + 6)\" y=\"\(y)\">")
      for (place, concept) in line.enumerated() {
        if place > 0 { html.mark(" · ") }
        html.mark(
          "<a href=\"\(escaped(chapter.siteFile))#\(escaped(Terms.anchor(concept.name)))\">")
        html.mark("\(escaped(concept.words))</a>")
      }
      html.mark("</text>\n")
    }
  }
}
