/// Files ending in `.gz` (RFC 1952): deflate with a header before it and checksums after it.
public enum GZip {
  /// Whether `bytes` begin like a gzip file.
  public static func isCompressed(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  /// What the gzip file `bytes` stands for; its checksums are compared. `path` is what errors call
  /// it. More than `limit` bytes are refused; where none is given, more than a hundred times the
  /// file's size and more than 64 MiB.
  public static func decompress(
    _ bytes: [UInt8], path: String, limit: Int? = nil
  ) throws(FileError) -> [UInt8] {
    let most = limit ?? Unpacking.limit(packed: bytes.count)
    var reader = ByteReader(bytes, path: path)
    var output: [UInt8] = []
    repeat {
      try skipHeader(&reader)
      let (part, end) = try Inflate.inflate(
        bytes, from: reader.position, path: path, limit: most - output.count,
        excuse: limit == nil ? Unpacking.hint : Inflate.damaged)
      reader.position = end
      let place = FileError.Position.byte(end)
      let checksum = try reader.littleEndian(UInt32.self, "the checksum of the contents")
      let length = try reader.littleEndian(UInt32.self, "the length of the contents")
      guard length == UInt32(truncatingIfNeeded: part.count) else {
        throw FileError(
          path, at: place, "expected \(length) bytes of contents, found \(part.count)",
          hint: damaged)
      }
      guard checksum == CRC32.of(part) else {
        throw FileError(
          path, at: place, "the contents do not have the checksum that was written with them",
          hint: damaged)
      }
      output += part
    } while try hasAnotherMember(reader)
    return output
  }

  private static let damaged = "The file is damaged; get it again"

  /// Steps over the header: ten bytes, and what its flags say follows them.
  private static func skipHeader(_ reader: inout ByteReader) throws(FileError) {
    let start = reader.position
    let fixed = try reader.bytes(10, "a gzip header")
    guard fixed.starts(with: [0x1F, 0x8B]) else {
      throw FileError(
        reader.path, at: .byte(start), "expected a gzip file, which begins with the bytes 1f 8b")
    }
    let (method, flags) = (fixed[fixed.startIndex + 2], fixed[fixed.startIndex + 3])
    guard method == 8, flags & 0xE0 == 0 else {
      throw FileError(
        reader.path, at: .byte(start + 2),
        "this gzip file is of a kind that does not exist (method \(method), flags \(flags))")
    }
    if flags & 4 != 0 {
      let length = try reader.littleEndian(UInt16.self, "the length of an extra field")
      _ = try reader.bytes(Int(length), "an extra field")
    }
    for flag: UInt8 in [8, 16] where flags & flag != 0 {
      while try reader.bytes(1, "a name or comment").first != 0 {}
    }
    if flags & 2 != 0 { _ = try reader.bytes(2, "the checksum of the header") }
  }

  /// Several gzip files in a row are one; zeros may fill up the last block of a tape.
  private static func hasAnotherMember(_ reader: ByteReader) throws(FileError) -> Bool {
    let rest = reader.remaining
    if rest.allSatisfy({ $0 == 0 }) { return false }
    guard rest.starts(with: [0x1F, 0x8B]) else {
      throw FileError(
        reader.path, at: .byte(reader.position),
        "\(rest.count) bytes that are not gzip follow the end of the contents", hint: damaged)
    }
    return true
  }
}
