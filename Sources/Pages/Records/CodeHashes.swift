import Literate
import Synchronization

/// Digests of blocks' code, each with the code it uses, so that a result is known to be stale when
/// the block or a function it calls has changed, and not when anything else in the chapter has.
///
/// What a block uses is found by name: every block that declares a name it mentions, every block
/// before it that mentions a variable of its and may have changed it, and what those use in turn.
/// Names are compared as text, so a chance match marks a result stale without need.
///
/// The digests of a chapter's text are worked out once, whoever asks: its record, its page, its
/// edition on the site.
package struct CodeHashes {
  private let sources: BlockSources

  package init(_ chapter: Chapter) { sources = BlockSources.of(chapter) }

  /// The digest of a block's code and of all that it uses.
  package func hash(of block: Block) -> String { sources.digest(of: block) }
}

/// The blocks of a chapter as their digests see them. Words are numbers here, which are compared
/// many times.
private final class BlockSources: Sendable {
  private struct Source {
    let id: String
    let literal: String
    var words: Set<Int> = []
    var declared: Set<Int> = []
    /// Those of them that are declared with `var`.
    var variables: Set<Int> = []
  }

  /// A block that was asked about; one of the same name may hold other code.
  private struct Question: Hashable {
    let id: String
    let literal: String
  }

  private let text: SourceText
  private let sources: [Source]
  /// The number of each word of the sources.
  private let numbers: [Substring: Int]
  /// The numbers of those that name a chunk, `<<name>>`.
  private let chunkNames: Set<Int>
  private let answers = Mutex<[Question: String]>([:])

  private static let known = Mutex<[String: BlockSources]>([:])

  /// The sources of a chapter, as they were read before where its text is the same.
  static func of(_ chapter: Chapter) -> BlockSources {
    known.withLock { known in
      if let found = known[chapter.folder], found.text == chapter.source { return found }
      let sources = BlockSources(chapter)
      known[chapter.folder] = sources
      return sources
    }
  }

  private init(_ chapter: Chapter) {
    text = chapter.source
    var numbers: [Substring: Int] = [:]
    func number(_ word: Substring) -> Int {
      if let known = numbers[word] { return known }
      numbers[word] = numbers.count
      return numbers.count - 1
    }
    sources = chapter.swiftBlocks.filter { $0.isPartOfProgram || $0.chunk != nil }.map { block in
      let words = BlockSources.words(of: block.literal)
      var source = Source(id: block.id, literal: block.literal)
      for (before, word) in zip(words, words.dropFirst()) where keywords.contains(before) {
        source.declared.insert(number(word))
        if before == "var" { source.variables.insert(number(word)) }
      }
      if let chunk = block.chunk { source.declared.insert(number("<<\(chunk)>>")) }
      source.words = Set((words + BlockSources.inclusions(of: block)).map(number))
      return source
    }
    self.numbers = numbers
    chunkNames = Set(numbers.filter { $0.key.hasPrefix("<<") }.values)
  }

  func digest(of block: Block) -> String {
    let question = Question(id: block.id, literal: block.literal)
    return answers.withLock { answers in
      if let known = answers[question] { return known }
      let digest = newDigest(of: block)
      answers[question] = digest
      return digest
    }
  }

  private func newDigest(of block: Block) -> String {
    // A word that no source holds is declared nowhere and changes nothing.
    let words = BlockSources.words(of: block.literal) + BlockSources.inclusions(of: block)
    var wanted = Set(words.compactMap { numbers[$0] })
    var used = Set(sources.indices.filter { sources[$0].id == block.id })
    for index in changing(withChunks(wanted), before: used.first ?? sources.endIndex) {
      used.insert(index)
      wanted.formUnion(sources[index].words)
    }
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for index in sources.indices where !used.contains(index) {
        guard !sources[index].declared.isDisjoint(with: wanted) else { continue }
        used.insert(index)
        wanted.formUnion(sources[index].words)
        isGrowing = true
      }
    }
    var hash = Hash()
    hash.add(block.literal)
    for index in used.sorted() where sources[index].id != block.id {
      hash.add(sources[index].literal)
    }
    return hash.text
  }

  /// The words together with those of the chunks that they include.
  private func withChunks(_ words: Set<Int>) -> Set<Int> {
    var all = words
    var waiting = words.intersection(chunkNames)
    while let name = waiting.popFirst() {
      for source in sources where source.declared.contains(name) {
        waiting.formUnion(source.words.intersection(chunkNames).subtracting(all))
        all.formUnion(source.words)
      }
    }
    return all
  }

  /// The blocks before one that mention a variable of an earlier block which it mentions, too.
  private func changing(_ words: Set<Int>, before end: Int) -> [Int] {
    let earlier = sources[..<end]
    let variables = earlier.reduce(into: Set<Int>()) {
      $0.formUnion($1.variables.intersection(words))
    }
    return earlier.indices.filter { !sources[$0].words.isDisjoint(with: variables) }
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
