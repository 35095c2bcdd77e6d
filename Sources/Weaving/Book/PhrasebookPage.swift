import Pages

extension Book {
  /// The page `Book/phrasebook.md`: the book's words beside those of other libraries.
  public var phrasebookPage: String {
    var lines = [
      "# \(Phrasebook.title)", "", MarkdownText.escaped(Phrasebook.introduction), "",
      "[Contents](README.md)", "",
    ]
    let entries = Phrasebook(self).entries
    if entries.isEmpty { lines += [Phrasebook.empty, ""] }
    var chapter: String?
    for entry in entries {
      if entry.chapter.id != chapter { lines += ["## \(entry.chapter.link)", ""] }
      chapter = entry.chapter.id
      lines += ["### \(MarkdownText.escaped(entry.title))", ""]
      if let swift = entry.swift {
        lines += MarkdownText.fenced(swift.displayedText, language: "swift") + [""]
      }
      lines += MarkdownText.fenced(entry.block.literal, language: "python")
      lines += ["", "*\(entry.note.markdown)*", ""]
    }
    return lines.dropLast().joined(separator: "\n") + "\n"
  }
}
