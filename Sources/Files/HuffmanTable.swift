/// The code words of one alphabet of a deflate stream, as one table: the next bits of the input,
/// as many as the longest code word has, are the index of the symbol they begin with.
struct HuffmanTable {
  /// `symbol << 4 | length`; 0 where no code word begins like that.
  private(set) var entries: [UInt16]
  /// The length of the longest code word.
  private(set) var bits: Int

  /// The canonical code with these lengths, or the reason why there is none. A code with unused
  /// words is allowed only where it has one word or none, as encoders write for distances.
  init?(lengths: ArraySlice<UInt8>) {
    var counts = [Int](repeating: 0, count: 16)
    for length in lengths where length > 0 { counts[Int(length)] += 1 }
    bits = max(1, counts.lastIndex { $0 > 0 } ?? 1)
    var left = 1
    var next = [Int](repeating: 0, count: 17)
    for length in 1...15 {
      left = left * 2 - counts[length]
      if left < 0 { return nil }
      next[length + 1] = (next[length] + counts[length]) << 1
    }
    let used = counts.reduce(0, +)
    if left > 0, used > 1 || used == 1 && counts[1] != 1 { return nil }

    entries = [UInt16](repeating: 0, count: 1 << bits)
    for (symbol, length) in lengths.enumerated() where length > 0 {
      let code = next[Int(length)]
      next[Int(length)] += 1
      // Deflate sends code words from their first bit on, so in the index they stand reversed.
      var reversed = 0
      for bit in 0..<Int(length) where code >> bit & 1 == 1 {
        reversed |= 1 << (Int(length) - 1 - bit)
      }
      let entry = UInt16(symbol << 4) | UInt16(length)
      for index in stride(from: reversed, to: entries.count, by: 1 << Int(length)) {
        entries[index] = entry
      }
    }
  }

  /// The code that blocks of the fixed kind use for literals and lengths.
  static let fixedLiterals = HuffmanTable(
    lengths: ([UInt8](repeating: 8, count: 144) + [UInt8](repeating: 9, count: 112)
      + [UInt8](repeating: 7, count: 24) + [UInt8](repeating: 8, count: 8))[...])!

  /// The code that blocks of the fixed kind use for distances.
  static let fixedDistances = HuffmanTable(lengths: [UInt8](repeating: 5, count: 32)[...])!
}
