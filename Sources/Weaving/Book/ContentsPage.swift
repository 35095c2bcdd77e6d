import Literate
import Pages

extension Book {
  /// The page `Book/README.md`: what the book is, its chapters by part, and how they carry each other.
  ///
  /// - Parameter records: The records of the chapters that have one, by the chapter's id.
  public func contents(records: [String: ChapterRecord]) -> String {
    let survey = Survey(self, records: records)
    var lines = ["# \(Survey.title)", ""]
    for paragraph in Survey.introduction { lines += [paragraph, ""] }
    if let showpiece = survey.showpiece { lines += showpiece.markdown }
    if let scoreboard = Scoreboard(self, records: records) { lines += scoreboard.markdown }
    for part in survey.parts { lines += part.markdown }
    lines += ["", "## What stands on what", ""] + diagram + otherPages(records)
    if let total = total(of: chapters.compactMap { records[$0.id] }) { lines += ["", total] }
    return MarkdownText.tidied(lines.joined(separator: "\n") + "\n")
  }

  private func otherPages(_ records: [String: ChapterRecord]) -> [String] {
    var lines: [String] = []
    if !Ledger(self, records: records).sections.isEmpty {
      lines += [
        "", "All claims that the book puts to the test stand together on [one page](claims.md).",
      ]
    }
    if !Phrasebook(self).entries.isEmpty {
      lines += [
        "", "What PyTorch, NumPy and scikit-learn call it: the [phrasebook](phrasebook.md).",
      ]
    }
    if !DoneAgain(self).sections.isEmpty {
      lines += ["", "Headlines that were done again by other code stand on [one page](again.md)."]
    }
    return lines
  }

  /// The chapters as rungs, each joined to the nearest on which it stands, in the language in which
  /// code hosts draw diagrams.
  private var diagram: [String] {
    var lines = ["```mermaid", "flowchart BT"]
    for section in sections {
      lines.append("  subgraph \(section.anchor)[\"\(plain(section.name))\"]")
      lines += section.chapters.map {
        "    \($0.id)[\"\($0.number) \(plain($0.title))\"]"
      }
      lines.append("  end")
    }
    for chapter in chapters {
      for below in nearestFoundations(of: chapter) {
        lines.append("  \(below.id) --> \(chapter.id)")
      }
    }
    return lines + ["```", ""]
  }

  /// Words without what the language of diagrams reads as its own.
  private func plain(_ words: String) -> String { words.filter { !"\"[](){}<>`#;|".contains($0) } }

  private func total(of records: [ChapterRecord]) -> String? {
    guard records.count > 1 else { return nil }
    let seconds = records.reduce(0) { $0 + $1.cost.seconds }
    let memory = records.map(\.cost.peakMemory).max() ?? 0
    return "These chapters run in \(Costs.time(seconds)) one after the other and need at most "
      + "\(Costs.memory(memory)) of memory."
  }
}

extension Survey.Showpiece {
  fileprivate var markdown: [String] {
    film.markdown(at: place) + ["\(caption) From \(chapter.link).", ""]
  }
}

extension Survey.Part {
  /// A table without heads: on a code host a picture beside words has no other form.
  fileprivate var markdown: [String] {
    ["", "## \(MarkdownText.escaped(section.name))", "", "| | |", "| :--- | :--- |"]
      + entries.map { "| \($0.markdownPicture) | \($0.markdownWords) |" }
  }
}

extension Survey.Entry {
  fileprivate var markdownPicture: String {
    guard let picture else { return "" }
    let address = "../Figures/\(chapter.folder)/\(picture.file)"
    return "<a href=\"\(chapter.pageFile)\"><img src=\"\(escaped(address))\" width=\"240\" "
      + "alt=\"\(escaped(picture.words).replacing("|", with: "&#124;"))\"></a>"
  }

  fileprivate var markdownWords: String {
    let question = question.map { "<br>\(MarkdownText.escaped($0))" } ?? ""
    return "**\(chapter.link)**\(question)<br><sub>\(effort)</sub>"
  }
}

extension Scoreboard {
  fileprivate var markdown: [String] {
    [
      "", "## \(Scoreboard.title)", "", Scoreboard.introduction, "",
      "| " + Scoreboard.columns.joined(separator: " | ") + " |",
      "| :--- | ---: | ---: | ---: | ---: | :--- |",
    ]
      + rows.map { row in
        let cells = row.cells.map(MarkdownText.escaped) + [row.chapter.link]
        return "| " + cells.joined(separator: " | ") + " |"
      }
  }
}

extension Chapter {
  /// A link to the chapter's page, in its number and title.
  var link: String { "[\(MarkdownText.escaped(numberedTitle))](\(pageFile))" }
}
