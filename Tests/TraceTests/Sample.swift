import Trace

/// A trace with one of everything, for the tests of this module.
enum Sample {
  static let table = TableOutput(
    columns: [
      .init(title: "model", kind: .text), .init(title: "parameters", kind: .integer),
      .init(title: "error", kind: .float, format: NumberFormat("%.3f")),
    ],
    rows: [
      [.text("linear \"one\""), .integer(7850), .float(0.085)],
      [.text("tab\there\nand a line, ünï 🪜"), nil, .float(.nan)],
      [nil, .integer(.min), .float(-.infinity)],
    ])

  static let figure = FigureOutput(
    file: "loss-1.png", alternativeText: "A line falls", digest: "0123456789abcdef",
    series: [
      .init(name: "η = 0.1", count: 3, mean: 0.1, x: [0, 1, 2], y: [1, .infinity, 1e-300]),
      .init(name: "", count: 900, mean: .nan, x: [], y: []),
    ])

  static let claim = ClaimOutput(
    text: "Adam beats SGD", answer: "True where features are sparse.",
    conditions: [
      .init(
        name: "sparse", effect: 0.25, interval: 0.125...0.5, format: .general,
        threshold: "more than 0", verdict: .holds),
      .init(
        name: "counted", effect: 3, interval: nil, isExact: true, format: .general,
        threshold: "exactly 3", verdict: .holds),
      .init(name: "dense", effect: .nan, interval: nil, format: .general, verdict: .tooSmallToTell),
    ],
    verdict: .depends)

  static let score = ScoreOutput(
    model: "nearest \"neighbours\"", error: 0.014, interval: 0.006...0.029,
    newWriters: .init(error: 0.019, interval: 0.009...0.037), seconds: 0.25, bytes: 276_000)

  static let records: [TraceRecord] = [
    .start(Start(chapter: "ch04-optimization", machine: "2 cores, \u{1}")),
    .block(
      BlockMark(id: "loss", mark: Mark(offset: 0, seconds: 0, processorSeconds: 0, peakMemory: 5))),
    .output(Output(table), offset: 3),
    .output(Output(figure), offset: 3),
    .output(Output(NumberOutput(name: "test-accuracy", value: .float(0.973))), offset: 9),
    .output(Output(NumberOutput(name: "rows", value: .integer(3))), offset: 9),
    .output(Output(NumberOutput(name: "best", value: .text("nan"))), offset: 9),
    .block(
      BlockMark(
        id: "long", mark: Mark(offset: 9, seconds: 1.5, processorSeconds: 2.75, peakMemory: 9),
        skipped: .long)),
    .output(Output(claim), offset: 9),
    .output(Output(score), offset: 9),
    .output(Output(FootnoteOutput("a note")), offset: 12),
    .finish(Mark(offset: 12, seconds: 2, processorSeconds: 3, peakMemory: 1 << 40, operations: 7)),
  ]

  static let text = records.map { $0.line + "\n" }.joined()

  /// A trace of the lines given, after a start record and a block.
  static func trace(with lines: String...) -> [UInt8] {
    let head = records[0].line + "\n" + records[1].line + "\n"
    return Array((head + lines.map { $0 + "\n" }.joined()).utf8)
  }
}
