import Literate

/// Digests of blocks' code, each with the code it uses, so that a result is known to be stale when
/// the block or a function it calls has changed, and not when anything else in the chapter has.
///
/// What a block uses is found by name: every block that declares a name it mentions, every block
/// before it that mentions a variable of its and may have changed it, and what those use in turn.
/// Names are compared as text, so a chance match marks a result stale without need.
package struct CodeHashes {
  private struct Source {
    let literal: String
    let words: Set<Substring>
    let declared: Set<Substring>
    /// Those of them that are declared with `var`.
    let variables: Set<Substring>
  }

  private let sources: [(id: String, source: Source)]

  package init(_ chapter: Chapter) {
    sources = chapter.swiftBlocks.filter { $0.isPartOfProgram || $0.chunk != nil }.map { block in
      var words = CodeHashes.words(of: block.literal)
      var declared: Set<Substring> = []
      var variables: Set<Substring> = []
      for (before, word) in zip(words, words.dropFirst()) where keywords.contains(before) {
        declared.insert(word)
        if before == "var" { variables.insert(word) }
      }
      if let chunk = block.chunk { declared.insert("<<\(chunk)>>") }
      words += CodeHashes.inclusions(of: block)
      return (
        block.id,
        Source(
          literal: block.literal, words: Set(words), declared: declared, variables: variables)
      )
    }
  }

  /// The digest of a block's code and of all that it uses.
  package func hash(of block: Block) -> String {
    var wanted = Set(CodeHashes.words(of: block.literal) + CodeHashes.inclusions(of: block))
    var used = Set(sources.indices.filter { sources[$0].id == block.id })
    for index in changing(withChunks(wanted), before: used.first ?? sources.endIndex) {
      used.insert(index)
      wanted.formUnion(sources[index].source.words)
    }
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for index in sources.indices where !used.contains(index) {
        guard !sources[index].source.declared.isDisjoint(with: wanted) else { continue }
        used.insert(index)
        wanted.formUnion(sources[index].source.words)
        isGrowing = true
      }
    }
    var hash = Hash()
    hash.add(block.literal)
    for index in used.sorted() where sources[index].id != block.id {
      hash.add(sources[index].source.literal)
    }
    return hash.text
  }

  /// The words together with those of the chunks that they include.
  private func withChunks(_ words: Set<Substring>) -> Set<Substring> {
    var all = words
    var waiting = words.filter { $0.hasPrefix("<<") }
    while let name = waiting.popFirst() {
      for (_, source) in sources where source.declared.contains(name) {
        waiting.formUnion(source.words.filter { $0.hasPrefix("<<") && !all.contains($0) })
        all.formUnion(source.words)
      }
    }
    return all
  }

  /// The blocks before one that mention a variable of an earlier block which it mentions, too.
  private func changing(_ words: Set<Substring>, before end: Int) -> [Int] {
    let earlier = sources[..<end]
    let variables = earlier.reduce(into: Set<Substring>()) {
      $0.formUnion($1.source.variables.intersection(words))
    }
    return earlier.indices.filter { !sources[$0].source.words.isDisjoint(with: variables) }
  }

  private static func words(of code: String) -> [Substring] {
    code.utf8.split { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
        false
      default: true
      }
    }.map { Substring($0) }
  }

  /// The chunks that the code includes, as `<<name>>`.
  private static func inclusions(of block: Block) -> [Substring] {
    block.inclusions.map { "<<\($0)>>" }
  }
}

private let keywords: Set<Substring> = [
  "func", "let", "var", "struct", "class", "enum", "protocol", "typealias", "actor", "extension",
]

/// A digest of texts (FNV-1a, 64 bits): stable over runs and machines, not a defence.
struct Hash {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ text: String) {
    for byte in text.utf8 { add(byte) }
    add(0xFF)  // no byte of UTF-8: "a", "bc" differs from "ab", "c"
  }

  private mutating func add(_ byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  var text: String { String(state, radix: 16) }
}
