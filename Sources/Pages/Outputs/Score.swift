import Foundation
import Trace

/// Rows of the scoreboard, which stands on the contents page.
extension ScoreOutput: PageOutput {
  package static var noun: String { "row of the scoreboard" }

  package var summary: String { "\(quoted(model)), error \(percent)" }

  /// Compares what a model reached and how large it is; how long training took is another number on
  /// every day.
  package func compare(with was: ScoreOutput, _ name: String, in comparison: inout BlockComparison)
  {
    if model != was.model {
      comparison.add(.text, "the model in \(name)", wasText: was.model, nowText: model)
    }
    let numbers = [
      ("error", was.error, error),
      ("lower end of the error", was.interval.lowerBound, interval.lowerBound),
      ("upper end of the error", was.interval.upperBound, interval.upperBound),
    ]
    for (number, was, now) in numbers where !comparison.tolerance.agree(now, was) {
      comparison.add(
        .number, "the \(number) in \(name)", was: "\(was)", now: "\(now)",
        allowed: comparison.tolerance.words)
    }
    if bytes != was.bytes {
      comparison.add(
        .number, "the size in \(name)", was: "\(was.bytes) bytes", now: "\(bytes) bytes")
    }
  }

  package func markdown(at place: OutputPlace) -> [String] { ["", "> " + sentence.markdown, ""] }

  package func html(at place: OutputPlace, in setting: HTMLSetting) -> HTMLText {
    HTMLText("<p class=\"score\">\(sentence.html)</p>\n")
  }

  private var sentence: [Words] {
    [
      .strong([
        .text("On the "), .link("scoreboard", to: "README.md#the-scoreboard"), .text(":"),
      ]),
      .text(
        " \(model), error \(percent) (\(span)), trained in \(Costs.measured(seconds)), "
          + "\(Costs.size(bytes))."),
    ]
  }

  /// The error: "1.4 %".
  package var percent: String { String(format: "%.1f %%", 100 * error) }

  /// The interval: "0.6 to 2.9 %".
  package var span: String {
    String(format: "%.1f to %.1f %%", 100 * interval.lowerBound, 100 * interval.upperBound)
  }
}
