extension BytePairEncoding {
  /// The tokens of a text.
  public func encode(_ text: String) -> [Int] { encode(Array(text.utf8)) }

  /// The tokens of any bytes. A piece that comes again is not encoded again.
  public func encode(_ text: [UInt8]) -> [Int] {
    var result: [Int] = []
    result.reserveCapacity(text.count / 3)
    text.withUnsafeBufferPointer { bytes in
      guard !bytes.isEmpty else { return }
      var table = PieceTable(of: bytes)
      // Where the tokens of each different piece stand in the result.
      var known: [Range<Int>] = []
      var tokens: [Int32] = []
      TextPieces.forEach(in: bytes) { piece in
        let number = table.number(of: piece)
        let start = result.count
        if number < known.count {
          for place in known[number] { result.append(result[place]) }
        } else {
          encode(UnsafeBufferPointer(rebasing: bytes[piece]), into: &tokens)
          for token in tokens { result.append(Int(token)) }
          known.append(start..<result.count)
        }
      }
    }
    return result
  }

  /// The tokens of one piece, which is not cut any further.
  public func encode(piece bytes: ArraySlice<UInt8>) -> [Int] {
    var tokens: [Int32] = []
    bytes.withUnsafeBufferPointer { encode($0, into: &tokens) }
    return tokens.map { Int($0) }
  }

  private func encode(_ bytes: UnsafeBufferPointer<UInt8>, into tokens: inout [Int32]) {
    tokens.removeAll(keepingCapacity: true)
    for byte in bytes { tokens.append(singles[Int(byte)]) }
    if bytes.count > 64 { mergeLong(&tokens) } else { mergeShort(&tokens) }
  }

  /// Looks for the first merge among all neighbours, carries it out and looks again: the fastest way
  /// for the few bytes of a word. Only the two pairs beside a merge are looked up anew.
  private func mergeShort(_ tokens: inout [Int32]) {
    let none = Int32.max
    let left = withUnsafeTemporaryAllocation(of: Int32.self, capacity: tokens.count) { found in
      tokens.withUnsafeMutableBufferPointer { tokens in
        func rank(_ place: Int, _ count: Int) -> Int32 {
          guard place + 1 < count else { return none }
          let rank = ranks.number(tokens[place], tokens[place + 1])
          return rank < 0 ? none : rank
        }
        var count = tokens.count
        for place in 0..<count { found[place] = rank(place, count) }
        while true {
          var (best, place) = (none, 0)
          for index in 0..<count where found[index] < best { (best, place) = (found[index], index) }
          guard best < none else { break }
          tokens[place] = 256 + best
          count -= 1
          for index in place + 1..<max(count, place + 1) {
            tokens[index] = tokens[index + 1]
            found[index] = found[index + 1]
          }
          found[place] = rank(place, count)
          if place > 0 { found[place - 1] = rank(place - 1, count) }
        }
        return count
      }
    }
    tokens.removeSubrange(left...)
  }

  /// Keeps the pairs in a heap and the tokens in a linked list: n bytes take about n log n steps.
  private func mergeLong(_ tokens: inout [Int32]) {
    let count = tokens.count
    var next = (0..<count).map { $0 + 1 }
    var previous = (0..<count).map { $0 - 1 }
    var heap = Heap<Candidate>()
    func offer(_ place: Int, _ tokens: [Int32]) {
      guard place >= 0, next[place] < count else { return }
      let rank = ranks.number(tokens[place], tokens[next[place]])
      if rank >= 0 { heap.push(Candidate(rank: rank, place: place)) }
    }
    for place in 0..<count { offer(place, tokens) }
    while let best = heap.pop() {
      // A pair that has changed since it was offered is passed over.
      let place = best.place
      guard tokens[place] >= 0, next[place] < count,
        ranks.number(tokens[place], tokens[next[place]]) == best.rank
      else { continue }
      let gone = next[place]
      tokens[place] = 256 + best.rank
      tokens[gone] = -1
      next[place] = next[gone]
      if next[place] < count { previous[next[place]] = place }
      offer(place, tokens)
      offer(previous[place], tokens)
    }
    tokens.removeAll { $0 < 0 }
  }

  /// A merge that can be carried out; the one learned first comes first, of equals the leftmost.
  private struct Candidate: Comparable {
    let rank: Int32
    let place: Int

    static func < (left: Candidate, right: Candidate) -> Bool {
      (left.rank, left.place) < (right.rank, right.place)
    }
  }
}
