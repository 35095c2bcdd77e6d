/// Reads a binary file from front to back and never past its end: what is missing is an error that
/// names the byte, what was expected there and how much is left.
public struct ByteReader {
  /// The whole file.
  public let all: [UInt8]
  /// The file, as errors call it.
  public let path: String
  /// The next byte to be read.
  public var position = 0

  /// A reader that stands at the first byte.
  public init(_ bytes: [UInt8], path: String) {
    all = bytes
    self.path = path
  }

  /// What has not been read.
  public var remaining: ArraySlice<UInt8> { all[position...] }

  /// The next `count` bytes. `what` says what they are.
  public mutating func bytes(_ count: Int, _ what: String) throws(FileError) -> ArraySlice<UInt8> {
    guard count >= 0, count <= all.count - position else {
      throw FileError(
        path, at: .byte(position),
        "expected \(count) \(count == 1 ? "byte" : "bytes") for \(what), found "
          + "\(all.count - position)", hint: "The file is incomplete; get it again")
    }
    defer { position += count }
    return all[position..<(position + count)]
  }

  /// The next number, its highest byte first.
  public mutating func bigEndian<Number: FixedWidthInteger>(
    _ type: Number.Type, _ what: String
  ) throws(FileError) -> Number {
    try bytes(Number.bitWidth / 8, what).reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
  }

  /// The next number, its lowest byte first.
  public mutating func littleEndian<Number: FixedWidthInteger>(
    _ type: Number.Type, _ what: String
  ) throws(FileError) -> Number {
    try bytes(Number.bitWidth / 8, what).reversed().reduce(0) {
      $0 << 8 | Number(truncatingIfNeeded: $1)
    }
  }
}
