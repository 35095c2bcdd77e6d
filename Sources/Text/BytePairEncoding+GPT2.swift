import Files

extension BytePairEncoding {
  /// The vocabulary of GPT-2, from the folder that holds `vocab.bpe`: 50,256 tokens, numbered as
  /// OpenAI numbered them. (Its 50,257th marks the end of a text, and no bytes encode to it.)
  ///
  /// With it "Hello world" is the tokens 15496 and 995.
  ///
  /// The file writes each byte as a printable character: those that are printable as themselves, the
  /// others as the characters from U+0100 on. Its first line is a version, every other line a merge.
  public init(gpt2 folder: String) throws(FileError) {
    let path = "\(folder)/vocab.bpe"
    let bytes = try FileBytes.read(path, limit: 1 << 24)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw FileError(path, "a list of merges is UTF-8, and this is not")
    }
    try self.init(mergesOfGPT2: text, path: path)
  }

  /// The vocabulary of GPT-2, where `./build.sh data gpt2-bpe` or `LADDER_DATA` has put it.
  public static func gpt2() throws(FileError) -> BytePairEncoding {
    try BytePairEncoding(gpt2: try DataFolder.locate(.gpt2BPE))
  }

  /// The same from the text of such a file.
  package init(mergesOfGPT2 text: String, path: String) throws(FileError) {
    let order = BytePairEncoding.printableFirst
    var names: [String: Int] = [:]
    for (token, byte) in order.enumerated() {
      names[String(BytePairEncoding.character(of: byte))] = token
    }
    var merges: [Pair] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if line.isEmpty || (index == 0 && line.hasPrefix("#version")) { continue }
      let parts = line.split(separator: " ", omittingEmptySubsequences: false)
      guard parts.count == 2, let first = names[String(parts[0])],
        let second = names[String(parts[1])]
      else {
        throw FileError(
          path, at: .text(line: index + 1, column: 1),
          "a merge is two tokens made before it, and this line is \"\(line.prefix(40))\"")
      }
      guard names.updateValue(256 + merges.count, forKey: String(parts[0] + parts[1])) == nil else {
        throw FileError(
          path, at: .text(line: index + 1, column: 1),
          "this merge makes the token \"\((parts[0] + parts[1]).prefix(40))\" once more")
      }
      merges.append(Pair(first, second))
    }
    self.init(merges: merges, order: order)
  }

  /// The bytes that print as themselves in Latin-1, then the others: the order of tokens below 256 in
  /// GPT-2's files and in Hugging Face's tokenizers.
  public static let printableFirst: [UInt8] = {
    let printable = Array(33...126) + Array(161...172) + Array(174...255)
    return (printable + (0...255).filter { !printable.contains($0) }).map { UInt8($0) }
  }()

  /// The character that stands for a byte in the file.
  static func character(of byte: UInt8) -> Character {
    guard let place = printableFirst.firstIndex(of: byte), place >= 188 else {
      return Character(Unicode.Scalar(byte))
    }
    return Character(Unicode.Scalar(UInt32(256 + place - 188))!)
  }
}
