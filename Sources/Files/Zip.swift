/// Archives ending in `.zip`, as NumPy's `.npz` files are: written without compression, read with
/// and without.
public enum Zip {
  /// The files in an archive, in the order of its directory, each compared with its checksum.
  /// `path` is what errors call the archive; files that would take more than `limit` bytes together
  /// are refused.
  public static func read(
    _ archive: [UInt8], path: String, limit: Int = 1 << 32
  ) throws(FileError) -> [(name: String, contents: [UInt8])] {
    var files: [(name: String, contents: [UInt8])] = []
    var names: Set<String> = []
    var total = 0
    for entry in try directory(archive, path: path) {
      guard names.insert(entry.name).inserted else {
        throw FileError(
          path, at: .byte(entry.start), "the archive holds two files called \(entry.name)")
      }
      guard entry.size <= limit - total else {
        throw FileError(
          path, at: .byte(entry.start),
          "the file \(entry.name) has \(entry.size) bytes, more than the \(limit - total) allowed")
      }
      let contents = try contents(of: entry, in: archive, path: path)
      total += contents.count
      files.append((entry.name, contents))
    }
    return files
  }

  /// What the directory at the end of an archive says about one file.
  private struct Entry {
    let name: String
    let method: UInt16
    let checksum: UInt32
    let packedSize: Int
    let size: Int
    let start: Int
  }

  private static let localHeader: UInt32 = 0x0403_4B50
  private static let directoryHeader: UInt32 = 0x0201_4B50
  private static let directoryEnd: UInt32 = 0x0605_4B50

  private static func directory(
    _ archive: [UInt8], path: String
  ) throws(FileError) -> [Entry] {
    var reader = ByteReader(archive, path: path)
    reader.position = try endOfDirectory(archive, path: path) + 10
    let count = Int(try reader.littleEndian(UInt16.self, "the number of files"))
    let size = Int(try reader.littleEndian(UInt32.self, "the size of the directory"))
    let start = Int(try reader.littleEndian(UInt32.self, "the place of the directory"))
    guard start <= archive.count, size <= archive.count - start else {
      throw FileError(
        path, at: .byte(reader.position - 8),
        "the directory should stand at byte \(start), and the archive has \(archive.count)",
        hint: "The archive is damaged, or larger than 4 GB, which is not supported")
    }
    reader.position = start
    var entries: [Entry] = []
    for _ in 0..<count { entries.append(try entry(&reader)) }
    return entries
  }

  /// The place of the record that ends an archive; only a comment may follow it.
  private static func endOfDirectory(
    _ archive: [UInt8], path: String
  ) throws(FileError) -> Int {
    let last = archive.count - 22
    for place in stride(from: last, through: max(0, last - 65535), by: -1)
    where archive[place] == 0x50 && archive[place + 1] == 0x4B && archive[place + 2] == 5
      && archive[place + 3] == 6
    {
      let comment = Int(archive[place + 20]) | Int(archive[place + 21]) << 8
      if place + 22 + comment == archive.count { return place }
    }
    throw FileError(
      path, "expected a zip archive, and its directory is not at the end",
      hint: "The file is incomplete or no archive")
  }

  private static func entry(_ reader: inout ByteReader) throws(FileError) -> Entry {
    let place = reader.position
    guard try reader.littleEndian(UInt32.self, "a directory entry") == directoryHeader else {
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
    guard let name = String(validating: name, as: UTF8.self) else {
      throw FileError(reader.path, at: .byte(place), "the name of a file is not UTF-8")
    }
    guard flags & 1 == 0, method == 0 || method == 8, size < 0xFFFF_FFFF else {
      throw FileError(
        reader.path, at: .byte(place),
        "the file \(name) is encrypted, larger than 4 GB or packed by method \(method)",
        hint: "Only stored and deflated files can be read")
    }
    return Entry(
      name: name, method: method, checksum: checksum, packedSize: packedSize, size: size,
      start: start)
  }

  private static func contents(
    of entry: Entry, in archive: [UInt8], path: String
  ) throws(FileError) -> [UInt8] {
    var reader = ByteReader(archive, path: path)
    guard entry.start <= archive.count else {
      throw FileError(
        path, "the file \(entry.name) should stand at byte \(entry.start), beyond the end")
    }
    reader.position = entry.start
    let place = FileError.Position.byte(entry.start)
    guard try reader.littleEndian(UInt32.self, "the header of \(entry.name)") == localHeader else {
      throw FileError(path, at: place, "expected the header of the file \(entry.name)")
    }
    _ = try reader.bytes(22, "the header of \(entry.name)")
    let nameLength = Int(try reader.littleEndian(UInt16.self, "the length of the name"))
    let extraLength = Int(try reader.littleEndian(UInt16.self, "the length of the extra field"))
    _ = try reader.bytes(nameLength + extraLength, "the name")
    let start = reader.position
    let packed = try reader.bytes(entry.packedSize, "the file \(entry.name)")
    let contents: [UInt8]
    if entry.method == 0 {
      contents = Array(packed)
    } else {
      let (output, end) = try Inflate.inflate(archive, from: start, path: path, limit: entry.size)
      guard end == packed.endIndex else {
        throw FileError(path, at: .byte(end), "the file \(entry.name) is longer or shorter packed")
      }
      contents = output
    }
    guard contents.count == entry.size, CRC32.of(contents) == entry.checksum else {
      throw FileError(
        path, at: place, "the file \(entry.name) does not have its size and checksum",
        hint: "The archive is damaged")
    }
    return contents
  }

  /// An archive of these files, uncompressed. Names are not looked at.
  public static func archive(
    _ files: [(name: String, contents: [UInt8])]
  ) -> [UInt8] {
    var (bytes, directory): ([UInt8], [UInt8]) = ([], [])
    for (name, contents) in files {
      let start = bytes.count
      var fields = ByteWriter()
      // Version 2.0, names in UTF-8, stored, and the first moment of 1980, the earliest a zip can
      // tell: the same files always give the same archive.
      fields.put([20, 0x0800, 0, 0, 0x21] as [UInt16])
      fields.put([CRC32.of(contents), UInt32(contents.count), UInt32(contents.count)])
      fields.put([UInt16(name.utf8.count), 0])
      var header = ByteWriter()
      header.put([localHeader])
      bytes += header.bytes + fields.bytes + Array(name.utf8) + contents
      var entry = ByteWriter()
      entry.put([directoryHeader])
      entry.put([20] as [UInt16])
      entry.bytes += fields.bytes
      entry.put([0, 0, 0] as [UInt16])
      entry.put([0, UInt32(start)])
      directory += entry.bytes + Array(name.utf8)
    }
    var end = ByteWriter()
    end.put([directoryEnd])
    end.put([0, 0, UInt16(files.count), UInt16(files.count)])
    end.put([UInt32(directory.count), UInt32(bytes.count)])
    end.put([0] as [UInt16])
    return bytes + directory + end.bytes
  }
}
