extension BytePairEncoding {
  /// Learns merges from a text: again and again the pair of neighbours that is most frequent, of
  /// equally frequent ones the one with the smallest tokens, until there are as many as wanted or no
  /// pair occurs twice.
  ///
  /// - Parameter order: Which byte each of the tokens below 256 is; without it token `i` is the byte
  ///   `i`. It decides ties. With the order of GPT-2's files, `BytePairEncoding.printableFirst`, the
  ///   merges are those of Hugging Face's trainer.
  public init(trainedOn text: [UInt8], merges wanted: Int, order: [UInt8]? = nil) {
    var singles = (0...255).map { Int32($0) }
    for (token, byte) in (order ?? []).enumerated() { singles[Int(byte)] = Int32(token) }
    var counts = PairCounts(text, singles)
    var merges: [Pair] = []
    while merges.count < wanted, let number = counts.mostFrequent() {
      merges.append(counts.pair(number))
      counts.merge(number, into: Int32(255 + merges.count))
    }
    self.init(merges: merges, order: order)
  }
}
