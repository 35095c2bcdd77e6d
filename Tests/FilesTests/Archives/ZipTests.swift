import Files
import Foundation
import TestSupport
import XCTest

final class ZipTests: XCTestCase {
  let files: [(name: String, contents: [UInt8])] = [
    ("a.txt", Array("first".utf8)), ("folder/ü.bin", []), ("b", [UInt8](repeating: 9, count: 5000)),
  ]

  struct Goldens: Decodable {
    let streamed: [Data]
  }

  func testWhatIsPackedIsUnpacked() throws {
    for count in 0...3 {
      let unpacked = try Zip.read(Zip.archive(Array(files.prefix(count))), path: "x")
      XCTAssertEqual(unpacked.map(\.name), files.prefix(count).map(\.name))
      XCTAssertEqual(unpacked.map(\.contents), files.prefix(count).map(\.contents))
    }
  }

  /// Python's archives, written to a pipe, so that sizes and checksums follow the files.
  func testSizesMayFollowTheFiles() throws {
    for data in try JSONDecoder().decode(Goldens.self, from: Golden.data("files.json")).streamed {
      let unpacked = try Zip.read([UInt8](data), path: "x")
      XCTAssertEqual(unpacked.map(\.name), files.map(\.name))
      XCTAssertEqual(unpacked.map(\.contents), files.map(\.contents))
      var damaged = [UInt8](data)
      // The checksum after the first file, behind 30 bytes, its name, and where it is wide 20 more.
      let isWide = damaged[28] == 20
      damaged[30 + 5 + (isWide ? 20 : 0) + 5 + 4] ^= 1
      XCTAssertThrowsError(try Zip.read(damaged, path: "x")) {
        XCTAssertTrue(
          "\($0)".contains("expected the size and the checksum of the file a.txt after it"), "\($0)"
        )
      }
    }
  }

  /// PyTorch's archives say at the end everything twice, the second time in 64 bits.
  func testTheEndMayBeSaidInSixtyFourBitsToo() throws {
    let archive = Zip.archive(files)
    let (end, start) = (archive.count - 22, archive.count - 22 - directoryLength(archive))
    var record = ByteWriter()
    record.put([0x0606_4B50 as UInt32])
    record.put([44 as UInt64])
    record.put([45, 45] as [UInt16])
    record.put([0, 0] as [UInt32])
    record.put([3, 3, UInt64(end - start), UInt64(start)])
    record.put([0x0706_4B50, 0] as [UInt32])
    record.put([UInt64(end)])
    record.put([1 as UInt32])
    let wide = archive[..<end] + record.bytes + archive[end...]
    let unpacked = try Zip.read(Array(wide), path: "x")
    XCTAssertEqual(unpacked.map(\.contents), files.map(\.contents))
    // Whatever they say differently, but for the versions of the format, is refused.
    for place in record.bytes.indices where !(12..<16).contains(place) {
      var damaged = Array(wide)
      damaged[end + place] ^= 1
      XCTAssertThrowsError(try Zip.read(damaged, path: "x"), "\(place)") {
        XCTAssertTrue("\($0)".contains("the directory should stand from byte"), "\($0)")
      }
    }
    XCTAssertThrowsError(
      try Zip.read(archive[..<end] + record.bytes.dropLast() + archive[end...], path: "x"))
  }

