/// The files before the directory: their headers have to say what it says.
extension ZipDirectory {
  /// Where the packed bytes of each entry stand, in the order of the entries. Every byte before the
  /// directory has to belong to one of them: a header, its file, and what may follow it.
  func places(in archive: [UInt8]) throws(FileError) -> [Range<Int>] {
    let order = entries.indices.sorted { entries[$0].start < entries[$1].start }
    var places = [Range<Int>](repeating: 0..<0, count: entries.count)
    var end = 0
    for (rank, index) in order.enumerated() {
      let entry = entries[index]
      try checkThatNothingHides(between: end, and: entry.start)
      let next = rank + 1 < order.count ? entries[order[rank + 1]].start : start
      places[index] = try place(of: entry, before: next, in: archive)
      end = next
      if !entry.hasDescriptor {
        end = places[index].upperBound
      } else if !descriptors(of: entry).contains(Array(archive[places[index].upperBound..<next])) {
        throw FileError(
          path, at: .byte(places[index].upperBound),
          "expected the size and the checksum of the file \(entry.name) after it",
          hint: Inflate.damaged)
      }
    }
    try checkThatNothingHides(between: end, and: start)
    return places
  }

  private func checkThatNothingHides(between end: Int, and next: Int) throws(FileError) {
    guard end == next else {
      throw FileError(
        path, at: .byte(end), "bytes \(end) to \(next) belong to no file of the directory",
        hint: ZipDirectory.disagreement)
    }
  }

  private static let disagreement =
    "Readers would not agree on what the archive holds; get it from elsewhere"

  /// Reads the header of a file, holds it against the directory, and steps over it.
  private func place(
    of entry: Entry, before end: Int, in archive: [UInt8]
  ) throws(FileError) -> Range<Int> {
    let what = "the header of \(entry.name)"
    var reader = ByteReader(archive, path: path)
    reader.position = entry.start
    guard try reader.littleEndian(UInt32.self, what) == ZipDirectory.localHeader else {
      throw FileError(
        path, at: .byte(entry.start), "expected the header of the file \(entry.name)")
    }
    _ = try reader.littleEndian(UInt16.self, what)
    let flags = try reader.littleEndian(UInt16.self, what)
    let method = try reader.littleEndian(UInt16.self, what)
    _ = try reader.littleEndian(UInt32.self, what)
    let checksum = try reader.littleEndian(UInt32.self, what)
    let packedSize = try reader.littleEndian(UInt32.self, what)
    let size = try reader.littleEndian(UInt32.self, what)
    let nameLength = Int(try reader.littleEndian(UInt16.self, what))
    let extraLength = Int(try reader.littleEndian(UInt16.self, what))
    let name = try reader.bytes(nameLength, "the name")
    let extra = try reader.bytes(extraLength, "the extra field")
    var sizes = (UInt64(size), UInt64(packedSize))
    if size == .max, packedSize == .max, let wide = ZipDirectory.wide(extra) { sizes = wide }
    let isSame =
      flags == entry.flags && method == entry.method && name.elementsEqual(entry.name.utf8)
      && (entry.hasDescriptor
        || checksum == entry.checksum && sizes == (UInt64(entry.size), UInt64(entry.packedSize)))
    guard isSame else {
      throw FileError(
        path, at: .byte(entry.start),
        "the header of \(entry.name) does not say what the directory says at byte \(entry.place)",
        hint: ZipDirectory.disagreement)
    }
    guard entry.packedSize <= end - reader.position else {
      throw FileError(
        path, at: .byte(reader.position),
        "the file \(entry.name) of \(entry.packedSize) bytes reaches beyond byte \(end), where the "
          + "next one begins", hint: ZipDirectory.disagreement)
    }
    return reader.position..<(reader.position + entry.packedSize)
  }

  /// The size and the packed size of a file, in 64 bits, where the extra field has them: NumPy
  /// writes them so, however small the file is.
  private static func wide(_ extra: ArraySlice<UInt8>) -> (UInt64, UInt64)? {
    var reader = ByteReader(Array(extra), path: "")
    while let kind = try? reader.littleEndian(UInt16.self, ""),
      let length = try? reader.littleEndian(UInt16.self, ""),
      (try? reader.bytes(Int(length), "")) != nil
    {
      guard kind == 1, length >= 16 else { continue }
      reader.position -= Int(length)
      guard let size = try? reader.littleEndian(UInt64.self, ""),
        let packed = try? reader.littleEndian(UInt64.self, "")
      else { return nil }
      return (size, packed)
    }
    return nil
  }

  /// The forms of a descriptor: with and without a mark before it, in 32 and in 64 bits.
  private func descriptors(of entry: Entry) -> [[UInt8]] {
    var (mark, short, long) = (ByteWriter(), ByteWriter(), ByteWriter())
    mark.put([0x0807_4B50 as UInt32])
    short.put([entry.checksum, UInt32(entry.packedSize), UInt32(entry.size)])
    long.put([entry.checksum])
    long.put([UInt64(entry.packedSize), UInt64(entry.size)])
    return [short.bytes, long.bytes, mark.bytes + short.bytes, mark.bytes + long.bytes]
  }
}
