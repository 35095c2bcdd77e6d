/// Archives ending in `.zip`, as NumPy's `.npz` files are: written without compression, read with
/// and without.
///
/// The directory at the end of an archive and the headers before its files say the same things twice,
/// and readers that believe one or the other see different files. Here both have to agree, and every
/// byte belongs to exactly one of them: nothing is hidden, and nothing is read twice.
public enum Zip {
  /// The files in an archive, in the order of its directory, each compared with its checksum.
  /// `path` is what errors call the archive. Files that take more than `limit` bytes together are
  /// refused; where none is given, more than a hundred times the archive's size and more than 64 MiB.
  public static func read(
    _ archive: [UInt8], path: String, limit: Int? = nil
  ) throws(FileError) -> [(name: String, contents: [UInt8])] {
    let directory = try ZipDirectory(archive, path: path)
    try directory.checkSizes(limit: limit)
    let places = try directory.places(in: archive)
    var files: [(name: String, contents: [UInt8])] = []
    for (entry, place) in zip(directory.entries, places) {
      let contents = try contents(of: entry, at: place, in: archive, path: path)
      files.append((entry.name, contents))
    }
    return files
  }

  /// The contents of the files in an archive whose last part of the path is in `wanted`, as
  /// ``Tar/extract(_:from:path:)`` gives them.
  public static func extract(
    _ wanted: [String], from archive: [UInt8], path: String
  ) throws(FileError) -> [String: ArraySlice<UInt8>] {
    var found: [String: ArraySlice<UInt8>] = [:]
    for (name, contents) in try read(archive, path: path) {
      let last = String(name.split(separator: "/").last ?? "")
      if wanted.contains(last), found[last] == nil { found[last] = contents[...] }
    }
    if let missing = wanted.first(where: { found[$0] == nil }) {
      throw FileError(path, "the archive does not hold the file \(missing)")
    }
    return found
  }

  /// What an entry's bytes stand for.
  private static func contents(
    of entry: ZipDirectory.Entry, at place: Range<Int>, in archive: [UInt8], path: String
  ) throws(FileError) -> [UInt8] {
    let contents: [UInt8]
    if entry.method == 0 {
      contents = Array(archive[place])
    } else {
      let (output, end) = try Inflate.inflate(
        archive, from: place.lowerBound, path: path, limit: entry.size)
      guard end == place.upperBound else {
        throw FileError(
          path, at: .byte(end),
          "the file \(entry.name) ends here, and byte \(place.upperBound) was promised",
          hint: Inflate.damaged)
      }
      contents = output
    }
    guard contents.count == entry.size, CRC32.of(contents) == entry.checksum else {
      throw FileError(
        path, at: .byte(entry.start),
        "the file \(entry.name) does not have its size and checksum", hint: Inflate.damaged)
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
      header.put([ZipDirectory.localHeader])
      bytes += header.bytes + fields.bytes + Array(name.utf8) + contents
      var entry = ByteWriter()
      entry.put([ZipDirectory.entryHeader])
      entry.put([20] as [UInt16])
      entry.bytes += fields.bytes
      entry.put([0, 0, 0] as [UInt16])
      entry.put([0, UInt32(start)])
      directory += entry.bytes + Array(name.utf8)
    }
    var end = ByteWriter()
    end.put([ZipDirectory.endHeader])
    end.put([0, 0, UInt16(files.count), UInt16(files.count)])
    end.put([UInt32(directory.count), UInt32(bytes.count)])
    end.put([0] as [UInt16])
    return bytes + directory + end.bytes
  }
}
