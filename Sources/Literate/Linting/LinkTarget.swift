import Foundation

/// Where a link of a chapter leads.
///
/// A chapter's text becomes a page in Book/, so its relative links start there, as on that page:
/// `ch01-tensors.md`, `../Chapters/bibliography.md`.
enum LinkTarget {
  /// A file of the checkout by its path from the root, and the place on it.
  case file(path: String, anchor: String?)
  /// Another site, an address.
  case elsewhere
  /// To nothing that could be there, and why.
  case nowhere(String)

  static let advice =
    "links start from Book/, where the page stands: ch01-tensors.md, ../Chapters/bibliography.md"

  init(_ destination: String) {
    let scheme = destination.prefix { $0.isASCII && ($0.isLetter || "+.-".contains($0)) }
    if destination.hasPrefix("//")
      || !scheme.isEmpty && destination.dropFirst(scheme.count).first == ":"
    {
      self = .elsewhere
      return
    }
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts.first.map(String.init) ?? ""
    let anchor = parts.count > 1 && !parts[1].isEmpty ? String(parts[1]) : nil
    guard !path.isEmpty || anchor != nil else {
      self = .nowhere("leads nowhere")
      return
    }
    guard !path.hasPrefix("/") else {
      self = .nowhere("starts from the root of a disk or a site, which is another one elsewhere")
      return
    }
    var names = ["Book"]
    for name in (path.removingPercentEncoding ?? path).split(separator: "/") where name != "." {
      if name != ".." {
        names.append(String(name))
      } else if names.popLast() == nil {
        self = .nowhere("leads out of the checkout")
        return
      }
    }
    self = .file(path: path.isEmpty ? "" : names.joined(separator: "/"), anchor: anchor)
  }

  /// Knows what links of a chapter may lead to.
  struct Checker {
    private let own: String
    private let pages: [String: Chapter]
    private let file: ((String) -> Bool)?
    /// The places on the pages that were asked about.
    private var known: [String: Set<String>] = [:]

    init(chapter: Chapter, chapters: [Chapter], holds: ((String) -> Bool)?) {
      own = "Book/\(chapter.folder).md"
      pages = Dictionary(
        (chapters + [chapter]).map { ("Book/\($0.folder).md", $0) }, uniquingKeysWith: { $1 })
      file = holds
    }

    /// Whether there is a file; a page of the book counts before it is woven for the first time.
    func holds(_ path: String) -> Bool {
      path.isEmpty || pages[path] != nil || ["Book/README.md", "Book/claims.md"].contains(path)
        || file?(path) ?? true
    }

    /// The places on a chapter's page; nil for other files.
    mutating func anchors(of path: String) -> Set<String>? {
      let path = path.isEmpty ? own : path
      if let anchors = known[path] { return anchors }
      known[path] = pages[path]?.pageAnchors
      return known[path]
    }

    /// A page of the book with a name like that of a file that is not there.
    func suggestion(for path: String) -> String? {
      guard path.hasPrefix("Book/") else { return nil }
      return nearest(to: path, in: pages.keys.sorted()).map { String($0.dropFirst(5)) }
    }
  }
}

extension Chapter {
  /// What a link can lead to on the chapter's page.
  fileprivate var pageAnchors: Set<String> {
    var anchors = Set(headings.filter { $0.level > 1 }.map(\.anchor) + exercises.map(\.id))
    for directive in directives {
      if case .name(let name) = directive.kind { anchors.insert(name) }
    }
    for block in swiftBlocks where block.isPartOfProgram {
      anchors.formUnion(["fig-\(block.id)", "tab-\(block.id)"])
    }
    return anchors
  }
}
