import Foundation
import Literate
import Pages
import Trace
import XCTest

/// A chapter with one of everything, the trace that its run would leave, and the book around it.
package struct Fixture {
  package var markdown: String
  package var trace = RunTrace(
    start: Start(chapter: "ch04-ceiling", machine: "Test CPU, 2 cores, 8 GB, Linux"), blocks: [],
    finish: nil)
  package var printed: [UInt8] = []
  /// The messages of blocks that failed as they must.
  package var failures = [
    "refused": "error: cannot convert value of type 'String' to specified type 'Int'",
    "trapped": "Fatal error: Index out of range",
  ]

  package var chapter: Chapter { Chapter(folder: "ch04-ceiling", source: SourceText(markdown)) }

  package init(markdown: String) { self.markdown = markdown }

  /// A block's run; `pieces` are printed text and outputs in order.
  package mutating func ran(
    _ id: String, skipped: Skip? = nil, seconds: Double = 1, _ pieces: Piece...
  ) {
    ran(id, skipped: skipped, seconds: seconds, pieces)
  }

  package mutating func ran(
    _ id: String, skipped: Skip? = nil, seconds: Double = 1, _ pieces: [Piece]
  ) {
    var begin = trace.blocks.last?.end ?? .zero
    begin.offset = printed.count
    var outputs: [RunTrace.PlacedOutput] = []
    for piece in pieces {
      switch piece {
      case .text(let text): printed += Array(text.utf8)
      case .output(let output): outputs.append(.init(output: output, offset: printed.count))
      }
    }
    let end = Mark(
      offset: printed.count, seconds: begin.seconds + seconds,
      processorSeconds: begin.processorSeconds + seconds, peakMemory: 123_456_789)
    trace.blocks.append(
      RunTrace.Block(id: id, skipped: skipped, begin: begin, end: end, outputs: outputs))
    trace.finish = end
  }

  package enum Piece {
    case text(String)
    case output(Output)
  }

  package func record(accepted: ChapterRecord? = nil, date: String = "2026-11-21") -> ChapterRecord
  {
    ChapterRecord(
      of: chapter, trace: trace, printed: printed, failures: failures, accepted: accepted,
      date: date)
  }

  package var book: Book {
    func other(_ folder: String, _ text: String) -> Chapter {
      Chapter(folder: folder, source: SourceText(text))
    }
    return Book(
      chapters: [
        other("ch01-tensors", "# Tensors\n\n<!-- chapter: teaches tensors -->\n"),
        other(
          "ch02-gradients",
          "# Gradients & more\n\n<!-- chapter: needs tensors; teaches gradient -->\n"),
        chapter, other("ch05-luck", "# Luck\n\n<!-- chapter: needs learning-rate -->\n"),
      ],
      bibliography: Bibliography(
        SourceText("- `kingma2015` Kingma and Ba. *Adam*. 2015.\n- `other` Not cited.\n")),
      sayings: Sayings(
        SourceText(
          """
          ## Part I: *Steps*

          | id | saying | chapter |
          |---|---|---|
          | C7 | Small steps are better \\| safer. | ch02 |
          | C19 | Adam is *always* the faster one. | ch04 |
          | C22 | A schedule is worth it. | ch04, ch05 |

          ## Part II

          | id | saying | chapter |
          |---|---|---|
          | C45 | Plus or minus what? | ch07 |
          | K4 | The logarithm of zero may stand. | ch04 |
          """)),
      replications: replications)
  }

  /// What other seeds say of the fixture's claim.
  package var verdicts: [Verdict?] = [.depends, .depends, .depends]

  private var replications: [String: Replication] {
    guard let block = chapter.block("claims") else { return [:] }
    return [
      "ch04": Replication(
        chapter: chapter.folder, machine: "Test", date: "2026-11-21",
        runs: verdicts.indices.map { .init(seed: $0 + 1, seconds: 1) },
        claims: [
          .init(
            block: "claims", ordinal: 1, text: Fixture.claim.text,
            code: CodeHashes(chapter).hash(of: block), verdict: .depends, verdicts: verdicts,
            conditions: [])
        ], numbers: [], gates: [])
    ]
  }

  package func woven(accepted: ChapterRecord? = nil, accepting: Bool = false) -> WovenChapter {
    Weaver(book).weave(
      chapter, record(accepted: accepted), accepted: accepted, accepting: accepting)
  }

  // MARK: - Outputs

  package static let table = TableOutput(
    columns: [
      .init(title: "optimizer", kind: .text), .init(title: "steps", kind: .integer),
      .init(title: "loss | mean", kind: .float, format: NumberFormat("%.3f")),
    ],
    rows: [
      [.text("SGD *plain*"), .integer(1200), .float(0.25)], [.text("a|b"), nil, .float(.nan)],
    ])

  package static let figure = FigureOutput(
    file: "ceiling.png", alternativeText: "Made from the data.", digest: "abc",
    series: [
      .init(name: "η = 0.1", count: 3, mean: 2, x: [0, 1, 2], y: [1, 2, 3]),
      .init(name: "η = 2.1", count: 2, mean: 1, x: [0, 1], y: [1, .infinity]),
    ])

  package static let claim = ClaimOutput(
    text: "Adam *beats* SGD", answer: "True where features are *sparse*.",
    conditions: [
      .init(
        name: "sparse", effect: 0.25, interval: 0.125...0.5, format: .general,
        threshold: "more than 0", verdict: .holds),
      .init(
        name: "dense", effect: -0.1, interval: -0.2...0.1, format: .general,
        threshold: "more than 0", verdict: .tooSmallToTell),
    ], verdict: .depends)

  package static let score = ScoreOutput(
    model: "nearest | neighbours", error: 0.014, interval: 0.006...0.029,
    newWriters: .init(error: 0.019, interval: 0.009...0.037), seconds: 0.0123, bytes: 276_000)

  /// The chapter of Tests/Golden/weaving with its run.
  package static func everything() throws -> Fixture {
    var fixture = Fixture(markdown: try golden("chapter.md"))
    fixture.ran("helper")
    fixture.ran("quiet")
    fixture.ran("prints", .text("loss 0.25\na ``` fence\n"))
    fixture.ran(
      "ceiling", .text("before\n"), .output(Output(figure)),
      .output(Output(NumberOutput(name: "distance-after-50-steps", value: .float(117.39)))),
      .output(Output(NumberOutput(name: "best", value: .text("Adam")))),
      .output(Output(NumberOutput(name: "accuracy", value: .float(97.3)))), .text("after\n"))
    fixture.ran(
      "rates", .output(Output(table)),
      .output(Output(FootnoteOutput("Means of 5 seeds, p < 0.05."))))
    fixture.ran("listed", .text("in a list\n\ntwice\n"))
    fixture.ran("quoted", .text("in a quotation\n"))
    fixture.ran("claims", .output(Output(claim)), .output(Output(score)))
    fixture.ran("scaling", seconds: 750, .text("0.81\n"))
    fixture.ran("never", skipped: .long)
    fixture.ran("digits", seconds: 3, .text("digits\n"))
    return fixture
  }
}

