import Pages

/// Figures of every kind that the library draws, as `./build.sh gallery` has drawn them.
public struct DrawnGallery: Sendable {
  /// The page that shows them, as the gallery wrote it.
  public var page: String
  /// The pictures, by their names on that page, with the files that hold them.
  public var pictures: [(name: String, file: String)]

  public init(page: String, pictures: [(name: String, file: String)]) {
    self.page = page
    self.pictures = pictures
  }
}

/// The gallery as a page of the site: what the gallery's own page says, in the book's frame.
struct GalleryPageHTML {
  static let place = "gallery/index.html"

  let gallery: DrawnGallery
  let edition: HTMLEdition

  var files: [SiteFile] {
    var html = HTMLText()
    html.mark("<article class=\"gallery\">\n")
    let start = gallery.page.range(of: "<h1>")?.lowerBound ?? gallery.page.startIndex
    // The site darkens pictures itself, also for a reader whose system is light.
    let text = gallery.page[start...].replacing(#/<source[^>]*>/#, with: "")
    html.mark(String(text))
    html.mark("</article>\n")
    let frame = PageFrame(
      book: edition.book, root: "../", title: "The gallery · The Ladder", file: Self.place)
    return [SiteFile(Self.place, frame.page(html))]
      + gallery.pictures.filter { text.contains("\"\($0.name)\"") }
      .map { SiteFile("gallery/\($0.name)", copy: $0.file) }
  }
}
