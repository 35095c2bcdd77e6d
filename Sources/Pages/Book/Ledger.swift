import Literate
import Trace

/// The claims ledger: every claim of the book with its evidence, grouped by what came of it.
package struct Ledger {
  package static let title = "Claims, tested"
  package static let introduction =
    "What is often said about machine learning, put to tests that could have failed. Each verdict "
    + "follows from an effect and the interval in which luck would let it lie; the page behind each "
    + "claim has the experiment."
  package static let empty = "No claim has been tested yet."

  package struct Entry {
    package var chapter: Chapter
    package var claim: ClaimOutput
    /// The name of the place where the claim stands on its page.
    package var anchor: String
  }

  package struct Group {
    package var verdict: Verdict
    package var entries: [Entry]

    package var title: String {
      verdict.rawValue.prefix(1).uppercased() + verdict.rawValue.dropFirst()
    }
  }

  /// The groups that have claims, those that hold first.
  package let groups: [Group]

  /// - Parameter records: The records of the chapters that have one, by the chapter's id.
  package init(_ book: Book, records: [String: ChapterRecord]) {
    let all = book.chapters.flatMap { chapter in
      (records[chapter.id]?.blocks ?? []).flatMap { block in
        block.outputs(of: ClaimOutput.self).enumerated().map {
          Entry(chapter: chapter, claim: $1, anchor: claimAnchor(block.id, $0 + 1))
        }
      }
    }
    groups = [Verdict.holds, .depends, .doesNotHold, .tooSmallToTell].compactMap { verdict in
      let entries = all.filter { $0.claim.verdict == verdict }
      return entries.isEmpty ? nil : Group(verdict: verdict, entries: entries)
    }
  }
}
