import Literate

/// All chapters of the book, for what a page says about others.
public struct Book: Sendable {
  /// The chapters, in the order of the ladder.
  public let chapters: [Chapter]
  public let bibliography: Bibliography

  public init(chapters: [Chapter], bibliography: Bibliography = Bibliography()) {
    self.chapters = chapters
    self.bibliography = bibliography
  }

  /// The chapter of an id such as `ch04`.
  package func chapter(_ id: String) -> Chapter? { chapters.first { $0.id == id } }

  /// The chapter that teaches a concept.
  package func teacher(of concept: String) -> Chapter? {
    chapters.first { chapter in chapter.teaches.contains { $0.name == concept } }
  }

  /// What a chapter teaches.
  func teaches(of chapter: Chapter) -> String {
    chapter.teaches.map { words(of: $0.name) }.joined(separator: ", ")
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

extension Chapter {
  /// The chapter's number as it is written: 4 for `ch04`.
  package var number: String {
    let digits = id.drop { !$0.isNumber }
    return Int(digits).map(String.init) ?? String(digits)
  }

  /// The page's file in Book/.
  var pageFile: String { folder + ".md" }

  /// Number and title, as a link shows them: "4 Optimization".
  var numberedTitle: String { "\(number) \(MarkdownText.escaped(title))" }
}

/// A concept's name as words: `learning-rate` is "learning rate".
private func words(of concept: String) -> String {
  MarkdownText.escaped(concept.split(separator: "-").joined(separator: " "))
}
