import Foundation
import Trace

extension Book {
  /// The scoreboard of the contents page: every model that a chapter brought to the digits, in the
  /// order of the chapters. No lines where there is none.
  func scoreboard(records: [String: ChapterRecord]) -> [String] {
    let rows = chapters.flatMap { chapter in
      (records[chapter.id]?.blocks ?? []).flatMap(\.scores).map { score in
        "| \(MarkdownText.escaped(score.model)) | \(score.percent) | \(score.span) | "
          + "\(Costs.measured(score.seconds)) | \(Costs.size(score.bytes)) | "
          + "[\(chapter.numberedTitle)](\(chapter.pageFile)) |"
      }
    }
    guard !rows.isEmpty else { return [] }
    return [
      "", "## The scoreboard", "",
      "Every model of the book reads the same small digits, and is judged on the same rows, which "
        + "it has not seen. Beside its error stands what that error could have been with other "
        + "rows, and what the model costs.", "",
      "| Model | Error | 95 % interval | Training | Size | Chapter |",
      "| :--- | ---: | ---: | ---: | ---: | :--- |",
    ] + rows
  }
}

extension ScoreOutput {
  /// The error: "1.4 %".
  package var percent: String { String(format: "%.1f %%", 100 * error) }

  /// The interval: "0.6 to 2.9 %".
  package var span: String {
    String(format: "%.1f to %.1f %%", 100 * interval.lowerBound, 100 * interval.upperBound)
  }

  /// The row as a sentence for the chapter's page.
  var words: String {
    "\(MarkdownText.escaped(model)), error \(percent) (\(span)), trained in "
      + "\(Costs.measured(seconds)), \(Costs.size(bytes))."
  }
}