  /// What the end of an archive without a comment says.
  private func directoryLength(_ archive: [UInt8]) -> Int {
    archive.suffix(10).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  func testDamagedArchivesAreRefused() {
    let archive = Zip.archive(files)
    for length in 0..<archive.count where length % 7 == 0 || length + 60 > archive.count {
      XCTAssertThrowsError(try Zip.read(Array(archive[..<length]), path: "x"), "\(length)")
    }
    var changed = archive
    changed[36] ^= 1
    let cases: [([UInt8], Int?, String)] = [
      (
        changed, nil,
        "x, byte 0: the file a.txt does not have its size and checksum. The file is damaged or "
          + "incomplete; get it again."
      ),
      (archive, 100, "x, byte 83: the file b has 5000 bytes, more than the 95 allowed."),
      (
        Zip.archive([files[0], files[0]]), nil,
        "x, byte 40: the archive holds two files called a.txt."
      ),
      (
        [1, 2, 3], nil,
        "x: expected a zip archive, and its directory is not at the end. The file is incomplete or "
          + "no archive."
      ),
    ]
    for (bytes, limit, sentence) in cases {
      XCTAssertThrowsError(try Zip.read(bytes, path: "x", limit: limit), sentence) {
        XCTAssertEqual("\($0)", sentence)
      }
    }
  }

  // MARK: Archives that readers disagree on

  /// The headers with their files, and the entries of the directory.
  private func pieces() -> (headers: [[UInt8]], entries: [[UInt8]]) {
    let archive = Zip.archive(files)
    var (headers, entries): ([[UInt8]], [[UInt8]]) = ([], [])
    var place = 0
    for (name, contents) in files {
      let length = 30 + name.utf8.count + contents.count
      headers.append(Array(archive[place..<(place + length)]))
      place += length
    }
    for (name, _) in files {
      entries.append(Array(archive[place..<(place + 46 + name.utf8.count)]))
      place += 46 + name.utf8.count
    }
    return (headers, entries)
  }

  private func archive(_ headers: [[UInt8]], _ entries: [[UInt8]], count: Int? = nil) -> [UInt8] {
    let (files, directory) = (headers.flatMap { $0 }, entries.flatMap { $0 })
    var end = ByteWriter()
    end.put([0x0605_4B50 as UInt32])
    end.put([0, 0, UInt16(count ?? entries.count), UInt16(count ?? entries.count)])
    end.put([UInt32(directory.count), UInt32(files.count)])
    end.put([0 as UInt16])
    return files + directory + end.bytes
  }

  private func changing(_ bytes: [UInt8], _ place: Int, _ value: [UInt8]) -> [UInt8] {
    var bytes = bytes
    bytes.replaceSubrange(place..<(place + value.count), with: value)
    return bytes
  }

  func testWhatADirectoryHidesIsRefused() throws {
    let (headers, entries) = pieces()
    let disagree = "Readers would not agree on what the archive holds; get it from elsewhere."
    let differs = "does not say what the directory says at byte 5114. \(disagree)"
    XCTAssertEqual(try Zip.read(archive(headers, entries), path: "x").count, 3)
    let cases: [(String, [UInt8], String)] = [
      (
        "a file between others", archive(headers, [entries[0], entries[2]]),
        "x, byte 40: bytes 40 to 83 belong to no file of the directory. \(disagree)"
      ),
      (
        "the last file", archive(headers, [entries[0], entries[1]]),
        "x, byte 83: bytes 83 to 5114 belong to no file of the directory. \(disagree)"
      ),
      (
        "all files", archive(headers, []),
        "x, byte 0: bytes 0 to 5114 belong to no file of the directory. \(disagree)"
      ),
      (
        "an entry that is not counted", archive(headers, entries, count: 2),
        "x, byte 5224: the directory names 2 files and goes on for 47 bytes. What it holds there "
          + "would be hidden; get the archive from elsewhere."
      ),
      (
        "a file under two names",
        archive([headers[0]], [entries[0], changing(entries[0], 46, Array("b.txt".utf8))]),
        "x, byte 35: the file a.txt of 5 bytes reaches beyond byte 0, where the next one begins. "
          + disagree
      ),
      (
        "another name in the header",
        archive([changing(headers[0], 30, Array("b".utf8))] + headers[1...], entries),
        "x, byte 0: the header of a.txt \(differs)"
      ),
      (
        "another size in the header",
        archive([changing(headers[0], 22, [4])] + headers[1...], entries),
        "x, byte 0: the header of a.txt \(differs)"
      ),
      (
        "another method in the header",
        archive([changing(headers[0], 8, [8])] + headers[1...], entries),
        "x, byte 0: the header of a.txt \(differs)"
      ),
      (
        "a file that reaches into the next",
        archive(
          [changing(headers[0], 18, [9, 0, 0, 0, 9])] + headers[1...],
          [changing(entries[0], 20, [9, 0, 0, 0, 9])] + entries[1...]),
        "x, byte 35: the file a.txt of 9 bytes reaches beyond byte 40, where the next one begins. "
          + disagree
      ),
      (
        "a part of another archive", changing(archive(headers, entries), 5271 + 4, [1]),
        "x, byte 5275: the archive is one of several parts. Only archives in one file can be read."
      ),
      (
        "a second end in the comment",
        changing(archive(headers, entries), 5271 + 20, [22]) + archive([], []).dropLast(1) + [9],
        "x: expected a zip archive, and its directory is not at the end. The file is incomplete or "
          + "no archive."
      ),
    ]
    for (name, bytes, sentence) in cases {
      XCTAssertThrowsError(try Zip.read(bytes, path: "x"), name) {
        XCTAssertEqual("\($0)", sentence, name)
      }
    }
  }

  func testWhatUnpacksToFarTooMuchIsRefusedBeforeItIsUnpacked() throws {
    let (headers, entries) = pieces()
    let bomb = archive(
      [changing(headers[0], 22, [0, 0, 0, 0x70])],
      [changing(entries[0], 24, [0, 0, 0, 0x70])])
    XCTAssertThrowsError(try Zip.read(bomb, path: "x")) {
      XCTAssertEqual(
        "\($0)",
        "x, byte 0: the file a.txt has 1879048192 bytes, more than the 67108864 allowed. A file may "
          + "unpack to a hundred times its size, or to 67108864 bytes where that is more. Where it "
          + "comes from somebody you trust, unpack it by other means first.")
    }
  }
}
