import Literate
import Trace

/// The front page: what the book is, a figure of it, and the chapters by part, each with the question
/// that it answers.
package struct Survey {
  package static let title = "The Ladder"
  package static let summary = "A book about machine learning that runs."
  /// What it is, for whom, and what they will have at the end.
  package static let introduction = [
    summary + " Every number, table and figure on these pages was produced by the code beside it, "
      + "and a build refuses the page where that is not so.",
    "It is for programmers who want to understand machine learning from underneath. School calculus "
      + "and any language you are fluent in are enough; nothing is imported that the book is there "
      + "to explain. You will build tensors, gradients, backpropagation, optimizers and models from "
      + "plain loops, test what people say about them, and know for each chapter what it costs, why "
      + "it fails, and how much of a result is luck.",
  ]

  /// What is said of one chapter.
  package struct Entry {
    package let chapter: Chapter
    /// "How can a printed number be trusted?"; nil where the chapter asks none.
    package let question: String?
    package let picture: Thumbnail?
    /// "55 minutes to read, about 8 seconds to run"
    package let effort: String
  }

  /// A figure that stands for a chapter.
  package struct Thumbnail {
    /// Its name in the folder of the chapter's figures.
    package let file: String
    /// What it shows, for those who do not see it.
    package let words: String
  }

  /// The first figure of the book that moves.
  package struct Showpiece {
    package let chapter: Chapter
    package let film: FramesOutput
    package let place: OutputPlace
    /// What it shows, in Markdown; a sentence, or empty.
    package let caption: String
  }

  /// A part of the book with what is said of its chapters.
  package struct Part {
    package let section: Book.Section
    package let entries: [Entry]
  }

  package let parts: [Part]
  /// Nil where nothing moves.
  package let showpiece: Showpiece?

  package init(_ book: Book, records: [String: ChapterRecord]) {
    showpiece = book.chapters.lazy.compactMap { Showpiece($0, records[$0.id]) }.first
    parts = book.sections.map { section in
      Part(section: section, entries: section.chapters.map { Entry($0, records[$0.id]) })
    }
  }

  /// What is said of one chapter, without the others.
  package static func entry(_ chapter: Chapter, _ record: ChapterRecord?) -> Entry {
    Entry(chapter, record)
  }

  /// "about 8 seconds, 120 MB"
  package static func cost(of record: ChapterRecord?) -> String {
    guard let record else { return "not yet run" }
    return "\(Costs.time(record.cost.seconds)), \(Costs.memory(record.cost.peakMemory))"
  }

  /// "tensors, broadcasting"
  package static func teaches(_ chapter: Chapter) -> String {
    chapter.teaches.map(\.words).joined(separator: ", ")
  }
}

extension Survey.Entry {
  fileprivate init(_ chapter: Chapter, _ record: ChapterRecord?) {
    let run = record.map { "\(Costs.time($0.cost.seconds)) to run" } ?? "not yet run"
    self.init(
      chapter: chapter, question: chapter.question,
      picture: record.flatMap { Survey.Thumbnail(chapter, $0) },
      effort: "\(ChapterSize(chapter).readingMinutes) minutes to read, \(run)")
  }
}

extension Survey.Thumbnail {
  /// The picture that the chapter chose to stand for it; nil where it chose none or its code is not
  /// that of the record.
  fileprivate init?(_ chapter: Chapter, _ record: ChapterRecord) {
    guard let block = chapter.picture,
      let entry = record.blocks.first(where: { $0.id == block.id }),
      let output = entry.outputs.first(where: { !$0.pictures.isEmpty }),
      let file = output.pictures.first?.file
    else { return nil }
    self.init(
      file: file, words: block.alternativeText ?? output.onPage.spokenText ?? chapter.title)
  }
}

extension Survey.Showpiece {
  fileprivate init?(_ chapter: Chapter, _ record: ChapterRecord?) {
    guard let record else { return nil }
    for entry in record.blocks {
      guard let film = entry.outputs(of: FramesOutput.self).first else { continue }
      let place = OutputPlace(
        folder: chapter.folder, block: entry.id, ordinal: 1, alternativeText: entry.alternativeText)
      let caption = entry.caption ?? ""
      let end = caption.isEmpty || caption.hasSuffix(".") || caption.hasSuffix("?") ? "" : "."
      self.init(chapter: chapter, film: film, place: place, caption: caption + end)
      return
    }
    return nil
  }
}
