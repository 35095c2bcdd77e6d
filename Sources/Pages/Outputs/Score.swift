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
    same.compare(with: was.same, "error", name, in: &comparison)
    if let newWriters, let before = was.newWriters {
      newWriters.compare(with: before, "error on new writers", name, in: &comparison)
    } else if newWriters != was.newWriters {
      comparison.add(
        .text, "the error on new writers in \(name)", wasText: was.newWriters?.text ?? "none",
        nowText: newWriters?.text ?? "none")
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
    let new = newWriters.map { ", on new writers \($0.text)" } ?? ""
    return [
      .strong([
        .text("On the "), .link("scoreboard", to: "README.md#the-scoreboard"), .text(":"),
      ]),
      .text(
        " \(model), error \(same.text)\(new), trained in \(Costs.measured(seconds)), "
          + "\(Costs.size(bytes))."),
    ]
  }

  /// The error on rows whose writers the model knows.
  package var same: Reach { Reach(error: error, interval: interval) }

  private var percent: String { String(format: "%.1f %%", 100 * error) }
}

extension ScoreOutput.Reach {
  fileprivate func compare(
    with was: ScoreOutput.Reach, _ what: String, _ name: String,
    in comparison: inout BlockComparison
  ) {
    let numbers = [
      (what, was.error, error),
      ("lower end of the \(what)", was.interval.lowerBound, interval.lowerBound),
      ("upper end of the \(what)", was.interval.upperBound, interval.upperBound),
    ]
    for (number, was, now) in numbers where !comparison.tolerance.agree(now, was) {
      comparison.add(
        .number, "the \(number) in \(name)", was: "\(was)", now: "\(now)",
        allowed: comparison.tolerance.words)
    }
  }
}
