import Tensors

/// The lengths of an attention and how its scores are masked.
package struct AttentionPlan: Sendable {
  package let batch: Int
  package let queries: Int
  package let keys: Int
  package let heads: Int
  /// The heads of keys and values: as many as there are heads, or fewer, each serving several.
  package let keyHeads: Int
  /// The scalars of a head's queries and keys, and of its values.
  package let depth: Int
  package let valueDepth: Int
  package let isCausal: Bool
  /// How many keys of each example are real, if not all.
  package let lengths: [Int]?
  package let factor: Float

  /// Checks that queries, keys, values and settings go together.
  package init(
    query: [Int], key: [Int], value: [Int], heads: Int, isCausal: Bool, lengths: [Int]?
  ) throws {
    // A function: to describe shapes takes longer than some of the work.
    func what() -> String { "attention of queries \(query), keys \(key) and values \(value)" }
    guard query.count == 3, key.count == 3, value.count == 3, query[0] == key[0],
      key[0] == value[0], key[1] == value[1]
    else {
      throw TensorError(
        "\(what()): each has the axes [batch, time, heads x depth], the same batch, and as many "
          + "keys as values")
    }
    guard heads >= 1, query[2] % heads == 0, query[2] > 0, key[2] % (query[2] / heads) == 0,
      key[2] > 0, heads % (key[2] / (query[2] / heads)) == 0,
      value[2] % (key[2] / (query[2] / heads)) == 0
    else {
      throw TensorError(
        "\(what()) with \(heads) heads: the width of the queries must be a multiple of the heads, "
          + "and keys and values must have as many heads or a divisor of them")
    }
    if let lengths, lengths.count != query[0] || !lengths.allSatisfy({ 0...key[1] ~= $0 }) {
      throw TensorError(
        "\(what()): lengths \(lengths) must hold one number between 0 and \(key[1]) for each of "
          + "the \(query[0]) examples")
    }
    (batch, queries, keys) = (query[0], query[1], key[1])
    self.heads = heads
    depth = query[2] / heads
    keyHeads = key[2] / depth
    valueDepth = value[2] / keyHeads
    (self.isCausal, self.lengths) = (isCausal, lengths)
    factor = 1 / Float(depth).squareRoot()
  }

  package var shape: [Int] { [batch, queries, heads * valueDepth] }

  /// How many queries and keys are worked on at a time. Their scores, 32 kilobytes, stay in a core's
  /// cache, and there are never more of them than that.
  static let queryBlock = 64
  static let keyBlock = 128

  /// So many columns, rounded up to those of whole tiles.
  static func whole(_ columns: Int) -> Int { (columns + 31) / 32 * 32 }

  /// The keys that the queries of a block may see: all up to this one.
  func keysSeen(by block: Range<Int>, of example: Int) -> Int {
    let real = lengths?[example] ?? keys
    // The last query stands beside the last key, also where earlier keys come from a cache.
    return isCausal ? max(0, min(real, block.upperBound + keys - queries)) : real
  }

  /// How many keys of a block, from its first on, one query sees.
  @inline(__always)
  func keysSeen(by query: Int, in block: Range<Int>) -> Int {
    isCausal ? max(0, min(block.count, query + keys - queries + 1 - block.lowerBound)) : block.count
  }

  /// Rows of a block of queries that are multiplied together, numbered within the block, and how
  /// many keys of a block the last of them sees: all rows where each sees all keys, else so few, in
  /// whole tiles of 6 or 8, that not much is computed for keys that come later.
  @inline(__always)
  func forEachRows(
    of block: Range<Int>, seeing part: Range<Int>, _ body: (_ rows: Range<Int>, _ seen: Int) -> Void
  ) {
    let height = keysSeen(by: block.lowerBound, in: part) == part.count ? block.count : 24
    for top in stride(from: 0, to: block.count, by: height) {
      let rows = top..<min(top + height, block.count)
      let seen = keysSeen(by: block.lowerBound + rows.upperBound - 1, in: part)
      if seen > 0 { body(rows, seen) }
    }
  }

  /// The same seen from the keys: some keys of a block, numbered within it, and the first query of a
  /// block that sees one of them.
  @inline(__always)
  func forEachKeys(
    of part: Range<Int>, seenBy block: Range<Int>,
    _ body: (_ keys: Range<Int>, _ first: Int) -> Void
  ) {
    let height = keysSeen(by: block.lowerBound, in: part) == part.count ? part.count : 32
    for top in stride(from: 0, to: part.count, by: height) {
      let keys = top..<min(top + height, part.count)
      let first = part.lowerBound + top - (self.keys - queries) - block.lowerBound
      body(keys, isCausal ? max(0, first) : 0)
    }
  }

  /// The query blocks, and the key blocks among the first `keys` keys.
  static func blocks(_ count: Int, _ size: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
  }
}

/// One operand of attention as the kernel sees it: rows of all heads, `stride` apart.
struct AttentionRows {
  let start: UnsafePointer<Float>
  let stride: Int

  /// The rows of one head, from a row on.
  func row(_ row: Int, column: Int) -> UnsafePointer<Float> {
    start + row * stride + column
  }
}

/// The same, to be written.
struct AttentionSums {
  let start: UnsafeMutablePointer<Float>
  let stride: Int

  func row(_ row: Int, column: Int) -> UnsafeMutablePointer<Float> {
    start + row * stride + column
  }
}
