/// How often each pair of neighbours stands in a text, kept up to date while pairs are merged.
///
/// Equal pieces are kept once, with their count. A merge changes only the pieces in which its pair
/// stands, and the counts of the pairs beside it, so one merge costs about as much as its pair has
/// places.
struct PairCounts {
  /// The tokens of all different pieces, one piece after the other.
  private var tokens: [Int32] = []
  private var pieces: [Piece] = []
  /// The pairs that ever stood next to each other, and what is known of each.
  private var numbers = PairTable(capacity: 1 << 14)
  private var pairs: [Known] = []
  private var heap = Heap<Candidate>()
  private var mergeCount: Int32 = 0

  private struct Piece {
    /// Where its tokens begin, how many are left, and how often the piece occurs.
    let start: Int
    var count: Int
    var frequency: Int
    /// The last merge that went through it.
    var seen: Int32 = 0
  }

  private struct Known {
    let first, second: Int32
    var count = 0
    /// The pieces in which it stands, or once stood; some more than once.
    var places: [Int32] = []
  }

  /// A pair with the count it had when it was offered; the most frequent comes first.
  private struct Candidate: Comparable {
    let count: Int
    let first, second: Int32
    let number: Int32

    static func < (left: Candidate, right: Candidate) -> Bool {
      left.count != right.count
        ? left.count > right.count : (left.first, left.second) < (right.first, right.second)
    }
  }

  init(_ text: [UInt8], _ singles: [Int32]) {
    text.withUnsafeBufferPointer { bytes in
      guard !bytes.isEmpty else { return }
      var table = PieceTable(of: bytes)
      TextPieces.forEach(in: bytes) { piece in
        let number = table.number(of: piece)
        if number == pieces.count {
          pieces.append(Piece(start: tokens.count, count: piece.count, frequency: 0))
          for byte in bytes[piece] { tokens.append(singles[Int(byte)]) }
        }
        pieces[number].frequency += 1
      }
    }
    for (number, piece) in pieces.enumerated() {
      for place in piece.start..<piece.start + piece.count - 1 {
        add(tokens[place], tokens[place + 1], piece.frequency, in: number)
      }
    }
    for number in pairs.indices { offer(number) }
  }

  /// The two tokens of a pair.
  func pair(_ number: Int) -> BytePairEncoding.Pair {
    BytePairEncoding.Pair(Int(pairs[number].first), Int(pairs[number].second))
  }

  /// The number of the pair that is most frequent, or nil where none occurs twice.
  mutating func mostFrequent() -> Int? {
    while let best = heap.pop() {
      let number = Int(best.number)
      let count = pairs[number].count
      if count == best.count { return count > 1 ? number : nil }
      // The pair became rarer after it was offered: it waits for its turn.
      if count > 1 { offer(number) }
    }
    return nil
  }

  /// Puts a token in place of a pair, from the left, wherever it stands.
  mutating func merge(_ number: Int, into token: Int32) {
    mergeCount += 1
    let (first, second) = (pairs[number].first, pairs[number].second)
    let places = pairs[number].places
    let old = pairs.count
    for place in places where pieces[Int(place)].seen != mergeCount {
      pieces[Int(place)].seen = mergeCount
      merge(first, second, into: token, in: Int(place))
    }
    pairs[number].count = 0
    pairs[number].places = []
    // Every pair with the new token is new.
    for new in old..<pairs.count { offer(new) }
  }

  private mutating func merge(_ first: Int32, _ second: Int32, into token: Int32, in piece: Int) {
    let (start, count, frequency) =
      (pieces[piece].start, pieces[piece].count, pieces[piece].frequency)
    var (read, written) = (start, start)
    var followsMerge = false
    while read < start + count {
      let isMerge =
        read + 1 < start + count && tokens[read] == first && tokens[read + 1] == second
      let next = isMerge ? token : tokens[read]
      if written > start, isMerge || followsMerge {
        // What stood here side by side, and what stands here now.
        take(followsMerge ? second : tokens[written - 1], isMerge ? first : next, frequency)
        add(tokens[written - 1], next, frequency, in: piece)
      }
      tokens[written] = next
      written += 1
      read += isMerge ? 2 : 1
      followsMerge = isMerge
    }
    pieces[piece].count = written - start
  }

  private mutating func add(_ first: Int32, _ second: Int32, _ frequency: Int, in piece: Int) {
    let (number, isNew) = numbers.add(first, second)
    if isNew { pairs.append(Known(first: first, second: second)) }
    pairs[Int(number)].count += frequency
    if pairs[Int(number)].places.last != Int32(piece) {
      pairs[Int(number)].places.append(Int32(piece))
    }
  }

  private mutating func take(_ first: Int32, _ second: Int32, _ frequency: Int) {
    pairs[Int(numbers.number(first, second))].count -= frequency
  }

  private mutating func offer(_ number: Int) {
    let pair = pairs[number]
    heap.push(
      Candidate(
        count: pair.count, first: pair.first, second: pair.second, number: Int32(number)))
  }
}
