import Literate

/// What the book builds in its own words, beside those of other libraries.
package struct Phrasebook {
  /// The page's file, without its ending.
  package static let page = "phrasebook"
  package static let title = "Phrasebook"
  package static let introduction =
    "The book's own words beside those of PyTorch, NumPy and scikit-learn. Each passage of Python is "
    + "run beside its chapter, on what the chapter hands over (given), and the numbers that it "
    + "records must be the chapter's."
  package static let empty = "No chapter says it in another library yet."

  package struct Entry {
    package var chapter: Chapter
    package var block: SameBlock
    /// The block of Swift that it says again, where the chapter names one.
    package var swift: Block?
    /// With what it agreed.
    package var note: [Words]

    /// What it says, in words: `one-step` is "one step".
    package var title: String {
      let words = block.name.split(separator: "-").joined(separator: " ")
      return words.prefix(1).uppercased() + words.dropFirst()
    }

    /// The name of its place on the page.
    package var anchor: String { "\(chapter.id)-\(block.name)" }
  }

  package let entries: [Entry]

  package init(_ book: Book) {
    entries = book.chapters.flatMap { chapter in
      let comparisons = book.comparisons[chapter.id] ?? Comparisons()
      return chapter.sameBlocks.map { block in
        Entry(
          chapter: chapter, block: block, swift: block.beside.flatMap { chapter.block($0) },
          note: comparisons.note(on: block, in: chapter))
      }
    }
  }
}
