/// One word of a Swift block's info string: `id=loss`, `cap="Loss by epoch"`, or the bare `fold`.
public struct Attribute: Sendable, Hashable {
  /// The keys there are.
  public enum Key: String, Sendable, Hashable, CaseIterable {
    case id, role, local, reason, `for`, hide, fold, cap, alt, tol, budget, fails, match, data, long
    case chunk

    /// Whether the key stands alone, without a value.
    public var isFlag: Bool {
      switch self {
      case .local, .hide, .fold, .long: return true
      default: return false
      }
    }
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
