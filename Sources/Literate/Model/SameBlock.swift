/// A chapter's computation in another library's words: a block fenced as ```` ```python same=NAME ````.
///
/// The page shows it, and `./build.sh same` runs it: the numbers it records must equal the chapter's
/// of that name.
public struct SameBlock: Sendable, Hashable {
  static let language = "python"
  static let key = "same"

  /// The name, unique among these blocks of the chapter.
  public let name: String
  /// The Python, byte for byte as CommonMark defines it.
  public let literal: String
  /// From the opening fence to the end of the closing one, without the line end.
  public let range: SourceRange
  /// The place of the name in the info string.
  public let nameRange: SourceRange

  /// The line of the opening fence, from one.
  public var line: Int { range.lower.line }
  /// The line in the Markdown file of the first line of code.
  public var firstCodeLine: Int { range.lower.line + 1 }

  /// Nil for a block of another language, and for Python without a name.
  init?(_ block: Block) {
    guard block.language == SameBlock.language,
      let attribute = block.attributes.first(where: { $0.key == SameBlock.key }),
      let name = attribute.value, !name.isEmpty
    else { return nil }
    self.name = name
    literal = block.literal
    range = block.range
    nameRange = attribute.range
  }
}
