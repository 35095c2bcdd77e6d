import Literate

extension Command {
  package static let list = Command("list", summary: "show the chapters") { _, workshop in
    let chapters = workshop.checkout.chapters
    guard !chapters.isEmpty else { throw BuildError(noChapters) }
    for chapter in chapters {
      let text = try Disk.text(chapter.source) ?? ""
      workshop.terminal.line("\(chapter.id)  \(title(in: text) ?? chapter.name)")
    }
    return .success
  }
}

/// The text of the first heading.
func title(in markdown: String) -> String? {
  markdown.split(whereSeparator: \.isNewline).first { $0.hasPrefix("# ") }
    .map { String($0.dropFirst(2)) }
}
