import Pages

extension Book {
  /// The page `Book/again.md`: headlines of chapters, done again by other code.
  public var againPage: String {
    var lines = [
      "# \(DoneAgain.title)", "", MarkdownText.escaped(DoneAgain.introduction), "",
      "[Contents](README.md)", "",
    ]
    let sections = DoneAgain(self).sections
    if sections.isEmpty { lines += [DoneAgain.empty, ""] }
    for section in sections {
      lines += [
        MarkdownText.anchor(section.chapter.id), "", "## \(section.chapter.link)", "",
        "| " + DoneAgain.columns.joined(separator: " | ") + " |", "| :--- | :--- | :--- |",
      ]
      lines += section.findings.map { finding in
        let cells = [finding.sentence, finding.verdict, finding.measured]
        return "| " + cells.map(MarkdownText.escaped).joined(separator: " | ") + " |"
      }
      lines += ["", section.origin.markdown, ""]
    }
    return lines.dropLast().joined(separator: "\n") + "\n"
  }
}
