import Literate
import Trace

/// The scoreboard of the contents page: every model that a chapter brought to the digits, in the
/// order of the chapters.
package struct Scoreboard {
  package static let title = "The scoreboard"
  package static let anchor = "the-scoreboard"
  package static let introduction =
    "Every model of the book reads the same small digits, and is judged on the same rows, which it "
    + "has not seen. Beside its error stands what that error could have been with other rows, and "
    + "what the model costs."
  package static let columns = ["Model", "Error", "95 % interval", "Training", "Size", "Chapter"]

  /// A model: the cells of its row, but for the last, which is a link to the chapter.
  package struct Row {
    package var cells: [String]
    package var chapter: Chapter
  }

  package let rows: [Row]

  /// Nil where no chapter has brought a model.
  package init?(_ book: Book, records: [String: ChapterRecord]) {
    rows = book.chapters.flatMap { chapter in
      (records[chapter.id]?.blocks ?? []).flatMap { $0.outputs(of: ScoreOutput.self) }.map {
        Row(
          cells: [
            $0.model, $0.percent, $0.span, Costs.measured($0.seconds), Costs.size($0.bytes),
          ], chapter: chapter)
      }
    }
    if rows.isEmpty { return nil }
  }
}
