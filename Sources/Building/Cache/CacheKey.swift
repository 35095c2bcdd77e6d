import Literate

/// What a chapter's output depends on. Two runs with equal keys put out the same.
package struct CacheKey: Codable, Equatable, Sendable {
  /// One of the things, under the name that `--why` gives it.
  package struct Part: Codable, Equatable, Sendable {
    package var name: String
    package var fingerprint: String

    package init(_ name: String, _ fingerprint: String) {
      self.name = name
      self.fingerprint = fingerprint
    }
  }

  package var parts: [Part]

  package init(parts: [Part]) {
    self.parts = parts
  }

  /// The key of a chapter in its surroundings.
  package init(_ chapter: Chapter, in surroundings: Surroundings, long: Bool) {
    let blocks = Self.program(of: chapter)
    parts = blocks.map { Part("block `\($0.id)`", Self.fingerprint(of: $0)) }
    parts.append(Part(Self.libraryName, surroundings.library))
    parts.append(Part("how Swift is tangled", surroundings.tangling))
    parts.append(Part("the compiler's flags", surroundings.flags))
    parts.append(Part("the toolchain", surroundings.toolchain))
    parts.append(Part("the processor", surroundings.processor))
    parts.append(Part("the seed", surroundings.seed))
    for name in Set(blocks.flatMap(\.dataSets)).sorted() {
      parts.append(Part("data set `\(name)`", surroundings.data(name)))
    }
    if blocks.contains(where: \.isLong) {
      parts.append(Part("whether long blocks run", long ? "yes" : "no"))
    }
  }

  /// The library's fingerprint in it.
  package var library: String? { parts.first { $0.name == Self.libraryName }?.fingerprint }

  private static let libraryName = "the library"

  /// The one thing that distinguishes this key from an older one, as a sentence; nil when nothing
  /// does.
  package func difference(from older: CacheKey) -> String? {
    guard self != older else { return nil }
    let before = Dictionary(older.parts.map { ($0.name, $0.fingerprint) }) { first, _ in first }
    let changed = parts.filter { before[$0.name] != nil && before[$0.name] != $0.fingerprint }
    if let part = changed.first { return "\(part.name) changed" }
    if let part = parts.first(where: { before[$0.name] == nil }) { return "\(part.name) is new" }
    let now = Set(parts.map(\.name))
    if let part = older.parts.first(where: { !now.contains($0.name) }) {
      return "\(part.name) is gone"
    }
    return "the order of the blocks changed"
  }

  /// Whether a run under this key is a run of the chapter's code as it stands.
  func isOfSameCode(as chapter: Chapter) -> Bool {
    let blocks = Self.program(of: chapter)
    return parts.prefix(blocks.count).elementsEqual(
      blocks.map { Part("block `\($0.id)`", Self.fingerprint(of: $0)) })
      && !parts.dropFirst(blocks.count).contains { $0.name.hasPrefix("block `") }
  }

  private static func program(of chapter: Chapter) -> [Block] {
    chapter.swiftBlocks.filter { $0.isPartOfProgram || $0.chunk != nil }
  }

  /// The block's text, and of its attributes those that reach the program: a caption does not.
  private static func fingerprint(of block: Block) -> String {
    var fingerprint = Fingerprint()
    fingerprint.add(block.literal)
    let keys: [Attribute.Key] = [.id, .role, .local, .data, .long, .chunk, .for]
    for attribute in block.attributes where keys.contains(where: { $0.rawValue == attribute.key }) {
      fingerprint.add(attribute.key)
      fingerprint.add(attribute.value ?? "")
    }
    return fingerprint.name()
  }
}

/// What every chapter's output depends on besides its blocks.
package struct Surroundings: Sendable {
  package var library: String
  /// What makes a program of the blocks.
  package var tangling: String
  package var flags: String
  package var toolchain: String
  package var processor: String
  package var seed: String
  /// The fingerprint of a data set's files.
  package var data: @Sendable (_ name: String) -> String

  package init(
    library: String, tangling: String, flags: String, toolchain: String, processor: String,
    seed: String,
    data: @escaping @Sendable (_ name: String) -> String
  ) {
    self.library = library
    self.tangling = tangling
    self.flags = flags
    self.toolchain = toolchain
    self.processor = processor
    self.seed = seed
    self.data = data
  }
}
