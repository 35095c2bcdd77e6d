/// Files packed one after the other (ustar), as in `.tar.gz`.
public enum Tar {
  /// The contents of the archive's regular files, found by the last part of their path. Only names
  /// in `wanted` are taken, so that no path in the archive says where anything is written. `path`
  /// is what errors call the archive.
  public static func extract(
    _ wanted: [String], from archive: [UInt8], path: String
  ) throws(FileError) -> [String: ArraySlice<UInt8>] {
    var reader = ByteReader(archive, path: path)
    var found: [String: ArraySlice<UInt8>] = [:]
    while found.count < wanted.count, !reader.remaining.isEmpty {
      let start = reader.position
      let header = Array(try reader.bytes(512, "the header of a file in the archive"))
      if header.allSatisfy({ $0 == 0 }) { break }
      guard checksumMatches(header), let size = octal(header[124..<136]) else {
        throw FileError(
          path, at: .byte(start), "expected the header of a file in a tar archive",
          hint: "The archive is damaged; get it again")
      }
      let name = String(decoding: header[..<100].prefix { $0 != 0 }, as: UTF8.self)
      let contents = try reader.bytes(size, "the file \(name) in the archive")
      _ = try reader.bytes((512 - size % 512) % 512, "the end of the file \(name)")
      let last = String(name.split(separator: "/").last ?? "")
      let isRegular = header[156] == 0 || header[156] == UInt8(ascii: "0")
      if isRegular, wanted.contains(last) { found[last] = contents }
    }
    if let missing = wanted.first(where: { found[$0] == nil }) {
      throw FileError(path, "the archive does not hold the file \(missing)")
    }
    return found
  }

  /// The sum of all bytes of the header, the checksum itself counted as spaces.
  private static func checksumMatches(_ header: [UInt8]) -> Bool {
    let sum = header.enumerated().reduce(0) { sum, byte in
      sum + ((148..<156).contains(byte.offset) ? 32 : Int(byte.element))
    }
    return octal(header[148..<156]) == sum
  }

  /// A number in octal digits, with spaces and zeros around it.
  private static func octal(_ field: ArraySlice<UInt8>) -> Int? {
    let digits = field.drop { $0 == 32 }.prefix { $0 != 32 && $0 != 0 }
    guard digits.count <= 12, digits.allSatisfy({ (48...55).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 * 8 + Int($1 - 48) }
  }
}
