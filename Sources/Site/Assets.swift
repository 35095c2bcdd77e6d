import Foundation

/// Style sheets and scripts of the site, all written for it: `Sources/Site/Assets`.
enum Assets {
  static let names = [
    "book.css", "paper.css", "theme.js", "book.js", "search.js", "ladder.svg",
  ]

  /// The files as they stand in the site.
  static var files: [SiteFile] {
    let folder = Bundle.module.resourcePath ?? "."
    return names.map { SiteFile("assets/\($0)", copy: "\(folder)/Assets/\($0)") }
  }
}
