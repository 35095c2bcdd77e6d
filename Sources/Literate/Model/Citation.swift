/// A footnote mark that names an entry of the bibliography: `[^kingma2015]`.
///
/// A mark with a text of its own in the chapter is a `Footnote` and no citation.
public struct Citation: Sendable, Hashable {
  /// The entry's key.
  public let key: String
  /// The mark with its brackets.
  public let range: SourceRange
}

/// A footnote whose text stands in the chapter: `[^why]` and, elsewhere, `[^why]: Because …`.
public struct Footnote: Sendable, Hashable {
  /// The mark without brackets and caret.
  public let name: String
  /// The mark in the text, with its brackets.
  public let range: SourceRange
}

/// Mathematics: `` $`x^2`$ `` in a line, or a block fenced as `math`.
public struct Mathematics: Sendable, Hashable {
  /// The TeX.
  public let tex: String
  /// Whether it is displayed as a block.
  public let isBlock: Bool
  /// The name that a directive gave it, `eq-softmax`, or nil.
  public let name: String?
  /// The whole of it, with dollar signs or fences.
  public let range: SourceRange
}

/// A table that the author typed.
public struct MarkdownTable: Sendable, Hashable {
  /// The name that a directive gave it, `tab-shapes`, or nil.
  public let name: String?
  /// The whole table.
  public let range: SourceRange
}

/// A paragraph, heading or cell of a table: what a reader reads.
public struct Passage: Sendable, Hashable {
  /// The whole of it.
  public let range: SourceRange
  /// The words in it; a formula or a piece of code without blanks is one.
  public let wordCount: Int
}

/// A stretch of running text without mark-up inside it.
public struct Prose: Sendable, Hashable {
  /// The stretch.
  public let range: SourceRange
  /// Whether a directive says that its numbers are typed on purpose.
  public let isLiteral: Bool
}
