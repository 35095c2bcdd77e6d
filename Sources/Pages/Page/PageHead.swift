import Literate

/// What stands above a chapter's text: where to go, what it stands on, how long reading takes, how to
/// run it and what that costs.
package struct PageHead: Sendable {
  /// "Chapter 4"
  package let kind: String
  package let title: String
  package let previous: Chapter?
  package let next: Chapter?
  /// The chapters on which this one builds.
  package let foundations: [Chapter]
  package let teaches: [Concept]
  /// The concepts that are taken for known, each with the chapter that teaches it.
  package let needs: [(concept: Concept, teacher: Chapter?)]
  /// How long reading takes, how to run the chapter and what that costs.
  package let run: [Words]

  init(_ chapter: Chapter, _ record: ChapterRecord?, in book: Book) {
    kind = "Chapter \(chapter.number)"
    title = chapter.title
    (previous, next) = book.neighbours(of: chapter)
    foundations = book.foundations(of: chapter)
    teaches = chapter.teaches
    needs = chapter.needs.map { ($0, book.teacher(of: $0.name)) }
    let cost = record.map { record in
      ", \(Costs.time(record.cost.seconds)) and \(Costs.memory(record.cost.peakMemory)) of memory "
        + "on \(record.machine)"
    }
    let minutes = ChapterSize(chapter).readingMinutes
    run = [
      .text("About \(minutes) minutes to read, exercises apart. Run this chapter yourself: "),
      .code("./build.sh \(chapter.id)"),
      .text("\(cost ?? ""). Its source is "),
      .link("chapter.md", to: chapter.source("chapter.md")),
      .text(": change a line and run it again."),
    ]
  }

  /// Contents, the chapter before and the one after.
  package var ways: [[Words]] {
    [
      [.link("Contents", to: "README.md")],
      previous.map { [.link("← \($0.numberedTitle)", to: $0.pageFile)] },
      next.map { [.link("\($0.numberedTitle) →", to: $0.pageFile)] },
    ].compactMap { $0 }
  }
}
