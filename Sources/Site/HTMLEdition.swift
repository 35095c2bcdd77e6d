import Literate
import Pages

/// The book as a static site: pages that work from the file system and ask nobody for anything.
///
/// Nothing here touches the disk but to find the style sheets: a site is a list of files, each with
/// its bytes or with the place from where it is copied.
public struct HTMLEdition: Sendable {
  public let book: Book
  /// The chapters, in the order of the ladder.
  public let states: [ChapterState]
  /// The folder of the system's KaTeX; nil where it is not installed.
  public let katex: String?
  /// Where the site will stand, such as `https://book.example`; nil where nobody knows.
  public let address: String?
  /// Figures of every kind; nil where they were not drawn.
  public var gallery: DrawnGallery?
  let library: LibraryIndex

  /// - Parameters:
  ///   - library: The library's sources by their path in the checkout, with their text.
  ///   - address: Where the site will stand, for previews of links and for what leads back to it.
  public init(
    _ book: Book, states: [ChapterState], katex: String? = nil,
    library sources: [(file: String, text: String)] = [], address: String? = nil
  ) {
    self.address = address.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    library = LibraryIndex(sources: sources, chapters: book.chapters)
    self.book = book
    self.states = states
    self.katex = katex
  }

  /// The records of the chapters that have one, by the chapter's id.
  var records: [String: ChapterRecord] {
    Dictionary(
      states.compactMap { state in state.record.map { (state.chapter.id, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// Every file of the site.
  ///
  /// - Parameter standing: The chapters, by id, whose files stand in the site's folder already, as
  ///   they would be made now.
  public func files(standing: Set<String> = []) -> [SiteFile] {
    states.mapOnAllCores { state in
      let stands = standing.contains(state.chapter.id)
      return parts(of: state).map { stands ? SiteFile(standing: $0.path) : $0.make($0.path) }
    }.flatMap { $0 } + bookPages()
      + (gallery.map { GalleryPageHTML(gallery: $0, edition: self).files } ?? [])
      + libraryPages() + [searchIndex()] + Assets.files + KaTeX.files(from: katex)
  }

  /// The page of a chapter.
  public func page(of state: ChapterState) -> SiteFile {
    var writer = ChapterPageHTML(state, library: library)
    let content = writer.content()
    var body = HTMLText()
    body.mark("<article>\n")
    body.mark(writer.head)
    if let notice = state.notice {
      body.mark("<aside class=\"alert warning\"><p>\(escaped(notice))</p></aside>\n")
    }
    body.mark(content)
    body.mark("</article>\n")
    var frame = PageFrame(
      book: book, title: "\(state.chapter.title) · The Ladder", file: state.chapter.siteFile,
      sections: writer.sections)
    let head = state.page.head
    frame.previous = head.previous.map { .init($0) } ?? .init("Contents", "index.html")
    frame.next = head.next.map { .init($0, beginning: book.partBeginning(with: $0)) }
    frame.scripts = state.page.scripts
    frame.preview = preview(of: state)
    frame.description = frame.preview?.description ?? ""
    frame.usesKaTeX = katex != nil && !state.chapter.mathematics.isEmpty
    return SiteFile(state.chapter.siteFile, frame.page(body))
  }

  /// Where a chapter's page, figures and sources stand in the site.
  public func paths(of state: ChapterState) -> [String] { parts(of: state).map(\.path) }

  /// A chapter's page, figures and sources: where each stands, and how it is made when it is asked
  /// for.
  private func parts(
    of state: ChapterState
  ) -> [(path: String, make: (String) -> SiteFile)] {
    let (chapter, folder) = (state.chapter, state.chapter.folder)
    var parts: [(path: String, make: (String) -> SiteFile)] = []
    func add(_ path: String, make: @escaping (String) -> SiteFile) { parts.append((path, make)) }
    add(chapter.siteFile) { _ in page(of: state) }
    for (name, picture) in state.pictures.sorted(by: { $0.key < $1.key }) {
      add("figures/\(folder)/\(name)") { SiteFile($0, copy: picture.file) }
    }
    for figure in state.figures where !figure.series.isEmpty {
      add("figures/\(folder)/\(figure.numbersFile)") { SiteFile($0, text: figure.csv) }
    }
    add("source/\(folder)/chapter.md") { SiteFile($0, text: chapter.source.string) }
    add("source/\(folder)/Exercises.swift") { SiteFile($0, text: chapter.exercisesFile) }
    // What did the chapter's headlines again, where something did.
    if let done = book.comparisons[chapter.id], let record = done.again {
      add("source/\(folder)/again.json") { SiteFile($0, text: record.document) }
      if let program = done.program {
        add("source/\(folder)/again.py") { SiteFile($0, text: program) }
      }
    }
    return parts
  }

  /// The pages about the whole book.
  private func bookPages() -> [SiteFile] {
    [
      ContentsPageHTML(edition: self).file, MapPageHTML(edition: self).file,
      TermsPageHTML(edition: self).file, ClaimsPageHTML(edition: self).file,
      PhrasebookPageHTML(book: book).file, AgainPageHTML(book: book).file,
      CostsPageHTML(edition: self).file, ProgressPageHTML(edition: self).file,
    ]
  }

  /// A page for every name of the library that the chapters use.
  private func libraryPages() -> [SiteFile] {
    library.uses.keys.sorted().compactMap {
      LibraryPage(name: $0, library: library, book: book).file
    }
  }

  private func searchIndex() -> SiteFile {
    var index = SearchIndex()
    for state in states { index.add(state) }
    index.add(Ledger(book, records: records))
    for name in library.uses.keys.sorted() {
      guard let page = library.page(name) else { continue }
      index.addPage(page, title: library.declarations[name]?.first?.module ?? "")
      index.add(name, anchor: "", kind: .name)
    }
    return SiteFile("assets/search-index.js", text: index.script)
  }
}
