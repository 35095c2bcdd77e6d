import Pages
import Literate

/// The map of concepts: the ladder as a figure that can be clicked.
///
/// Each chapter is a rung with the concepts it teaches; arcs at the left join it to the chapters on
/// which it stands. The first chapter is the lowest rung.
struct MapPageHTML {
  let edition: HTMLEdition

  private static let rungWidth = 646.0
  private static let lineHeight = 24.0

  /// A rung with its place in the figure.
  private struct Rung {
    var chapter: Chapter
    var lines: [[Concept]]
    var top: Double
    var height: Double
    var middle: Double { top + 22 }
  }

  /// The name of a part, above its rungs.
  private struct PartName {
    var name: String
    var top: Double
  }

  /// A line from a rung to one below it: the farther, the wider its bow.
  private struct Arc {
    var upper: Double
    var lower: Double
    var bow: Double { min(150, 18 + (lower - upper) * 0.22) }
  }

  var file: SiteFile {
    let (names, rungs, height) = layout
    let arcs: [Arc] = rungs.flatMap { self.arcs(of: $0, among: rungs) }
    // A curve goes three quarters of the way to the points that bend it.
    let left = (14 + 0.75 * (arcs.map(\.bow).max() ?? 0)).rounded()
    let width = Int(left + MapPageHTML.rungWidth)
    var html = HTMLText()
    html.mark(
      """
      <article class="map">
      <header class="title"><h1>Map of concepts</h1>
      <p class="lead">The first chapter is the lowest rung. Arcs join each chapter to the nearest it \
      stands on; every word leads to where it is defined.</p></header>
      <div class="table"><svg viewBox="0 0 \(width) \(Int(height))" \
      width="\(width)" height="\(Int(height))" role="group" \
      aria-label="Chapters and the concepts they teach">

      """)
    for name in names {
      html.mark("<text class=\"part\" x=\"\(Int(left) - 10)\" y=\"\(Int(name.top + 20))\">")
      html.mark("\(escaped(name.name))</text>\n")
    }
    for arc in arcs { write(arc, at: Int(left) - 10, &html) }
    for rung in rungs { write(rung, at: Int(left), &html) }
    html.mark("</svg></div>\n</article>\n")
    let frame = PageFrame(
      book: edition.book, title: "Map of concepts · The Ladder", file: "map.html")
    return SiteFile("map.html", frame.page(html))
  }

  /// The rungs from the top one down, the names of the parts among them, and the figure's height.
  private var layout: (names: [PartName], rungs: [Rung], height: Double) {
    var top = 8.0
    var (names, rungs): ([PartName], [Rung]) = ([], [])
    for section in edition.book.sections.reversed() {
      names.append(PartName(name: section.name, top: top))
      top += 30
      for chapter in section.chapters.reversed() {
        let lines = MapPageHTML.lines(of: chapter.teaches)
        let height = 44 + Double(lines.count) * MapPageHTML.lineHeight
        rungs.append(Rung(chapter: chapter, lines: lines, top: top, height: height))
        top += height + 8
      }
      top += 10
    }
    return (names, rungs, top)
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

  private func arcs(of rung: Rung, among rungs: [Rung]) -> [Arc] {
    let below = Set(edition.book.nearestFoundations(of: rung.chapter).map(\.id))
    return rungs.filter { below.contains($0.chapter.id) }.map { other in
      Arc(upper: min(rung.middle, other.middle), lower: max(rung.middle, other.middle))
    }
  }

  private func write(_ arc: Arc, at x: Int, _ html: inout HTMLText) {
    let (bend, from, to) = (x - Int(arc.bow), Int(arc.upper), Int(arc.lower))
    html.mark("<path class=\"arc\" d=\"M\(x) \(from) C\(bend) \(from) ")
    html.mark("\(bend) \(to) \(x) \(to)\"/>\n")
  }

  private func write(_ rung: Rung, at x: Int, _ html: inout HTMLText) {
    let chapter = rung.chapter
    let width = Int(MapPageHTML.rungWidth) + 6
    html.mark(
      "<rect class=\"rung\" x=\"\(x - 10)\" y=\"\(Int(rung.top))\" width=\"\(width)\" ")
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
