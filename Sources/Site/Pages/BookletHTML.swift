import Literate
import Pages

/// Chapters one after the other on one page, from which a browser makes a file for print: a title,
/// the contents, and links that lead within the file.
public struct BookletHTML {
  private let edition: HTMLEdition
  private let states: [ChapterState]
  private let pages: [String: Int]
  /// The page's file in the folder of the site, whose style sheets and figures it uses.
  public static let file = "booklet.html"

  /// - Parameters:
  ///   - chapters: The ids of the chapters that it holds; all where none is named.
  ///   - pages: On which page of the paper a chapter begins, as far as it is known.
  public init(_ edition: HTMLEdition, chapters: [String] = [], pages: [String: Int] = [:]) {
    (self.edition, self.pages) = (edition, pages)
    states = edition.states.filter { chapters.isEmpty || chapters.contains($0.chapter.id) }
  }

  /// The page.
  public var page: SiteFile {
    var body = HTMLText()
    if states.count > 1 { writeTitle(&body) }
    for state in states { write(state, &body) }
    var frame = PageFrame(
      book: edition.book,
      title: states.count == 1 ? "\(states[0].chapter.title) · The Ladder" : Survey.title,
      file: BookletHTML.file)
    frame.usesKaTeX =
      edition.katex != nil && states.contains { !$0.chapter.mathematics.isEmpty }
    return SiteFile(BookletHTML.file, frame.page(body))
  }

  private func writeTitle(_ html: inout HTMLText) {
    html.mark("<article class=\"cover\">\n<header class=\"title\">")
    html.mark(element("h1", Survey.title) + "\n")
    for paragraph in Survey.introduction { html.mark(element("p", paragraph) + "\n") }
    html.mark("</header>\n<h2>Contents</h2>\n")
    let shown = Set(states.map(\.chapter.id))
    for section in edition.book.sections {
      let chapters = section.chapters.filter { shown.contains($0.id) }
      guard !chapters.isEmpty else { continue }
      html.mark(element("h3", section.name) + "\n<ul>\n")
      for chapter in chapters {
        html.mark("<li><a href=\"#\(chapter.id)\">\(escaped(chapter.numberedTitle))</a>")
        html.mark(chapter.question.map { " " + element("em", $0) } ?? "")
        html.mark(pages[chapter.id].map { "<span class=\"leaf\">\($0)</span>" } ?? "")
        html.mark("</li>\n")
      }
      html.mark("</ul>\n")
    }
    html.mark("</article>\n")
  }

  private func write(_ state: ChapterState, _ html: inout HTMLText) {
    var writer = ChapterPageHTML(state, library: edition.library)
    let content = writer.content()
    html.mark("<article id=\"\(state.chapter.id)\">\n")
    for text in [writer.head, content] { html.mark(inBooklet(text.bytes, of: state.chapter)) }
    html.mark("</article>\n")
  }

  // MARK: - Names and links

  /// The chapter's names with its id before them, and links as they lead from here: to a chapter of
  /// the booklet, to the site where its address is known, nowhere otherwise.
  private func inBooklet(_ bytes: [UInt8], of chapter: Chapter) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 10)
    let names = [" id=\"", " href=\"", " loading=\"lazy\""].map { Array($0.utf8) }
    var place = 0
    while let space = bytes[place...].firstIndex(of: 0x20) {
      result += bytes[place..<space]
      place = space
      guard let name = names.firstIndex(where: { bytes[place...].starts(with: $0) }) else {
        result.append(0x20)
        place += 1
        continue
      }
      let start = place + names[name].count
      // What is not on the screen yet is on the paper all the same.
      if name == 2 {
        place = start
        continue
      }
      let end = bytes[start...].firstIndex(of: 0x22) ?? bytes.count
      let value = String(decoding: bytes[start..<end], as: UTF8.self)
      if name == 0 {
        result += " id=\"\(chapter.id)-\(value)\"".utf8
      } else if let target = target(value, from: chapter) {
        result += " href=\"\(target)\"".utf8
      }
      place = min(end + 1, bytes.count)
    }
    return result + bytes[place...]
  }

  private func target(_ value: String, from chapter: Chapter) -> String? {
    if value.hasPrefix("http") || value.hasPrefix("mailto:") { return value }
    let parts = value.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let file = parts[0]
    let anchor = parts.count > 1 && !parts[1].isEmpty ? "-\(parts[1])" : ""
    if file.isEmpty { return "#\(chapter.id)\(anchor)" }
    if let other = states.first(where: { $0.chapter.siteFile == file }) {
      return "#\(other.chapter.id)\(anchor)"
    }
    return edition.address.map { "\($0)/\(value)" }
  }
}
