import Files

/// The six novels that Jane Austen completed, 4 MB of English of the years 1811 to 1818, without
/// their title pages. In the public domain, after Project Gutenberg, as Julia Silge's R package
/// janeaustenr (MIT) distributes them.
///
/// ```swift
/// let novels = try Austen.novels()
/// novels.map(\.title)[3]                // Emma
/// novels[3].chapters.count              // 55
/// ```
public enum Austen {
  /// A novel.
  public struct Novel: Sendable, Equatable {
    public let title: String
    /// Its chapters without their numbers; a blank line ends a paragraph.
    public let chapters: [String]
  }

  /// The novels in the order of their appearance.
  public static func novels() throws(FileError) -> [Novel] {
    novels(in: try BundledText.load("austen.txt.gz"))
  }

  /// Cuts a text at its lines "= title" and "== number".
  static func novels(in text: String) -> [Novel] {
    var novels: [Novel] = []
    var (title, chapters, lines): (String?, [String], [Substring]?) = (nil, [], nil)
    func trimmed(_ lines: [Substring]) -> String {
      let body = lines.drop { $0.isEmpty }
      return body[..<(body.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? body.startIndex)]
        .joined(separator: "\n") + "\n"
    }
    func close() {
      if let open = lines { chapters.append(trimmed(open)) }
      lines = nil
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("== ") {
        close()
        lines = []
      } else if line.hasPrefix("= ") {
        close()
        if let title { novels.append(Novel(title: title, chapters: chapters)) }
        (title, chapters) = (String(line.dropFirst(2)), [])
      } else {
        lines?.append(line)
      }
    }
    close()
    if let title { novels.append(Novel(title: title, chapters: chapters)) }
    return novels
  }
}