/// A text in Tests/Golden/weaving.
package func golden(_ name: String) throws -> String {
  try String(contentsOfFile: goldenPath(name), encoding: .utf8)
}

/// Compares a text with the one that is kept; with `LADDER_RECORD` set the text is kept instead and
/// the test fails, so that nobody takes a recording for a proof.
package func assertGolden(
  _ text: String, _ name: String, file: StaticString = #filePath, line: UInt = #line
) throws {
  if ProcessInfo.processInfo.environment["LADDER_RECORD"] != nil {
    try text.write(toFile: goldenPath(name), atomically: true, encoding: .utf8)
    return XCTFail("\(name) was recorded: look at it and run again", file: file, line: line)
  }
  let kept = try golden(name)
  guard text != kept else { return }
  let (now, was) = (
    text.split(separator: "\n", omittingEmptySubsequences: false),
    kept.split(separator: "\n", omittingEmptySubsequences: false)
  )
  let place =
    zip(now, was).enumerated().first { $1.0 != $1.1 }?.offset ?? min(now.count, was.count)
  func at(_ lines: [Substring]) -> String {
    place < lines.count ? String(lines[place]) : "(the end)"
  }
  XCTFail(
    "\(name):\(place + 1): expected\n  \(at(was))\nand found\n  \(at(now))", file: file, line: line)
}

private func goldenPath(_ name: String) -> String {
  URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Golden/weaving/\(name)").path
}
