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
