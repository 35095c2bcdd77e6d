import Literate

extension Book {
  /// A part of the book with the chapters that are there.
  package struct Section: Sendable {
    /// As the contents show it: "The ladder".
    package let name: String
    package let chapters: [Chapter]

    /// The name of the place on a page where the part begins: `the-ladder`.
    package var anchor: String {
      let letters = name.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" }
      return String(letters).split(separator: "-").joined(separator: "-")
    }
  }

  /// The chapters by part, in the order of the book. Those that no part lists come last.
  package var sections: [Section] {
    let listed = Set(parts.flatMap(\.chapters))
    let others = chapters.filter { !listed.contains($0.folder) }
    return parts.map { part in
      Section(name: part.name, chapters: chapters.filter { part.chapters.contains($0.folder) })
    }.filter { !$0.chapters.isEmpty }
      + (others.isEmpty ? [] : [Section(name: "The chapters", chapters: others)])
  }

  /// The name of the part that begins with a chapter; nil where none does, and for the first part of
  /// the book: there is none before it.
  package func partBeginning(with chapter: Chapter) -> String? {
    sections.dropFirst().first { $0.chapters.first?.folder == chapter.folder }?.name
  }
}
