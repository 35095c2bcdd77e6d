import Literate
import Pages

/// What is shown of a page where somebody links to it: in a message, on a code host.
struct LinkPreview {
  var title: String
  var description: String
  /// The picture's file on the site, and what it shows.
  var picture: (file: String, words: String)?
  /// Where the site stands; without it a picture is named from the page, which some readers of
  /// previews follow and some do not.
  var address: String?
  /// The page's file on the site.
  var file: String

  /// The marks in the head of the page.
  var html: HTMLText {
    var html = HTMLText()
    func name(_ property: String, _ content: String) {
      html.mark("<meta property=\"\(property)\" content=\"\(escaped(content))\">\n")
    }
    name("og:site_name", "The Ladder")
    name("og:type", file == "index.html" ? "website" : "article")
    name("og:title", title)
    name("og:description", description)
    if let address {
      let place = "\(address)/\(file == "index.html" ? "" : file)"
      name("og:url", place)
      html.mark("<link rel=\"canonical\" href=\"\(escaped(place))\">\n")
    }
    if let picture {
      name("og:image", (address.map { $0 + "/" } ?? "") + picture.file)
      name("og:image:alt", picture.words)
    }
    html.mark("<meta name=\"twitter:card\" content=\"")
    html.mark(picture == nil ? "summary\">\n" : "summary_large_image\">\n")
    return html
  }
}

extension HTMLEdition {
  /// A chapter: its question, what it teaches, and the picture that it chose.
  func preview(of state: ChapterState) -> LinkPreview {
    let chapter = state.chapter
    let entry = Survey.entry(chapter, state.record)
    let teaches = Survey.teaches(chapter)
    let sentences = [
      entry.question,
      "\(state.page.head.kind) of The Ladder, a book about machine learning that runs"
        + (teaches.isEmpty ? "." : ": \(teaches)."),
    ]
    return LinkPreview(
      title: chapter.title, description: sentences.compactMap { $0 }.joined(separator: " "),
      picture: entry.picture.map { ("figures/\(chapter.folder)/\($0.file)", $0.words) },
      address: address, file: chapter.siteFile)
  }

  /// The first page: what the book is, and the figure that moves there, at rest.
  func preview(_ showpiece: Survey.Showpiece?) -> LinkPreview {
    LinkPreview(
      title: Survey.title, description: Survey.introduction[0],
      picture: showpiece.map {
        (
          "figures/\($0.chapter.folder)/\($0.film.strip.file)",
          $0.place.alternativeText ?? $0.film.strip.alternativeText
        )
      }, address: address, file: "index.html")
  }
}
