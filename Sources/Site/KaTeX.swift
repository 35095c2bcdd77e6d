import Foundation

/// KaTeX from the system's package, which draws the mathematics.
public enum KaTeX {
  /// Where Debian's `libjs-katex` and Homebrew put it.
  public static let folders = [
    "/usr/share/javascript/katex", "/opt/homebrew/share/katex", "/usr/local/share/katex",
    // Homebrew keeps what it takes from npm with the formula.
    "/opt/homebrew/opt/katex/libexec/lib/node_modules/katex/dist",
    "/usr/local/opt/katex/libexec/lib/node_modules/katex/dist",
  ]

  /// The folder of the installed KaTeX; nil where it is not installed.
  public static var installed: String? {
    folders.first { FileManager.default.isReadableFile(atPath: "\($0)/katex.min.js") }
  }

  /// The files of the site that come from it: script, style sheet and fonts.
  static func files(from folder: String?) -> [SiteFile] {
    guard let folder else { return [] }
    let fonts = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/fonts")) ?? []
    return [
      SiteFile("assets/katex/katex.js", copy: "\(folder)/katex.min.js"),
      SiteFile("assets/katex/katex.css", copy: "\(folder)/katex.min.css"),
    ]
      + fonts.filter { $0.hasSuffix(".woff2") }.sorted().map {
        SiteFile("assets/katex/fonts/\($0)", copy: "\(folder)/fonts/\($0)")
      }
  }
}
