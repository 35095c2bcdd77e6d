import Literate

/// All chapters of the book, for what a page says about others.
public struct Book: Sendable {
  /// The chapters, in the order of the ladder.
  public let chapters: [Chapter]
  /// The parts of the book, as Package.swift lists them.
  public let parts: [Part]
  public let bibliography: Bibliography
  /// What people say, and which chapter puts it to the test.
  public let sayings: Sayings
  /// What became of chapters' findings with other seeds, by the chapter's id.
  public let replications: [String: Replication]
  /// What code of other libraries came to, by the chapter's id.
  public let comparisons: [String: Comparisons]
  /// The fingerprint of the library as it is now, where that is known: a result that was recorded
  /// with another is marked.
  public let library: String?

  public init(
    chapters: [Chapter], parts: [Part] = [], bibliography: Bibliography = Bibliography(),
    sayings: Sayings = Sayings(), replications: [String: Replication] = [:],
    comparisons: [String: Comparisons] = [:], library: String? = nil
  ) {
    self.chapters = chapters
    self.parts = parts
    self.bibliography = bibliography
    self.sayings = sayings
    self.replications = replications
    self.comparisons = comparisons
    self.library = library
  }

  /// The same book with other texts of its chapters.
  package func with(_ chapters: [Chapter]) -> Book {
    Book(
      chapters: chapters, parts: parts, bibliography: bibliography, sayings: sayings,
      replications: replications, comparisons: comparisons, library: library)
  }

  /// The chapter of an id such as `ch04`.
  package func chapter(_ id: String) -> Chapter? { chapters.first { $0.id == id } }

  /// The chapter that teaches a concept.
  package func teacher(of concept: String) -> Chapter? {
    chapters.first { chapter in chapter.teaches.contains { $0.name == concept } }
  }

  /// The chapters before and after one.
  package func neighbours(of chapter: Chapter) -> (previous: Chapter?, next: Chapter?) {
    guard let place = chapters.firstIndex(where: { $0.folder == chapter.folder }) else {
      return (nil, nil)
    }
    return (
      place > 0 ? chapters[place - 1] : nil,
      place + 1 < chapters.count ? chapters[place + 1] : nil
    )
  }
}
