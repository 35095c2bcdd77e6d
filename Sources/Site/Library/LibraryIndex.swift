/// The names of the library that code on the pages is linked to.
struct LibraryIndex: Sendable {
  private var pages: [String: String] = [:]

  init() {}

  /// The page of a name, from a page in the root folder of the site; nil for names of others.
  func page(_ name: String) -> String? { pages[name] }
}
