import Literate

/// Where an address that is written for a page of Book/ leads on the site, from a page in its root
/// folder.
package func siteAddress(_ target: String) -> String {
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

extension Chapter {
  /// The page's file in Book/.
  package var pageFile: String { folder + ".md" }

  /// The page's file on the site.
  package var siteFile: String { folder + ".html" }

  /// The chapter's number as it is written: 4 for `ch04`.
  package var number: String {
    let digits = id.drop { !$0.isNumber }
    return Int(digits).map(String.init) ?? String(digits)
  }

  /// Number and title, as a link shows them: "4 Optimization".
  package var numberedTitle: String { "\(number) \(title)" }

  /// The address of a file in the chapter's folder, from a page of Book/.
  package func source(_ file: String) -> String { "../Chapters/\(folder)/\(file)" }
}

extension Concept {
  /// The name as words: `learning-rate` is "learning rate".
  package var words: String { name.split(separator: "-").joined(separator: " ") }
}
