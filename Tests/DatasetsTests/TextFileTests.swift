import Datasets
import XCTest

final class TextFileTests: XCTestCase {
  func testLineEndsAndMarksAreMadeAlike() throws {
    let text = try TextFile.parse(Array("\u{FEFF}one\r\ntwo\rthree\n".utf8), path: "x")
    XCTAssertEqual(text, "one\ntwo\nthree\n")
    XCTAssertEqual(try TextFile.parse([], path: "x"), "")
  }

  func testWhatIsNotUTF8IsRefusedWithItsPlace() {
    let hint = "the text is not UTF-8 from here on. Save the file as UTF-8."
    for (bytes, place) in [
      ([0xFF], "1:1"), (Array("a\nbä".utf8) + [0xC3], "2:3"),
      (Array("ab\n".utf8) + [0x80] + Array(repeating: 0x61, count: 500), "2:1"),
      (Array(repeating: 0x61, count: 500) + [0xE2, 0x82], "1:501"),
    ] as [([UInt8], String)] {
      XCTAssertThrowsError(try TextFile.parse(bytes, path: "x")) {
        XCTAssertEqual("\($0)", "x:\(place): \(hint)")
      }
    }
  }
}
