import Files

/// The vocabulary of a small Llama, in the format of `llama2.c`: pieces of text with scores, and a
/// way to write any text in them.
///
/// ```
/// let tokenizer = try LlamaTokenizer.published()
/// let tokens = tokenizer.encode("Once upon a time")      // begins with LlamaTokenizer.start
/// tokenizer.text(of: tokens)                             // "Once upon a time"
/// ```
///
/// A text begins as its characters, a character without a piece as its bytes. Then, again and again,
/// those two neighbours are joined whose joint piece has the highest score, of equals the first, until
/// no two make a piece. A space stands before every text and is taken away on the way back, so that a
/// word at the beginning is the same piece as elsewhere.
public struct LlamaTokenizer: Sendable, Equatable {
  /// The bytes of each token. Token 0 stands for the unknown, 1 and 2 for the start and the end of a
  /// text, 3 to 258 for the single bytes.
  public let pieces: [[UInt8]]
  /// How early each piece is made: the highest first.
  public let scores: [Float]
  /// The tokens of pieces that are made by joining.
  private let numbers: [[UInt8]: Int]

  /// The token before every text.
  public static let start = 1
  /// The token behind a text.
  public static let end = 2
  /// The first tokens, which are no piece of a text: three with a meaning, then the bytes.
  static let reserved = 259

  /// A vocabulary whose pieces from number 259 on have these bytes and scores; the others are given.
  init(pieces: [[UInt8]], scores: [Float]) {
    (self.pieces, self.scores) = (pieces, scores)
    var numbers: [[UInt8]: Int] = [:]
    for (token, piece) in pieces.enumerated().dropFirst(Self.reserved)
    where numbers[piece] == nil && !piece.isEmpty {
      numbers[piece] = token
    }
    self.numbers = numbers
  }

  /// How many tokens there are.
  public var count: Int { pieces.count }

  /// The tokens of a text, behind ``start``. It takes about n log n steps for n characters.
  public func encode(_ text: String) -> [Int] {
    guard !text.isEmpty else { return [Self.start] }
    var tokens: [Int] = []
    for character in (" " + text).unicodeScalars {
      let bytes = Array(String(character).utf8)
      if let token = numbers[bytes] {
        tokens.append(token)
      } else {
        for byte in bytes { tokens.append(3 + Int(byte)) }
      }
    }
    join(&tokens)
    return [Self.start] + tokens
  }

  /// Two neighbours that can be joined.
  private struct Candidate: Comparable {
    let score: Float
    let place: Int
    let left: Int
    let right: Int
    let joined: Int

    static func < (first: Candidate, second: Candidate) -> Bool {
      (-first.score, first.place) < (-second.score, second.place)
    }
  }

  private func join(_ tokens: inout [Int]) {
    let count = tokens.count
    var next = (0..<count).map { $0 + 1 }
    var previous = (0..<count).map { $0 - 1 }
    var heap = Heap<Candidate>()
    func offer(_ place: Int, _ tokens: [Int]) {
      guard place >= 0, next[place] < count else { return }
      let (left, right) = (tokens[place], tokens[next[place]])
      // Single bytes are not joined: they are written in another way.
      guard left >= Self.reserved, right >= Self.reserved,
        let joined = numbers[pieces[left] + pieces[right]]
      else { return }
      heap.push(
        Candidate(score: scores[joined], place: place, left: left, right: right, joined: joined))
    }
    for place in 0..<count { offer(place, tokens) }
    while let best = heap.pop() {
      let place = best.place
      // A pair that has changed since it was offered is passed over.
      guard tokens[place] == best.left, next[place] < count, tokens[next[place]] == best.right
      else { continue }
      let gone = next[place]
      tokens[place] = best.joined
      tokens[gone] = -1
      next[place] = next[gone]
      if next[place] < count { previous[next[place]] = place }
      offer(place, tokens)
      offer(previous[place], tokens)
    }
    tokens.removeAll { $0 < 0 }
  }

  /// The bytes of some tokens, joined. Start and end of a text have none, and a space right behind
  /// the start is left out.
  public func decode(_ tokens: [Int]) -> [UInt8] {
    var bytes: [UInt8] = []
    var isFirst = false
    for token in tokens {
      guard pieces.indices.contains(token) else {
        fatalError("there is no token \(token) in a vocabulary of \(count)")
      }
      if token == Self.start { isFirst = true }
      guard token != Self.start, token != Self.end else { continue }
      let piece = (3..<Self.reserved).contains(token) ? [UInt8(token - 3)] : pieces[token]
      bytes += isFirst && piece.first == 0x20 ? Array(piece.dropFirst()) : piece
      isFirst = false
    }
    return bytes
  }

  /// The text of some tokens; a byte that belongs to no character becomes �.
  public func text(of tokens: [Int]) -> String { String(decoding: decode(tokens), as: UTF8.self) }
}
