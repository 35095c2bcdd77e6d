import Foundation

/// Style sheets and scripts of the site, all written for it: `Sources/Site/Assets`.
enum Assets {
  /// The files as they stand in the site.
  static var files: [SiteFile] {
    let folder = Bundle.module.resourcePath ?? "."
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/Assets")) ?? []
    return names.sorted().map { name in
      let (file, source) = ("assets/\(name)", "\(folder)/Assets/\(name)")
      guard name.hasSuffix(".css") || name.hasSuffix(".js"),
        let text = try? String(contentsOfFile: source, encoding: .utf8)
      else { return SiteFile(file, copy: source) }
      return SiteFile(file, text: lean(text))
    }
  }

  /// A style sheet or script without indentation and without the comments that have lines of their
  /// own: a fifth of what a browser would load. Its lines stay lines.
  static func lean(_ text: String) -> String {
    var isComment = false
    var result = ""
    for line in text.split(separator: "\n") {
      let words = line.drop { $0 == " " }
      if words.hasPrefix("/*") { isComment = true }
      if !isComment, !words.hasPrefix("//"), !words.isEmpty { result += words + "\n" }
      if isComment, words.hasSuffix("*/") { isComment = false }
    }
    return result
  }
}
