/// A vocabulary of strings of bytes, and how to write any bytes in it: the 256 single bytes, and one
/// token for each merge of two others.
///
/// ```swift
/// let coder = BytePairEncoding(trainedOn: Array(text.utf8), merges: 1_000)
/// let tokens = coder.encode("an unheard-of word")
/// coder.decode(tokens)                                // the bytes it was made of
/// ```
///
/// A text is cut into pieces by ``TextPieces``; within a piece the merge that was learned first is
/// carried out first, wherever it can be, until none can. Since single bytes are tokens, nothing is
/// ever unknown, and decoding is joining: whatever bytes are encoded come back.
public struct BytePairEncoding: Sendable, Equatable {
  /// The two tokens that each merge joins, in the order in which they were learned.
  public let merges: [Pair]
  /// The bytes of each token.
  public let tokens: [[UInt8]]
  /// The token of each single byte.
  let singles: [Int32]
  /// The number of the merge that joins two tokens.
  let ranks: PairTable

  /// Two tokens, one behind the other.
  public struct Pair: Hashable, Sendable, Comparable {
    public let first: Int
    public let second: Int

    public init(_ first: Int, _ second: Int) { (self.first, self.second) = (first, second) }

    public static func < (left: Pair, right: Pair) -> Bool {
      (left.first, left.second) < (right.first, right.second)
    }
  }

  /// A vocabulary with these merges. Token `i` below 256 is the byte `order[i]`; without an order it
  /// is the byte `i`. The n-th merge makes token 256 + n, and may join only tokens made before it.
  public init(merges: [Pair], order: [UInt8]? = nil) {
    let order = order ?? (0...255).map { UInt8($0) }
    guard Set(order).count == 256 else {
      fatalError(
        "a byte-pair encoding needs an order of all 256 bytes, and got \(Set(order).count)")
    }
    var tokens = order.map { [$0] }
    tokens.reserveCapacity(256 + merges.count)
    for pair in merges {
      guard (0..<tokens.count).contains(pair.first), (0..<tokens.count).contains(pair.second) else {
        fatalError(
          "merge \(tokens.count - 256) joins tokens \(pair.first) and \(pair.second), and so far "
            + "there are \(tokens.count)")
      }
      tokens.append(tokens[pair.first] + tokens[pair.second])
    }
    var singles = [Int32](repeating: 0, count: 256)
    for (token, byte) in order.enumerated() { singles[Int(byte)] = Int32(token) }
    var ranks = PairTable(capacity: merges.count)
    for (rank, pair) in merges.enumerated() {
      guard ranks.add(Int32(pair.first), Int32(pair.second)).isNew else {
        fatalError("merge \(rank) joins tokens \(pair.first) and \(pair.second) once more")
      }
    }
    (self.merges, self.tokens, self.singles, self.ranks) = (merges, tokens, singles, ranks)
  }

  public static func == (left: BytePairEncoding, right: BytePairEncoding) -> Bool {
    left.merges == right.merges && left.singles == right.singles
  }

  /// How many tokens there are.
  public var count: Int { tokens.count }

  /// The vocabulary as it was after its first merges.
  public func prefix(_ merges: Int) -> BytePairEncoding {
    BytePairEncoding(
      merges: Array(self.merges.prefix(max(merges, 0))), order: tokens.prefix(256).map { $0[0] })
  }

  /// The bytes of some tokens, joined. A character may be spread over several tokens, so join all
  /// before you read them as text.
  public func decode(_ tokens: [Int]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(tokens.count * 4)
    for token in tokens {
      guard self.tokens.indices.contains(token) else {
        fatalError("there is no token \(token) in a vocabulary of \(count)")
      }
      bytes += self.tokens[token]
    }
    return bytes
  }

  /// The text of some tokens; a byte that belongs to no character becomes �.
  public func text(of tokens: [Int]) -> String { String(decoding: decode(tokens), as: UTF8.self) }
}
