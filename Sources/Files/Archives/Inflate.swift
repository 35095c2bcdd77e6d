import CPNG

/// Undoes deflate (RFC 1951), the compression of gzip, zip and npz, by zlib.
///
/// The output grows only as bytes are unpacked and never past a limit, whatever a header promises.
/// An error names the byte of the input that zlib had reached.
public enum Inflate {
  /// How an attempt ended.
  private enum Outcome {
    case whole
    case tooMuch
    case cutOff
    case damaged(String)
  }

  /// The bytes that the deflate stream starting at `start` stands for, and where it ends. `path` is
  /// what errors call the input; `excuse` is what they advise where it holds more than `limit`.
  public static func inflate(
    _ input: [UInt8], from start: Int = 0, path: String, limit: Int, excuse: String = damaged
  ) throws(FileError) -> (output: [UInt8], end: Int) {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer { stream.deallocate() }
    // Less than zero: a bare stream, without the header of zlib's own format.
    let bits: Int32 = -15
    guard
      inflateInit2_(stream, bits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw FileError(path, "zlib could not start to decompress it: out of memory") }
    defer { inflateEnd(stream) }

    var (output, position): ([UInt8], Int) = ([], start)
    let problem: String
    switch unpack(input, at: &position, with: stream, to: &output, limit: limit) {
    case .whole: return (output, position)
    case .tooMuch:
      throw FileError(
        path, at: .byte(position),
        "decompressing failed: it holds more than the \(limit) bytes that are expected here",
        hint: excuse)
    case .cutOff: problem = "the compressed data is cut off"
    case .damaged(let message): problem = sentences[message] ?? message
    }
    throw FileError(
      path, at: .byte(position), "decompressing failed: \(problem)", hint: damaged)
  }

  /// What to do about a file that cannot be unpacked.
  public static let damaged = "The file is damaged or incomplete; get it again"

  /// Unpacks piece by piece until the stream or the input ends, or the limit is passed.
  private static func unpack(
    _ input: [UInt8], at position: inout Int, with stream: UnsafeMutablePointer<z_stream>,
    to output: inout [UInt8], limit: Int
  ) -> Outcome {
    guard position < input.count else { return .cutOff }
    return input.withUnsafeBufferPointer { input in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 16) { piece in
        while true {
          // zlib counts in 32 bits.
          let offered = min(input.count - position, 1 << 30)
          stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress! + position)
          stream.pointee.avail_in = UInt32(offered)
          // One byte more than allowed shows whether there is more.
          let room = min(piece.count - 1, limit - output.count) + 1
          stream.pointee.next_out = piece.baseAddress
          stream.pointee.avail_out = UInt32(room)
          let status = CPNG.inflate(stream, Z_NO_FLUSH)
          position += offered - Int(stream.pointee.avail_in)
          output += UnsafeBufferPointer(rebasing: piece[..<(room - Int(stream.pointee.avail_out))])
          if output.count > limit { return .tooMuch }
          switch status {
          case Z_STREAM_END: return .whole
          case Z_OK: continue
          case Z_BUF_ERROR: return .cutOff
          default: return .damaged(stream.pointee.msg.map { String(cString: $0) } ?? "\(status)")
          }
        }
      }
    }
  }

  /// What zlib's messages mean.
  private static let sentences = [
    "invalid block type": "a block has the kind 3, which does not exist",
    "invalid stored block lengths":
      "the length of a stored block and its complement do not match",
    "too many length or distance symbols": "a block has too many length or distance codes",
    "invalid code lengths set": "the code for code lengths is not a code",
    "invalid bit length repeat": "the code lengths run over, or one repeats none before it",
    "invalid code -- missing end-of-block": "a block has no code word for its end",
    "invalid literal/lengths set": "the code for literals is not a code",
    "invalid distances set": "the code for distances is not a code",
    "invalid literal/length code": "a code word for a length does not exist",
    "invalid distance code": "a code word for a distance does not exist",
    "invalid distance too far back": "a copy reaches back beyond the beginning",
  ]
}
