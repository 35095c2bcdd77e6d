import Literate

/// What the author has folded in the text by hand.
enum Folds {
  /// The solutions that stand inside a `<details>`.
  static func solutions(in chapter: Chapter) -> Set<String> {
    let bytes = chapter.source.bytes
    let blocks = chapter.blocks
    var inside: Set<String> = []
    var depth = 0
    var place = 0
    for block in blocks {
      let start = min(max(block.range.lower.offset, place), bytes.count)
      depth += steps(in: bytes[place..<start])
      place = max(place, min(block.range.upper.offset, bytes.count))
      if block.isSwift, block.role == .solution, depth > 0 { inside.insert(block.id) }
    }
    return inside
  }

  /// How many more are opened than closed in a stretch without code.
  private static func steps(in bytes: ArraySlice<UInt8>) -> Int {
    var steps = 0
    for place in bytes.indices where bytes[place] == UInt8(ascii: "<") {
      let rest = bytes[place...]
      if rest.starts(with: opening) { steps += 1 }
      if rest.starts(with: closing) { steps -= 1 }
    }
    return steps
  }

  private static let opening = Array("<details".utf8)
  private static let closing = Array("</details".utf8)
}
