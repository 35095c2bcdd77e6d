import Literate

/// All chapters of the book, for what a page says about others.
public struct Book: Sendable {
  /// The chapters, in the order of the ladder.
  public let chapters: [Chapter]
  public let bibliography: Bibliography
  /// What code of other libraries came to, by the chapter's id.
  public let comparisons: [String: Comparisons]

  public init(
    chapters: [Chapter], bibliography: Bibliography = Bibliography(),
    comparisons: [String: Comparisons] = [:]
  ) {
    self.chapters = chapters
    self.bibliography = bibliography
    self.comparisons = comparisons
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
