/// An HTML comment that speaks to the build.
public struct Directive: Sendable, Hashable {
  /// What it says.
  public enum Kind: Sendable, Hashable {
    /// `<!-- chapter: needs tensors; teaches gradient; question "Which way is down?" -->`
    case chapter(Synopsis)
    /// `<!-- out: loss -->`: the output of block `loss` stands here.
    case out(block: String)
    /// `<!-- #eq-softmax -->`: names the equation, table or section that follows.
    case name(String)
    /// `<!-- literal -->`: the numbers of this paragraph, or of the next one, are typed on purpose.
    case literal
  }

  /// What it says.
  public let kind: Kind
  /// The comment, from `<!--` to `-->`.
  public let range: SourceRange
  /// Whether it stands in running text and not on lines of its own.
  public let isInline: Bool
}

/// What a chapter says of itself in its directive.
public struct Synopsis: Sendable, Hashable {
  /// What it builds on.
  public var needs: [Concept] = []
  /// What it explains.
  public var teaches: [Concept] = []
  /// The question it answers, as the front page asks it; nil where it names none.
  public var question: Phrase?
  /// The block whose figure stands for the chapter; nil where it names none.
  public var picture: Phrase?

  /// Words of a directive at their place.
  public struct Phrase: Sendable, Hashable {
    /// The words, without quotes.
    public let text: String
    /// Where they stand, with their quotes.
    public let range: SourceRange
  }
}

/// An idea that one chapter teaches and others need, at the place where it is named.
public struct Concept: Sendable, Hashable {
  /// The name, in lower case with hyphens: `learning-rate`.
  public let name: String
  /// Where the directive names it.
  public let range: SourceRange
}

/// A heading.
public struct Heading: Sendable, Hashable {
  /// 1 for the chapter's title to 6.
  public let level: Int
  /// The text without its mark-up.
  public let text: String
  /// The name by which a link reaches it: the directive before it, or the text in lower case with
  /// hyphens as code hosts form it, numbered where several would be equal.
  public let anchor: String
  /// The whole heading.
  public let range: SourceRange
}
