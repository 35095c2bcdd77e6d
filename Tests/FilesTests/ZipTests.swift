import Files
import XCTest

final class ZipTests: XCTestCase {
  let files: [(name: String, contents: [UInt8])] = [
    ("a.txt", Array("first".utf8)), ("folder/ü.bin", []), ("b", [UInt8](repeating: 9, count: 5000)),
  ]

  func testWhatIsPackedIsUnpacked() throws {
    for count in 0...3 {
      let unpacked = try Zip.read(Zip.archive(Array(files.prefix(count))), path: "x")
      XCTAssertEqual(unpacked.map(\.name), files.prefix(count).map(\.name))
      XCTAssertEqual(unpacked.map(\.contents), files.prefix(count).map(\.contents))
    }
  }

  func testDamagedArchivesAreRefused() {
    let archive = Zip.archive(files)
    for length in 0..<archive.count where length % 7 == 0 || length + 60 > archive.count {
      XCTAssertThrowsError(try Zip.read(Array(archive[..<length]), path: "x"), "\(length)")
    }
    var changed = archive
    changed[36] ^= 1
    XCTAssertThrowsError(try Zip.read(changed, path: "x")) {
      XCTAssertEqual(
        "\($0)",
        "x, byte 0: the file a.txt does not have its size and checksum. The archive is damaged.")
    }
    XCTAssertThrowsError(try Zip.read(archive, path: "x", limit: 100)) {
      XCTAssertEqual(
        "\($0)", "x, byte 83: the file b has 5000 bytes, more than the 95 allowed.")
    }
    XCTAssertThrowsError(try Zip.read(Zip.archive([files[0], files[0]]), path: "x")) {
      XCTAssertEqual("\($0)", "x, byte 40: the archive holds two files called a.txt.")
    }
    XCTAssertThrowsError(try Zip.read([1, 2, 3], path: "x")) {
      XCTAssertEqual(
        "\($0)",
        "x: expected a zip archive, and its directory is not at the end. The file is incomplete or "
          + "no archive.")
    }
  }
}
