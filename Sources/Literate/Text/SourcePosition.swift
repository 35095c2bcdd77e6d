/// A place in a normalised text.
///
/// Lines and columns count from one; a column counts bytes of UTF-8, as the Swift compiler does,
/// so that a place can be handed to `#sourceLocation` and taken from a compiler's message as it is.
public struct SourcePosition: Sendable, Hashable, Codable, Comparable {
  /// The number of bytes before this place, from zero.
  public let offset: Int
  /// The line, from one.
  public let line: Int
  /// The column in bytes, from one.
  public let column: Int

  /// A place whose three coordinates are known to agree.
  public init(offset: Int, line: Int, column: Int) {
    self.offset = offset
    self.line = line
    self.column = column
  }

  /// Orders places by where they stand in the text.
  public static func < (left: SourcePosition, right: SourcePosition) -> Bool {
    left.offset < right.offset
  }
}

/// A stretch of a normalised text, from `lower` up to and not including `upper`.
public struct SourceRange: Sendable, Hashable, Codable {
  /// Where the stretch begins.
  public let lower: SourcePosition
  /// The first place after it.
  public let upper: SourcePosition

  /// The stretch between two places of one text.
  public init(lower: SourcePosition, upper: SourcePosition) {
    self.lower = lower
    self.upper = upper
  }

  /// The stretch as byte offsets.
  public var offsets: Range<Int> { lower.offset..<max(lower.offset, upper.offset) }

  /// The lines the stretch touches. A stretch that ends at the start of a line does not touch it.
  public var lines: ClosedRange<Int> {
    let last = upper.column == 1 && upper.line > lower.line ? upper.line - 1 : upper.line
    return lower.line...max(lower.line, last)
  }

  /// Whether a place lies in the stretch.
  public func contains(_ position: SourcePosition) -> Bool { offsets.contains(position.offset) }
}
