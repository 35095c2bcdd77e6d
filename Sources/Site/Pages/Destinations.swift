import Literate
import Weaving

/// Where the links of a chapter's Markdown, which are written for the rendered book, lead on the
/// site.
struct Destinations: Sendable {
  let book: Book

  /// The address on the site, from a page in its root folder.
  func callAsFunction(_ target: String) -> String {
    guard !target.contains("://"), !target.hasPrefix("#"), !target.hasPrefix("mailto:") else {
      return target
    }
    let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let anchor = parts.count > 1 ? "#\(parts[1])" : ""
    let path = String(parts[0])
    if path == "README.md" || path == "../README.md" { return "index.html" + anchor }
    if path.hasPrefix("../Figures/") { return "figures/" + path.dropFirst("../Figures/".count) }
    if path.hasPrefix("../Chapters/") {
      return "source/" + path.dropFirst("../Chapters/".count) + anchor
    }
    if path.hasSuffix(".md") { return path.dropLast(3) + ".html" + anchor }
    return target
  }
}

extension Chapter {
  /// The page's file on the site.
  var siteFile: String { folder + ".html" }
}
