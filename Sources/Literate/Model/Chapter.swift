/// A chapter as its author wrote it, parsed once: what tangling, weaving and linting all read.
///
/// Everything carries its place in `source`, so that a weaver can replace stretches of the
/// original text and leave the rest as it stands.
public struct Chapter: Sendable {
  /// The short name, also of the build target: `ch04`.
  public let id: String
  /// The name of the folder: `ch04-optimization`.
  public let folder: String
  /// The file as messages name it: `Chapters/ch04-optimization/chapter.md`.
  public let file: String
  /// The text of the first heading, or the folder's name where there is none.
  public let title: String
  /// The normalised text.
  public let source: SourceText
  /// Every fenced block, Swift or not, in order.
  public let blocks: [Block]
  /// Every heading, in order.
  public let headings: [Heading]
  /// Every directive (`<!-- out: loss -->`), in order.
  public let directives: [Directive]
  /// Links to what the build numbers: figures, tables, equations, exercises, chapters, sections.
  public let references: [Reference]
  /// Numbers in the prose that the code recorded.
  public let numbers: [BoundNumber]
  /// Footnotes that name an entry of the bibliography.
  public let citations: [Citation]
  /// Footnotes whose text stands in the chapter itself.
  public let footnotes: [Footnote]
  /// Inline mathematics and displayed equations, in order.
  public let mathematics: [Mathematics]
  /// Tables written by hand, in order.
  public let tables: [MarkdownTable]
  /// All other links and images, in order.
  public let links: [Link]
  /// The chapter's exercises, in the order of their stubs.
  public let exercises: [Exercise]
  /// Paragraphs, headings and cells of tables, in order.
  public let passages: [Passage]
  /// Running prose, for the checks that read it: text outside code, links' targets and HTML.
  public let prose: [Prose]
  /// The tags of raw HTML, in order.
  public let htmlTags: [HTMLTag]
  /// What was already wrong when the text was parsed.
  public let problems: [Diagnostic]

  /// What the chapter says of itself, directive by directive; most have one.
  public var synopses: [Synopsis] {
    directives.compactMap { directive in
      if case .chapter(let synopsis) = directive.kind { return synopsis }
      return nil
    }
  }

  /// What this chapter builds on, from `<!-- chapter: needs … -->`.
  public var needs: [Concept] { synopses.flatMap(\.needs) }

  /// What this chapter explains, from `<!-- chapter: teaches … -->`.
  public var teaches: [Concept] { synopses.flatMap(\.teaches) }

  /// The question this chapter answers, from `<!-- chapter: question "…" -->`, or nil.
  public var question: String? { synopses.compactMap(\.question).first?.text }

  /// The block whose figure stands for this chapter, from `<!-- chapter: picture loss -->`, or nil.
  public var picture: Block? { synopses.compactMap(\.picture).first.flatMap { block($0.text) } }

  /// The passages of Python that say again what this chapter computed, in order.
  public var sameBlocks: [SameBlock] { blocks.compactMap(SameBlock.init) }

  /// The blocks of Swift, in order.
  public var swiftBlocks: [Block] { blocks.filter(\.isSwift) }

  /// The block of a name, or nil.
  public func block(_ id: String) -> Block? { blocks.first { $0.isSwift && $0.id == id } }

  /// A finding in this chapter.
  public func diagnostic(
    _ severity: Diagnostic.Severity, at position: SourcePosition, _ message: String,
    help: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      severity, file: file, line: position.line, column: position.column, message, help: help)
  }
}
