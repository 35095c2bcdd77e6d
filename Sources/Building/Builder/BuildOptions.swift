import Literate

/// What a build is to do.
package struct BuildOptions {
  /// What becomes of output that differs from the record.
  package enum Purpose: Equatable {
    /// Differences are marked on the page and told; the reader is trying something.
    case reading
    /// Differences are errors, and no page is written.
    case checking
    /// The new output becomes the record and the page.
    case accepting
  }

  /// The chapters that were named; empty for the whole book.
  package var named: [ChapterFolder] = []
  package var purpose = Purpose.reading
  package var saysWhy = false
  package var force = false
  package var runsLong = false
  /// Chapters to run side by side.
  package var jobs = 1
  /// What a chapter may use; blocks with budgets add to its time.
  package var limits = Limits.chapter
  /// Whether a block over its budget is told.
  package var checksBudgets = true
  /// Whether chapters that measure time have the machine to themselves.
  package var keepsQuiet = true
  /// Takes each finding, instead of its being told to a person.
  package var taking: ((Diagnostic) -> Void)?
  /// Variables for the chapters' programs, on top of this process's own.
  package var environment: [String: String?] = [:]

  package init() {}
}

/// What became of a chapter.
package struct ChapterReport {
  package enum Status: String {
    /// It ran, and its page is new or as it should be.
    case ran = "ran"
    /// Only its text had changed: the page was made again from the last run.
    case woven = "woven"
    /// Nothing had changed.
    case unchanged = "unchanged"
    case failed = "failed"
  }

  package var folder: ChapterFolder
  package var status = Status.unchanged
  /// Seconds that the last run took.
  package var seconds: Double?
  package var figures = 0
  package var claims = 0
  /// Why it ran, as `--why` says it.
  package var reason: String?
  /// A long block that was passed over, so that its record is shown.
  package struct Recorded {
    package var block: String
    /// Whether its code has changed since.
    package var isStale: Bool
  }

  package var recorded: [Recorded] = []
  /// Data sets that it asks for and that are not there.
  package var missingData: [String] = []

  package init(_ folder: ChapterFolder) {
    self.folder = folder
  }
}
