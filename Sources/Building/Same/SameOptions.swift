import Literate

/// What `./build.sh same` is to do.
package struct SameOptions {
  /// The two kinds of Python beside a chapter.
  package enum Part: String, CaseIterable {
    /// The blocks of the text that say it in another library.
    case blocks
    /// The `again.py` beside the text.
    case again
  }

  /// The chapters that were named; empty for all.
  package var named: [ChapterFolder] = []
  package var parts = Set(Part.allCases)
  package var runsLong = false

  package init() {}
}

extension ChapterFolder {
  /// The chapter's headlines done again by other code.
  package var again: String { "\(folder)/again.py" }
  package var shownAgain: String { "Chapters/\(name)/again.py" }
  /// What came of it.
  package var againRecord: String { "\(folder)/again.json" }
  /// What the chapter's blocks in other libraries came to.
  package var sameRecord: String { String(record.dropLast(".json".count)) + ".same.json" }
}
