import Literate
import Trace

/// A chapter's page: the chapter's text, and for every stretch of it that is not shown as the author
/// wrote it, what stands there instead.
///
/// Of the record only that is shown which the chapter's code put out: by construction no page pairs
/// code with what other code left. Everything that a page says is decided here, once: numbers of figures and equations, captions,
/// notes, marks. The two editions print it: Weaving as Markdown, Site as HTML.
public struct ChapterPage: Sendable {
  public let chapter: Chapter
  /// What the page shows; nil where the chapter was never run.
  public let record: ChapterRecord?
  /// What is marked on the page as not what was recorded.
  public let differences: [Difference]
  package let head: PageHead
  /// What stands in the text's place, in no particular order; pieces do not overlap.
  package let pieces: [Piece]
  /// The works that the chapter cites, in the order of their first mention, in Markdown.
  package let works: [(key: String, text: String)]
  /// What is wrong with the page: references to what is not there, figures without words.
  public let problems: [Diagnostic]

  /// The page of a chapter with this record.
  ///
  /// - Parameter differences: What is marked.
  public init(
    _ chapter: Chapter, _ record: ChapterRecord?, in book: Book, differences: [Difference] = []
  ) {
    let hashes = CodeHashes(chapter)
    let record = record?.produced(by: chapter, hashes)
    var builder = PageBuilder(chapter, record, book, differences, hashes)
    builder.build()
    self.chapter = chapter
    self.record = record
    self.differences = differences
    head = PageHead(chapter, record, in: book)
    pieces = builder.pieces
    problems = builder.problems
    var seen: Set<String> = []
    works = chapter.citations.compactMap { citation in
      guard seen.insert(citation.key).inserted,
        let entry = book.bibliography.entry(citation.key)
      else { return nil }
      return (citation.key, entry.text)
    }
  }
}

extension ChapterPage {
  /// The scripts that play what the page shows, each once.
  package var scripts: [String] {
    let outputs = (record?.blocks ?? []).flatMap(\.outputs)
    return Set(outputs.compactMap { type(of: $0.onPage).script }).sorted()
  }
}

/// What stands on the page in place of a stretch of the chapter's text.
package struct Piece: Sendable {
  /// The stretch; an empty one where something is put between what the author wrote.
  package var range: SourceRange
  package var content: Content

  package enum Content: Sendable {
    /// A block's code and, where they do not stand elsewhere, its outputs.
    case block(ShownBlock)
    /// A block's outputs, at the directive that asks for them.
    case outputs(ShownOutputs)
    /// A directive of which nothing is seen.
    case nothing
    /// The name of what follows; a table has a number beside it.
    case name(String, table: Caption?)
    /// Mathematics in a line.
    case formula(Mathematics)
    /// An equation on lines of its own, with the number that is put to it.
    case equation(Mathematics, number: String?)
    /// A link with the number that completes it; a link to a block of code has none.
    case reference(words: String, number: String?, to: Target)
    /// A number that the code recorded: in the words of the text where nothing was recorded.
    case number(String, name: String, block: String?)
    /// Here an exercise begins, and in a frame unless it stands in a list or a quotation.
    case exercise(String, isFramed: Bool)
    /// Here a framed exercise ends.
    case exerciseEnd
    /// A sentence of the book's own, in small type.
    case note([Words])
  }

  /// Where a reference leads.
  package enum Target: Sendable {
    /// A place on this page: `fig-loss`.
    case place(String)
    /// A block of this chapter.
    case block(String)
    case chapter(Chapter)
  }
}

/// A block as readers see it.
package struct ShownBlock: Sendable {
  package var block: Block
  /// Whether readers see the code.
  package var isShown: Bool
  /// The line under which the code is folded, where it is.
  package var fold: String?
  /// The chunk that it defines.
  package var chunk: Chunk?
  /// Whether the prose refers to it.
  package var isTarget: Bool
  /// What it put out, where that stands behind the code.
  package var outputs: ShownOutputs?

  package struct Chunk: Sendable {
    package var name: String
    /// Whether an earlier block began the chunk.
    package var isContinued: Bool
    /// The blocks that include it.
    package var users: [Block]
  }
}

/// What a block put out.
package struct ShownOutputs: Sendable {
  package var block: String
  package var parts: [ShownPart]
}

/// A part of what a block put out, with its words.
package enum ShownPart: Sendable {
  /// Printed text as a person would have seen it in a terminal; `fold` is the line under which it is
  /// folded.
  case printed(String, fold: String?)
  case output(any PageOutput, OutputPlace)
  /// The message of a block that failed as it must, and what is said before it.
  case failure(introduction: String, message: String, block: String)
  /// Where the result of a block comes from that not every build runs; `warning` when it no longer is
  /// that of the code.
  case origin([Words], warning: String?)
  /// In what the output differs from the record.
  case changes(title: String, [String])
}
