import Literate
import Trace

/// The scoreboard of the contents page: every model that a chapter brought to the digits, in the
/// order of the chapters.
package struct Scoreboard {
  package static let title = "The scoreboard"
  package static let anchor = "the-scoreboard"
  package static let introduction =
    "Every model of the book reads the same small digits and is judged on rows that it has not seen: "
    + "other digits by the same writers, dealt at random, and digits by new writers, for whom whole "
    + "stretches of the file stand in. Beside an error stands what it could have been with other rows, "
    + "or other stretches, in 95 of 100 cases; a dash is for what was not measured."
  package static let columns = [
    "Model", "Same writers", "New writers", "Training", "Size", "Chapter",
  ]

  /// A model: the cells of its row, but for the last, which is a link to the chapter.
  package struct Row {
    package var cells: [String]
    /// What the first two numbers of the row say, for a plot.
    package var reaches: [ScoreOutput.Reach?]
    package var chapter: Chapter
  }

  package let rows: [Row]

  /// Nil where no chapter has brought a model.
  package init?(_ book: Book, records: [String: ChapterRecord]) {
    rows = book.chapters.flatMap { chapter in
      (records[chapter.id]?.blocks ?? []).flatMap { $0.outputs(of: ScoreOutput.self) }.map {
        Row(
          cells: [
            $0.model, $0.same.text, $0.newWriters?.text ?? "–", Costs.measured($0.seconds),
            Costs.size($0.bytes),
          ], reaches: [$0.same, $0.newWriters], chapter: chapter)
      }
    }
    if rows.isEmpty { return nil }
  }
}
