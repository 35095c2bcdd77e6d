import Ladder

extension Workload {
  /// Byte-pair encoding against Hugging Face's tokenizers and tiktoken, on one thread and the same
  /// megabyte of novels; the number that is compared counts tokens or merges.
  static let text: [Workload] = [
    Workload("bpe-training", "learning 2,000 merges of 1 MB", goal: 2) {
      let text = megabyte()
      return { Double(BytePairEncoding(trainedOn: text, merges: 2_000).merges.count) }
    },
    Workload(
      "bpe-encoding", "encoding 1 MB with 2,000 merges", goal: 2,
      peerVariants: ["bpe-encoding-tiktoken", "bpe-encoding-tokenizers"]
    ) {
      let text = megabyte()
      let coder = BytePairEncoding(
        trainedOn: text, merges: 2_000, order: BytePairEncoding.printableFirst)
      return { Double(coder.encode(text).count) }
    },
  ]

  private static func megabyte() -> [UInt8] {
    guard let novels = try? Austen.novels() else { return [] }
    return Array(novels.flatMap(\.chapters).joined(separator: "\n").utf8.prefix(1_000_000))
  }
}
