import Literate

extension Book {
  /// The page `Book/README.md`: the ladder of concepts, and every chapter with what it stands on,
  /// what it teaches and what it costs.
  ///
  /// - Parameter records: The records of the chapters that have one, by the chapter's id.
  public func contents(records: [String: ChapterRecord]) -> String {
    var lines = [
      "# The Ladder", "",
      "A book about machine learning that runs. Every number, table and figure on these pages was "
        + "produced by the code beside it.", "",
    ]
    if chapters.contains(where: { !$0.needs.isEmpty }) { lines += ["## The ladder", ""] + diagram }
    lines += [
      "## The chapters", "", "| Chapter | Builds on | Teaches | Cost |",
      "| :--- | :--- | :--- | :--- |",
    ]
    for chapter in chapters {
      // Numbers suffice: the names stand in the column before.
      let foundations = links(toFoundationsOf: chapter) { $0.number }
      lines.append(
        "| [\(chapter.numberedTitle)](\(chapter.pageFile)) | \(foundations) | "
          + "\(teaches(of: chapter)) | \(cost(of: records[chapter.id])) |")
    }
    lines += scoreboard(records: records)
    let ordered = chapters.compactMap { records[$0.id] }
    if ordered.contains(where: { $0.blocks.contains { !$0.claims.isEmpty } }) {
      lines += [
        "", "All claims that the book puts to the test stand together on [one page](claims.md).",
      ]
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

  private func cost(of record: ChapterRecord?) -> String {
    guard let record else { return "not yet run" }
    return "\(Costs.time(record.cost.seconds)), \(Costs.memory(record.cost.peakMemory))"
  }

  private func total(of records: [ChapterRecord]) -> String? {
    guard records.count > 1 else { return nil }
    let seconds = records.reduce(0) { $0 + $1.cost.seconds }
    let memory = records.map(\.cost.peakMemory).max() ?? 0
    return "These chapters run in \(Costs.time(seconds)) one after the other and need at most "
      + "\(Costs.memory(memory)) of memory."
  }
}
