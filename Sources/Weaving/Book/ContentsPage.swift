import Literate
import Pages

extension Book {
  /// The page `Book/README.md`: the ladder of concepts, and every chapter with what it stands on,
  /// what it teaches and what it costs.
  ///
  /// - Parameter records: The records of the chapters that have one, by the chapter's id.
  public func contents(records: [String: ChapterRecord]) -> String {
    var lines = [
      "# \(Survey.title)", "", Survey.introduction, "",
    ]
    if chapters.contains(where: { !$0.needs.isEmpty }) { lines += ["## The ladder", ""] + diagram }
    lines += [
      "## The chapters", "", "| Chapter | Builds on | Teaches | Cost |",
      "| :--- | :--- | :--- | :--- |",
    ]
    for chapter in chapters {
      // Numbers suffice: the names stand in the column before.
      let foundations = foundations(of: chapter).map { "[\($0.number)](\($0.pageFile))" }
      lines.append(
        "| \(chapter.link) | \(foundations.joined(separator: ", ")) | "
          + "\(MarkdownText.escaped(Survey.teaches(chapter))) | "
          + "\(Survey.cost(of: records[chapter.id])) |")
    }
    if let scoreboard = Scoreboard(self, records: records) { lines += scoreboard.markdown }
    let ordered = chapters.compactMap { records[$0.id] }
    if !Ledger(self, records: records).groups.isEmpty {
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
    if let total = total(of: ordered) { lines += ["", total] }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The chapters as rungs, each joined to the nearest on which it stands, in the language in which
  /// code hosts draw diagrams.
  private var diagram: [String] {
    var lines = ["```mermaid", "flowchart BT"]
    for chapter in chapters {
      let title = chapter.title.filter { !"\"[](){}<>`#;|".contains($0) }
      lines.append("  \(chapter.id)[\"\(chapter.number) \(title)\"]")
    }
    for chapter in chapters {
      for below in nearestFoundations(of: chapter) {
        lines.append("  \(below.id) --> \(chapter.id)")
      }
    }
    return lines + ["```", ""]
  }

  private func total(of records: [ChapterRecord]) -> String? {
    guard records.count > 1 else { return nil }
    let seconds = records.reduce(0) { $0 + $1.cost.seconds }
    let memory = records.map(\.cost.peakMemory).max() ?? 0
    return "These chapters run in \(Costs.time(seconds)) one after the other and need at most "
      + "\(Costs.memory(memory)) of memory."
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
