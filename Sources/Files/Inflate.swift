/// Undoes deflate (RFC 1951), the compression of gzip, zip and npz.
///
/// It is written here, and not taken from zlib, so that data sets need no C library and no trust:
/// lengths and distances are checked before they are used, the output grows only as bytes are
/// decoded and never past a limit, and an error names the byte of the input it stands at.
public struct Inflate {
  let input: [UInt8]
  private let path: String
  let limit: Int
  var position: Int
  var bits: UInt64 = 0
  var bitCount = 0
  var output: [UInt8] = []
  var written = 0

  /// The bytes that the deflate stream starting at `start` stands for, and where it ends. `path` is
  /// what errors call the input.
  public static func inflate(
    _ input: [UInt8], from start: Int = 0, path: String, limit: Int
  ) throws(FileError) -> (output: [UInt8], end: Int) {
    var inflate = Inflate(input: input, start: start, path: path, limit: limit)
    try inflate.run()
    inflate.output.removeLast(inflate.output.count - inflate.written)
    return (inflate.output, inflate.position - inflate.bitCount / 8)
  }

  private init(input: [UInt8], start: Int, path: String, limit: Int) {
    self.input = input
    self.path = path
    self.limit = limit
    position = start
  }

  private mutating func run() throws(FileError) {
    var isLast = false
    while !isLast {
      isLast = try take(1) == 1
      switch try take(2) {
      case 0: try stored()
      case 1: try compressed(HuffmanTable.fixedLiterals, HuffmanTable.fixedDistances)
      case 2:
        let (literals, distances) = try codes()
        try compressed(literals, distances)
      default: throw error("a block has the kind 3, which does not exist")
      }
    }
  }

  /// Copies a block that was not compressed.
  private mutating func stored() throws(FileError) {
    _ = try take(bitCount & 7)
    let length = try take(16)
    guard try take(16) == length ^ 0xFFFF else {
      throw error("the length of a stored block and its complement do not match")
    }
    position -= bitCount / 8
    (bits, bitCount) = (0, 0)
    guard input.count - position >= length else {
      throw error("a stored block of \(length) bytes is cut off")
    }
    try reserve(length)
    output.replaceSubrange(
      written..<(written + length), with: input[position..<(position + length)])
    written += length
    position += length
  }

  /// Reads the two codes of a block that brings its own.
  private mutating func codes() throws(FileError) -> (HuffmanTable, HuffmanTable) {
    let literalCount = try take(5) + 257
    let distanceCount = try take(5) + 1
    let lengthCount = try take(4) + 4
    guard literalCount <= 286, distanceCount <= 30 else {
      throw error("a block has \(literalCount) literals and \(distanceCount) distances, too many")
    }
    var lengthLengths = [UInt8](repeating: 0, count: 19)
    for place in Inflate.lengthOrder.prefix(lengthCount) {
      lengthLengths[place] = UInt8(try take(3))
    }
    guard let lengthCode = HuffmanTable(lengths: lengthLengths[...]) else {
      throw error("the code for code lengths is not a code")
    }
    let lengths = try codeLengths(literalCount + distanceCount, lengthCode)
    guard lengths[256] > 0 else { throw error("a block has no code word for its end") }
    guard let literals = HuffmanTable(lengths: lengths[..<literalCount]) else {
      throw error("the code for literals is not a code")
    }
    guard let distances = HuffmanTable(lengths: lengths[literalCount...]) else {
      throw error("the code for distances is not a code")
    }
    return (literals, distances)
  }

  /// Reads `count` code lengths, which are themselves run-length coded.
  private mutating func codeLengths(
    _ count: Int, _ code: HuffmanTable
  ) throws(FileError) -> [UInt8] {
    var lengths: [UInt8] = []
    while lengths.count < count {
      let symbol = try decode(code)
      if symbol < 16 {
        lengths.append(UInt8(symbol))
        continue
      }
      var repeated: UInt8 = 0
      if symbol == 16 {
        guard let last = lengths.last else { throw error("a code length repeats none before it") }
        repeated = last
      }
      let times =
        switch symbol {
        case 16: try take(2) + 3
        case 17: try take(3) + 3
        default: try take(7) + 11
        }
      guard lengths.count + times <= count else { throw error("the code lengths run over") }
      lengths += [UInt8](repeating: repeated, count: times)
    }
    return lengths
  }

  /// Makes room for `count` more bytes of output, and as many again as one copy may write before
  /// the limit is looked at.
  mutating func reserve(_ count: Int) throws(FileError) {
    guard written <= limit, count <= limit - written else {
      throw error("it holds more than the \(limit) bytes that are expected here")
    }
    let needed = written + count + Inflate.longestCopy
    if output.count < needed {
      let wanted = max(needed, 2 * output.count)
      let room = min(wanted, limit + Inflate.longestCopy) - output.count
      output += [UInt8](repeating: 0, count: room)
    }
  }

  /// Fills the bit buffer as far as there is input.
  private mutating func refill() {
    while bitCount <= 56, position < input.count {
      bits |= UInt64(input[position]) << UInt64(bitCount)
      position += 1
      bitCount += 8
    }
  }

  private mutating func take(_ count: Int) throws(FileError) -> Int {
    if bitCount < count {
      refill()
      guard bitCount >= count else { throw error("the compressed data is cut off") }
    }
    let value = Int(bits & (1 << UInt64(count) - 1))
    bits >>= UInt64(count)
    bitCount -= count
    return value
  }

  private mutating func decode(_ table: HuffmanTable) throws(FileError) -> Int {
    if bitCount < 15 { refill() }
    let entry = Int(table.entries[Int(bits & (1 << UInt64(table.bits) - 1))])
    let length = entry & 15
    guard length > 0, length <= bitCount else {
      throw error(
        bitCount < table.bits && position == input.count
          ? "the compressed data is cut off" : "a code word does not exist")
    }
    bits >>= UInt64(length)
    bitCount -= length
    return entry >> 4
  }

  func error(_ problem: String) -> FileError {
    FileError(
      path, at: .byte(position - (bitCount + 7) / 8), "decompressing failed: \(problem)",
      hint: "The file is damaged or incomplete; get it again")
  }

  /// The order in which the lengths of the code for code lengths are sent.
  private static let lengthOrder = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
  ]
}
