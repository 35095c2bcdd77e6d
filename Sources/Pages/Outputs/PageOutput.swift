import Trace

/// A kind of output, as pages know it: how one is compared with the record's, what is said of it, and
/// how it looks in either edition. One file of this folder says it for one kind.
package protocol PageOutput: OutputKind {
  /// What one is called in a sentence: "table", "row of the scoreboard".
  static var noun: String { get }
  /// Among what outputs of this kind are numbered, if among any.
  static var numberedAmong: NumberedSeries? { get }
  /// Whether the page shows it where the block stands; a number is shown in the prose.
  static var isShown: Bool { get }
  /// The script of the site that plays it, a file of Site/Assets; nil where it stands still.
  static var script: String? { get }

  /// What it is, for a sentence: "a table", "the number `loss`".
  var words: String { get }
  /// What it says, in a few words.
  var summary: String { get }
  /// The pictures that stand beside the page for it.
  var pictures: [Picture] { get }
  /// What it says of itself to those who do not see it; nil where it is text in any case.
  var spokenText: String? { get }

  /// Compares what a run's outputs of this kind say with those of the record.
  static func compare(_ now: [Self], with was: [Self], in comparison: inout BlockComparison)
  /// Compares one with the record's; `name` is what the sentence calls it: "table 2".
  func compare(with was: Self, _ name: String, in comparison: inout BlockComparison)

  /// Its lines in the Markdown edition, empty ones around them.
  func markdown(at place: OutputPlace) -> [String]
  /// Its marks in the HTML edition.
  func html(at place: OutputPlace, in setting: HTMLSetting) -> HTMLText
}

extension PageOutput {
  package static var numberedAmong: NumberedSeries? { nil }
  package static var isShown: Bool { true }
  package static var script: String? { nil }
  package var words: String { "a \(Self.noun)" }
  package var pictures: [Picture] { [] }
  package var spokenText: String? { nil }

  package static func compare(
    _ now: [Self], with was: [Self], in comparison: inout BlockComparison
  ) {
    comparison.pair(now, was, noun) { $1.compare(with: $2, $3, in: &$0) }
  }
}

extension Output {
  /// Every kind of output that a page can hold, in the order in which differences are told.
  package static let pageKinds: [any PageOutput.Type] = [
    NumberOutput.self, TableOutput.self, FigureOutput.self, FramesOutput.self, ClaimOutput.self,
    ScoreOutput.self, FootnoteOutput.self,
  ]

  /// The pictures that stand beside the page for it.
  public var pictures: [Picture] { onPage.pictures }

  /// The output as pages know it.
  var onPage: any PageOutput {
    guard let known = value as? any PageOutput else {
      fatalError("The kind of output \"\(word)\" is in Output.kinds and has no file in Pages.")
    }
    return known
  }
}

/// What outputs are numbered among, each with a number of its own sort.
package enum NumberedSeries: String, Sendable {
  case figure
  case table

  /// The name of the place where a block's outputs of the sort begin: `fig-loss`.
  package func target(_ block: String) -> String {
    switch self {
    case .figure: "fig-\(block)"
    case .table: "tab-\(block)"
    }
  }

  /// The word before the number: "Figure".
  var title: String {
    switch self {
    case .figure: "Figure"
    case .table: "Table"
    }
  }
}

/// A picture beside the page, by which it is known whether the one that stands there is the one that
/// the record tells of.
public struct Picture: Equatable, Sendable {
  public var file: String
  public var digest: String

  public init(file: String, digest: String) {
    self.file = file
    self.digest = digest
  }
}
