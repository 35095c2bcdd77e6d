/// How large a chapter is for its reader: what is to be read in one sitting.
///
/// Exercises and the section "Also tested" stand outside of it; all that is counted is counted in
/// what is left.
public struct ChapterSize: Sendable, Equatable {
  /// What is counted.
  public enum Measure: String, Sendable, CaseIterable {
    /// Words of prose: paragraphs, headings, tables written by hand.
    case words
    /// Lines of Swift that a reader sees without unfolding anything.
    case lines
    /// Lines of Swift that a reader may unfold.
    case folded
    /// Lines of Swift without prose between them, where they are most.
    case listing
    /// Figures: blocks with an alternative text.
    case figures
    /// Calls of `claim`.
    case claims
    /// Exercises.
    case exercises
    /// Minutes that the reading takes, see `readingMinutes`.
    case minutes

    /// What one sitting has room for; nil where there is no limit.
    public var budget: Int? {
      switch self {
      case .words: 5_000
      case .lines: 350
      case .folded: nil
      case .listing: 30
      case .figures: 9
      case .claims, .exercises: 5
      case .minutes: 60
      }
    }

    /// A count of it in words: "5 claims".
    func counted(_ count: Int) -> String {
      switch self {
      case .words: "\(count) words of prose"
      case .lines: "\(count) lines of Swift in sight"
      case .folded: "\(count) folded lines"
      case .listing: "a listing of \(count) lines"
      case .figures, .claims, .exercises, .minutes: "\(count) \(rawValue)"
      }
    }
  }

  private let counts: [Measure: Int]
  /// The line at which the longest listing begins.
  public let longestListingLine: Int?

  /// Measures a chapter.
  public init(_ chapter: Chapter) {
    let sitting = Sitting(chapter)
    let visible = sitting.blocks.filter { $0.isListing && !$0.isFolded }
    let listing = sitting.longestListing(of: visible)
    var counts: [Measure: Int] = [
      .words: sitting.passages.reduce(0) { $0 + $1.wordCount },
      .lines: visible.reduce(0) { $0 + $1.displayedLineCount },
      .folded: sitting.blocks.filter { $0.isListing && $0.isFolded }
        .reduce(0) { $0 + $1.displayedLineCount },
      .listing: listing.lines,
      .figures: sitting.blocks.count { $0.isPartOfProgram && $0.alternativeText != nil },
      .claims: sitting.blocks.reduce(0) { $0 + $1.claimCount },
      .exercises: chapter.exercises.count,
    ]
    counts[.minutes] = ChapterSize.minutes(words: counts[.words]!, lines: counts[.lines]!)
    self.counts = counts
    longestListingLine = listing.start
  }

  /// What was counted.
  public subscript(measure: Measure) -> Int { counts[measure] ?? 0 }

  /// Whether there is more of it than one sitting has room for.
  public func isOver(_ measure: Measure) -> Bool {
    measure.budget.map { self[measure] > $0 } ?? false
  }

  /// The minutes that reading takes, to the nearest five; exercises come on top.
  public var readingMinutes: Int { self[.minutes] }

  /// The rule: 200 words of prose a minute, and twelve lines of Swift.
  static func minutes(words: Int, lines: Int) -> Int {
    let minutes = Double(words) / 200 + Double(lines) / 12
    return max(5, Int((minutes / 5).rounded()) * 5)
  }

  /// What there is too much of, as parts of a sentence: "7213 words of prose (5000)".
  var excesses: [String] {
    Measure.allCases.filter(isOver).map { measure in
      let place =
        measure == .listing ? longestListingLine.map { " at line \($0)" } ?? "" : ""
      return "\(measure.counted(self[measure]))\(place) (\(measure.budget ?? 0))"
    }
  }
}

extension Block {
  /// Whether the block's code stands on the page, in sight or folded.
  fileprivate var isListing: Bool {
    guard isSwift, !isHidden else { return false }
    switch role {
    case .run, .file, .show: return true
    case .setup, .exercise, .check, .solution, .wrong: return false
    }
  }

  fileprivate var displayedLineCount: Int { lines.count - hiddenLines.count }

  /// How often the block calls `claim`.
  fileprivate var claimCount: Int {
    guard isPartOfProgram, literal.contains("claim") else { return 0 }
    let code = SwiftCode(literal)
    let tokens = code.tokens.filter(\.isSignificant)
    return tokens.indices.dropLast().count { index in
      let isDeclared = index > 0 && code.text(tokens[index - 1]) == "func"
      return !isDeclared && tokens[index].kind == .identifier
        && code.text(tokens[index]) == "claim" && code.isPunctuation(tokens[index + 1], "(")
    }
  }
}
