import Files

extension LlamaTokenizer {
  /// The vocabulary of 512 tokens that the model of 260,000 parameters was trained with, from the
  /// folder `stories260k` below the one that `LADDER_DATA` names.
  public static func published() throws(FileError) -> LlamaTokenizer {
    try read(DataFolder.path() + "/stories260k/tok512.bin")
  }

  /// The vocabulary of a file in the format of `llama2.c`.
  public static func read(_ path: String) throws(FileError) -> LlamaTokenizer {
    try decode(try FileBytes.read(path, limit: 1 << 26), path: path)
  }

  /// The same from the bytes of such a file: the length of the longest piece, then for each token its
  /// score, its length and its bytes.
  package static func decode(_ bytes: [UInt8], path: String) throws(FileError) -> LlamaTokenizer {
    var reader = ByteReader(bytes, path: path)
    let longest = Int(try reader.littleEndian(Int32.self, "the length of the longest piece"))
    guard longest > 0 else {
      throw FileError(
        path, at: .byte(0),
        "the longest piece has at least 1 byte, and here it is said to have \(longest)",
        hint: advice)
    }
    var (pieces, scores) = ([[UInt8]](), [Float]())
    while !reader.remaining.isEmpty {
      let start = reader.position
      let token = pieces.count
      let score = Float(
        bitPattern: try reader.littleEndian(UInt32.self, "the score of token \(token)"))
      guard score.isFinite else {
        throw FileError(
          path, at: .byte(start), "the score of token \(token) is \(score), which ranks nothing",
          hint: advice)
      }
      let length = Int(try reader.littleEndian(Int32.self, "the length of token \(token)"))
      guard (0...longest).contains(length) else {
        throw FileError(
          path, at: .byte(start + 4),
          "token \(token) is said to have \(length) bytes, and the longest has \(longest)",
          hint: advice)
      }
      pieces.append(Array(try reader.bytes(length, "token \(token)")))
      scores.append(score)
      if (3..<reserved).contains(token), pieces[token] != name(ofByte: token - 3) {
        throw FileError(
          path, at: .byte(start + 8),
          "token \(token) stands for a byte and is written "
            + "\(String(decoding: name(ofByte: token - 3), as: UTF8.self)), and here it is "
            + "\"\(String(decoding: pieces[token], as: UTF8.self))\"", hint: advice)
      }
    }
    guard pieces.count >= reserved else {
      throw FileError(
        path, at: .byte(reader.position),
        "a vocabulary begins with 3 tokens that have a meaning and the 256 bytes, and this one ends "
          + "after \(pieces.count)", hint: advice)
    }
    return LlamaTokenizer(pieces: pieces, scores: scores)
  }

  private static let advice = "It should be a tokenizer that llama2.c wrote"

  /// How the file writes the token of a byte: `<0x0A>`.
  private static func name(ofByte byte: Int) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    return Array("<0x".utf8) + [digits[byte / 16], digits[byte % 16]] + Array(">".utf8)
  }
}
