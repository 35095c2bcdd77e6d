/// The directory at the end of a zip archive, checked as far as it can be without the files.
struct ZipDirectory {
  /// What it says about one file.
  struct Entry {
    let name: String
    let flags: UInt16
    let method: UInt16
    let checksum: UInt32
    let packedSize: Int
    let size: Int
    /// Where the header of the file begins.
    let start: Int
    /// Where the directory says all this.
    let place: Int

    /// Whether size and checksum follow the file, because its writer did not know them before.
    var hasDescriptor: Bool { flags & 8 != 0 }
  }

  static let localHeader: UInt32 = 0x0403_4B50
  static let entryHeader: UInt32 = 0x0201_4B50
  static let endHeader: UInt32 = 0x0605_4B50

  let path: String
  /// The files, in the order of the directory.
  private(set) var entries: [Entry] = []
  /// Where the directory begins, and the files end.
  let start: Int
  /// The length of the whole archive.
  let archiveSize: Int

  init(_ archive: [UInt8], path: String) throws(FileError) {
    self.path = path
    archiveSize = archive.count
    var reader = ByteReader(archive, path: path)
    let end = try ZipDirectory.end(of: archive, path: path)
    reader.position = end + 4
    let parts = try reader.littleEndian(UInt32.self, "the numbers of the archive's parts")
    let count = Int(try reader.littleEndian(UInt16.self, "the number of files in this part"))
    let total = Int(try reader.littleEndian(UInt16.self, "the number of files"))
    guard parts == 0, count == total else {
      throw FileError(
        path, at: .byte(end + 4), "the archive is one of several parts",
        hint: "Only archives in one file can be read")
    }
    let size = Int(try reader.littleEndian(UInt32.self, "the size of the directory"))
    start = Int(try reader.littleEndian(UInt32.self, "the place of the directory"))
    let last = ZipDirectory.wideRecords(after: start, size, count: count, before: end, in: archive)
    guard start <= last, size == last - start else {
      throw FileError(
        path, at: .byte(end + 12),
        "the directory should stand from byte \(start) to \(start + size), and it ends at \(end)",
        hint: "The archive is damaged, or larger than 4 GB, which is not supported")
    }
    reader.position = start
    for _ in 0..<count { entries.append(try ZipDirectory.entry(&reader)) }
    guard reader.position == last else {
      throw FileError(
        path, at: .byte(reader.position),
        "the directory names \(count) files and goes on for \(last - reader.position) bytes",
        hint: "What it holds there would be hidden; get the archive from elsewhere")
    }
  }

  /// The place of the record that ends an archive; only a comment may follow it.
  private static func end(of archive: [UInt8], path: String) throws(FileError) -> Int {
    let last = archive.count - 22
    for place in stride(from: last, through: max(0, last - 65535), by: -1)
    where archive[place] == 0x50 && archive[place + 1] == 0x4B && archive[place + 2] == 5
      && archive[place + 3] == 6
    {
      let comment = Int(archive[place + 20]) | Int(archive[place + 21]) << 8
      if place + 22 + comment == archive.count { return place }
      break
    }
    throw FileError(
      path, "expected a zip archive, and its directory is not at the end",
      hint: "The file is incomplete or no archive")
  }

  private static func entry(_ reader: inout ByteReader) throws(FileError) -> Entry {
    let place = reader.position
    guard try reader.littleEndian(UInt32.self, "a directory entry") == entryHeader else {
      throw FileError(reader.path, at: .byte(place), "expected an entry of the archive's directory")
    }
    _ = try reader.littleEndian(UInt32.self, "the versions")
    let flags = try reader.littleEndian(UInt16.self, "the flags")
    let method = try reader.littleEndian(UInt16.self, "the method")
    _ = try reader.littleEndian(UInt32.self, "the time")
    let checksum = try reader.littleEndian(UInt32.self, "the checksum")
    let packedSize = Int(try reader.littleEndian(UInt32.self, "the packed size"))
    let size = Int(try reader.littleEndian(UInt32.self, "the size"))
    let nameLength = Int(try reader.littleEndian(UInt16.self, "the length of the name"))
    let extraLength = Int(try reader.littleEndian(UInt16.self, "the length of the extra field"))
    let commentLength = Int(try reader.littleEndian(UInt16.self, "the length of the comment"))
    _ = try reader.bytes(8, "the attributes")
    let start = Int(try reader.littleEndian(UInt32.self, "the place of the file"))
    let name = try reader.bytes(nameLength, "the name")
    _ = try reader.bytes(extraLength + commentLength, "the extra field and the comment")
    // Without its flag a name is in a code page of 1981, where it may be another one.
    guard flags & 0x0800 != 0 || name.allSatisfy({ $0 < 0x80 }),
      let name = String(validating: name, as: UTF8.self)
    else { throw FileError(reader.path, at: .byte(place), "the name of a file is not UTF-8") }
    // Besides the flag for names there are those of the packer's effort and of a descriptor.
    guard flags & ~0x080E == 0, method == 0 || method == 8, size < 0xFFFF_FFFF else {
      throw FileError(
        reader.path, at: .byte(place),
        "the file \(name) is encrypted, larger than 4 GB or packed by method \(method)",
        hint: "Only stored and deflated files can be read")
    }
    return Entry(
      name: name, flags: flags, method: method, checksum: checksum, packedSize: packedSize,
      size: size, start: start, place: place)
  }

  /// Refuses names that come twice, and more contents than are allowed, before any is unpacked.
  func checkSizes(limit: Int?) throws(FileError) {
    let most = limit ?? Unpacking.limit(packed: archiveSize)
    var names: Set<String> = []
    var total = 0
    for entry in entries {
      guard names.insert(entry.name).inserted else {
        throw FileError(
          path, at: .byte(entry.start), "the archive holds two files called \(entry.name)")
      }
      guard entry.size <= most - total else {
        throw FileError(
          path, at: .byte(entry.start),
          "the file \(entry.name) has \(entry.size) bytes, more than the \(most - total) allowed",
          hint: limit == nil ? Unpacking.hint : nil)
      }
      total += entry.size
    }
  }
}
