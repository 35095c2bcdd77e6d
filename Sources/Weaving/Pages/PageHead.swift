import Literate

/// The lines above a chapter's text: where to go, what it stands on, how to run it and what that
/// costs.
struct PageHead {
  let chapter: Chapter
  let record: ChapterRecord
  let book: Book

  var title: String {
    "Chapter \(chapter.number): \(MarkdownText.escaped(chapter.title))"
  }

  /// Contents, the chapter before and the one after.
  var ways: String {
    let (previous, next) = book.neighbours(of: chapter)
    return
      ([
        "[Contents](README.md)", previous.map { "[← \($0.numberedTitle)](\($0.pageFile))" },
        next.map { "[\($0.numberedTitle) →](\($0.pageFile))" },
      ] as [String?]).compactMap { $0 }.joined(separator: " · ")
  }

  var lines: [String] {
    var lines = [ways, ""]
    if !chapter.needs.isEmpty || !chapter.teaches.isEmpty { lines += [ladder, ""] }
    return lines + [cost]
  }

  /// The chapters on which this one builds, and what it teaches.
  private var ladder: String {
    let foundations = book.links(toFoundationsOf: chapter) { $0.numberedTitle }
    let teaches = book.teaches(of: chapter)
    return [
      foundations.isEmpty ? "" : "Builds on \(foundations).",
      teaches.isEmpty ? "" : "Teaches \(teaches).",
    ].filter { !$0.isEmpty }.joined(separator: " ")
  }

  private var cost: String {
    "> Run this chapter yourself: `./build.sh \(chapter.id)`, \(Costs.time(record.cost.seconds)) and "
      + "\(Costs.memory(record.cost.peakMemory)) of memory on \(MarkdownText.escaped(record.machine)). "
      + "Its source is [chapter.md](../Chapters/\(chapter.folder)/chapter.md): change a line and run "
      + "it again."
  }
}
