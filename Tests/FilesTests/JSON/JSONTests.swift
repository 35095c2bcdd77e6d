import Files
import XCTest

final class JSONTests: XCTestCase {
  private func read(_ text: String) throws -> JSON { try JSON.read(Array(text.utf8)) }

  func testValuesOfEveryKind() throws {
    XCTAssertEqual(
      try read(#" {"a" : [1, -2.5e3, true, false, null, "é\u00e9\n\ud83e\ude9c"] , "b":{}} "#),
      .object([
        .init(
          "a",
          .array([
            .integer(1), .number(-2500), .boolean(true), .boolean(false), .null,
            .string("éé\n🪜"),
          ])),
        .init("b", .object([])),
      ]))
  }

  func testWhatIsNotJSONIsRefused() {
    for text in [
      "", " ", "{", "[", "[1,]", "[1 2]", "{\"a\":1,}", "{a:1}", "{\"a\" 1}", "{\"a\":1,\"a\":2}",
      "01",
      "-", "1.", ".5", "1e", "+1", "0x10", "NaN", "Infinity", "tru", "nul", "\"", "\"\\x\"",
      "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\u{1}\"", "1 2", "'a'", "// 1",
      "99999999999999999999", "1e999", String(repeating: "9", count: 5000) + ".0",
      String(repeating: "[", count: 100_000),
    ] {
      XCTAssertThrowsError(try read(text), text.prefix(40).description)
    }
    XCTAssertThrowsError(try JSON.read([0x22, 0xFF, 0x22]))
    XCTAssertThrowsError(try JSON.read([0x22, 0x5C, 0x6E, 0xC0, 0x80, 0x22]))
  }

  func testNumbersSurviveExactly() throws {
    for value in [
      0, -0.0, 0.1, 1e-7, 1e16, 1.5e300, 1e-300, .greatestFiniteMagnitude, .nan, .infinity,
      -.infinity,
      0.1 + 0.2,
    ] as [Double] {
      let again = try XCTUnwrap(try read(JSON.float(value).line).float)
      XCTAssertTrue(again == value || again.isNaN && value.isNaN, "\(value)")
      XCTAssertEqual(again.sign, value.sign)
    }
    for value in [Int.min, -1, 0, .max] {
      XCTAssertEqual(try read(JSON.integer(value).line), .integer(value))
    }
  }

  func testDocumentsReadBackAndKeepLinesShort() throws {
    let json = JSON.object([
      .init("short", .array([.integer(1), .integer(2)])),
      .init("long", .array((0..<200).map { .number(Double($0) / 8) })),
      .init("nested", .array((0..<30).map { .object([.init("name", .string("number \($0)"))]) })),
      .init("empty", .array([])),
    ])
    let text = json.document()
    XCTAssertEqual(try read(text), json)
    XCTAssertTrue(text.split(separator: "\n").allSatisfy { $0.utf8.count <= 101 })
    XCTAssertTrue(text.hasPrefix("{\n \"short\": [1,2],\n \"long\": [\n  0.0,"))
  }
}
