import Foundation
import Literate
import Pages
import Trace

extension Replication {
  /// What came of it, for a person: each verdict, gate and number, and the runs that stopped early.
  func lines(
    of chapter: Chapter, styled: (String, Terminal.Style) -> String = { text, _ in text }
  ) -> [String] {
    var rows = claims.map { claim in
      Row(
        subject: "verdict", tally: claim.tally, found: claim.verdict.rawValue,
        name: "\"\(claim.text)\"")
    }
    rows += gates.map { gate in
      Row(subject: "gate", tally: gate.tally, found: "held", name: "`\(gate.block)`")
    }
    rows += numbers.map { number in
      let bound = chapter.numbers.first { $0.name == number.name }
      let format = bound?.format.flatMap { NumberFormat($0) } ?? .general
      let spread = number.spread.map {
        "\(format.string($0.lowerBound)) to \(format.string($0.upperBound))"
      }
      return Row(
        subject: "number", count: format.string(number.recorded), found: spread ?? "in no run",
        name: number.name)
    }
    let widths = [\Row.subject, \Row.count, \Row.found].map { part in
      rows.map { $0[keyPath: part].count }.max() ?? 0
    }
    let seconds = clock(runs.reduce(0) { $0 + $1.seconds })
    let seeds = "\(runs.count) other seed\(runs.count == 1 ? "" : "s")"
    let head = "\(chapter.id) with \(seeds), \(seconds)"
    return [styled(head, .strong)] + rows.map { $0.line(widths, styled) }
      + runs.compactMap { run in
        run.failure.map { styled("  With seed \(run.seed) the chapter stopped: \($0)", .bad) }
      }
  }
}

/// A line of the report.
private struct Row {
  var subject: String
  /// "5 of 5", or the recorded number.
  var count: String
  var found: String
  var name: String
  var isDoubtful = false

  init(subject: String, count: String, found: String, name: String) {
    self.subject = subject
    self.count = count
    self.found = found
    self.name = name
  }

  init(subject: String, tally: Tally, found: String, name: String) {
    self.init(
      subject: subject, count: "\(tally.same) of \(tally.count)", found: found, name: name)
    isDoubtful = tally.turns || tally.missing > 0
  }

  func line(_ widths: [Int], _ styled: (String, Terminal.Style) -> String) -> String {
    let cells = zip([subject, count, found], widths).map { cell, width in
      cell + String(repeating: " ", count: width - cell.count)
    }
    let line = "  " + (cells + [name]).joined(separator: "  ")
    return isDoubtful ? styled(line, .doubtful) : line
  }
}
