/// A link whose text the build completes with a number: `[Figure](#fig-loss)`.
public struct Reference: Sendable, Hashable {
  /// What the link leads to, by the beginning of its target.
  public enum Kind: String, Sendable, Hashable {
    /// `#fig-loss`: the figure that block `loss` shows.
    case figure
    /// `#tab-loss`: the table that block `loss` shows, or one named by a directive.
    case table
    /// `#eq-softmax`: an equation named by a directive.
    case equation
    /// `#ex-ceiling`: an exercise.
    case exercise
    /// `#ch04`: a chapter.
    case chapter
    /// Anything else: a heading or a named block of this chapter.
    case section
  }

  /// What the link leads to.
  public let kind: Kind
  /// The target without the `#`: `fig-loss`.
  public let target: String
  /// The whole link, `[Figure](#fig-loss)`.
  public let range: SourceRange
  /// The visible text in its brackets, without them.
  public let textRange: SourceRange

  /// The name of the block, for figures and tables: `loss` of `fig-loss`.
  public var blockName: String {
    switch kind {
    case .figure, .table: return String(target.dropFirst(4))
    default: return target
    }
  }
}

/// A number in the prose that the code recorded: `[0.973](#=test-accuracy "%.3f")`.
public struct BoundNumber: Sendable, Hashable {
  /// The name under which the code recorded it: `test-accuracy`.
  public let name: String
  /// The visible text, which must equal the recorded value in `format`.
  public let text: String
  /// How the value is written, as in C: `%.3f`; nil where the author gave none.
  public let format: String?
  /// The whole link.
  public let range: SourceRange
  /// The visible text in its brackets, without them.
  public let textRange: SourceRange
}

/// A link or an image that the build leaves as it is.
public struct Link: Sendable, Hashable {
  /// Where it leads.
  public let destination: String
  /// The visible text, or the alternative text of an image.
  public let text: String
  /// Whether it is an image.
  public let isImage: Bool
  /// The whole link.
  public let range: SourceRange
}
