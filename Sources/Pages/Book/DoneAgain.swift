import Literate
import Trace

/// The page of headlines that were done again by other code, chapter by chapter.
package struct DoneAgain {
  /// The page's file, without its ending.
  package static let page = "again"
  package static let title = "Done again"
  package static let introduction =
    "What holds only in the hands of its author does not hold. Here the headlines of chapters are "
    + "done again by other code, with other seeds and wider grids, against the rivals that a "
    + "sceptic would name, and with the ingredient taken out that is said to do the work."
  package static let empty = "Nothing has been done again yet."
  package static let columns = ["Headline", "It", "Measured"]

  package struct Section {
    package var chapter: Chapter
    /// With what it was done, when, and how to do it oneself.
    package var origin: [Words]
    package var findings: [AgainRecord.Finding]
  }

  /// The chapters whose headlines were done again.
  package let sections: [Section]

  package init(_ book: Book) {
    sections = book.chapters.compactMap { chapter in
      guard let again = book.comparisons[chapter.id]?.again else { return nil }
      return Section(
        chapter: chapter, origin: Self.origin(of: again.run, chapter), findings: again.findings)
    }
  }

  private static func origin(of run: ForeignRun, _ chapter: Chapter) -> [Words] {
    let age: [Words] =
      run.chapter == chapter.codeDigest
      ? [] : [.strong([.text("As of earlier code of the chapter.")]), .text(" ")]
    return age + [
      .text(
        "With \(run.words) on \(run.date), in \(Costs.time(run.seconds)) (\(run.machine)). The code "
          + "is "),
      .link("again.py", to: chapter.source("again.py")), .text(", what it wrote "),
      .link("again.json", to: chapter.source("again.json")), .text("; "),
      .code("./build.sh same \(chapter.id) --only again"), .text(" runs it."),
    ]
  }
}

extension AgainRecord.Finding {
  package var verdict: String { holds ? "holds" : "does not hold" }

  /// "slope -0.4943; gain 3.121"
  package var measured: String {
    numbers.map { "\($0.name) \(shown($0.value))" }.joined(separator: "; ")
  }
}
