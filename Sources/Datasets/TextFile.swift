import Files

/// A text file, for models that read letters.
public enum TextFile {
  /// The text of the file at `path`, which has to be UTF-8. A byte order mark is left out and lines
  /// end with a line feed, whatever system the file came from.
  public static func read(_ path: String) throws(FileError) -> String {
    try parse(try FileBytes.read(path), path: path)
  }

  /// The text that `bytes` spell; `path` is what errors call them.
  public static func parse(_ bytes: [UInt8], path: String) throws(FileError) -> String {
    let marked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let body = bytes.dropFirst(marked ? 3 : 0)
    guard let text = String(validating: body, as: UTF8.self) else {
      let (line, column) = textPosition(of: validPrefix(body).endIndex, in: bytes)
      throw FileError(
        path, at: .text(line: line, column: column), "the text is not UTF-8 from here on",
        hint: "Save the file as UTF-8")
    }
    return bytes.contains(Byte.carriageReturn)
      ? String(decoding: withLineFeeds(body), as: UTF8.self) : text
  }

  /// The bytes with every line end a line feed.
  private static func withLineFeeds(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for byte in bytes {
      if byte == Byte.lineFeed, result.last == Byte.carriageReturn { result.removeLast() }
      result.append(byte)
    }
    return result.map { $0 == Byte.carriageReturn ? Byte.lineFeed : $0 }
  }

  /// The longest part from the beginning that is UTF-8, found by halving.
  private static func validPrefix(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    // A prefix that ends inside a character is not valid though its text is: look for the first
    // place from which no continuation of up to three bytes makes it valid.
    func isValid(_ count: Int) -> Bool {
      (0...3).contains { extra in
        count + extra <= bytes.count
          && String(validating: bytes.prefix(count + extra), as: UTF8.self) != nil
      }
    }
    var (valid, invalid) = (0, bytes.count)
    while invalid - valid > 1 {
      let middle = (valid + invalid) / 2
      if isValid(middle) { valid = middle } else { invalid = middle }
    }
    while String(validating: bytes.prefix(valid), as: UTF8.self) == nil { valid -= 1 }
    return bytes.prefix(valid)
  }
}
