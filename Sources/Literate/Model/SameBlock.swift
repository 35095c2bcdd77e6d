/// A chapter's computation in another library's words: a block fenced as ```` ```python same=NAME ````.
///
/// The page shows it, and `./build.sh same` runs it: the numbers it records must equal the chapter's
/// of that name.
public struct SameBlock: Sendable, Hashable {
  static let language = "python"
  static let key = "same"
  /// The key that names the block of Swift which the Python says again.
  static let besideKey = "beside"
  static let keys: [String: Attribute.Form] = [
    key: .valued, besideKey: .valued, Attribute.Key.tol.rawValue: .valued,
  ]

  /// The name, unique among these blocks of the chapter.
  public let name: String
  /// The Python, byte for byte as CommonMark defines it.
  public let literal: String
  /// From the opening fence to the end of the closing one, without the line end.
  public let range: SourceRange
  /// The place of the name in the info string.
  public let nameRange: SourceRange
  /// How far its numbers may lie from the chapter's, or nil for the book's own tolerance.
  public let tolerance: Block.Tolerance?
  /// The block of Swift that the Python says again, which a phrasebook shows beside it.
  public let beside: String?
  /// The place of that key in the info string.
  public let besideRange: SourceRange?

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
    tolerance = block.tolerance
    let besideAttribute = block.attributes.first { $0.key == SameBlock.besideKey }
    beside = besideAttribute?.value
    besideRange = besideAttribute?.range
  }
}
