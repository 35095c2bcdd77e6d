/// One word of a block's info string: `id=loss`, `cap="Loss by epoch"`, or the bare `local`.
public struct Attribute: Sendable, Hashable {
  /// The keys of a block of Swift.
  public enum Key: String, Sendable, Hashable, CaseIterable {
    case id, role, local, reason, `for`, hide, fold, answers, cap, alt, tol, budget, fails, match
    case data, long, chunk

    /// How the key is written.
    var form: Form {
      switch self {
      case .local, .hide, .long: return .bare
      case .fold: return .either
      default: return .valued
      }
    }
  }

  /// How a key is written.
  enum Form: Sendable {
    /// It stands alone.
    case bare
    /// A value follows it.
    case valued
    /// It may stand alone, and may have a value.
    case either
  }

  /// The word before the equals sign.
  public let key: String
  /// What follows it, without quotes; nil for a bare word.
  public let value: String?
  /// The whole of it in the Markdown file.
  public let range: SourceRange

  /// A word of an info string at its place.
  public init(key: String, value: String?, range: SourceRange) {
    self.key = key
    self.value = value
    self.range = range
  }
}
