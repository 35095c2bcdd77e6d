import Datasets
import Files
import XCTest

final class CSVTests: XCTestCase {
  func testTypesAreFoundOut() throws {
    let table = try Table(
      csv: """
        id,price,sold,street,note
        1,2.5,true,Elm,
        -2,3e2,FALSE,"Oak, east",NA
        +3,NA,,"the ""old"" road",
        """)
    XCTAssertEqual(
      table,
      Table([
        Table.Column("id", .integers([1, -2, 3])),
        Table.Column("price", .numbers([2.5, 300, nil])),
        Table.Column("sold", .flags([true, false, nil])),
        Table.Column("street", .text(["Elm", "Oak, east", "the \"old\" road"])),
        Table.Column("note", .text([nil, nil, nil])),
      ]))
    XCTAssertEqual(table.columns.map(\.missingCount), [0, 1, 1, 0, 3])
  }

  func testLineEndsBlankLinesAndByteOrderMark() throws {
    let expected = try Table(csv: "a,b\n1,2\n3,4\n")
    for text in [
      "a,b\r\n1,2\r\n3,4\r\n", "a,b\n1,2\n3,4", "\u{FEFF}a,b\n1,2\n\n3,4\n\n\n",
      "\"a\",\"b\"\n\"1\",\"2\"\n\"3\",\"4\"",
    ] {
      XCTAssertEqual(try Table(csv: text), expected, text.debugDescription)
    }
  }

  func testFieldsMayHoldLineEndsAndSeparators() throws {
    let table = try Table(csv: "text,n\n\"one\r\ntwo, three\",1\n\"\",2\n")
    XCTAssertEqual(table["text"].values, .text(["one\r\ntwo, three", ""]))
    XCTAssertEqual(table["n"].values, .integers([1, 2]))
  }

  func testOneColumnKeepsBlankLinesAsMissing() throws {
    XCTAssertEqual(try Table(csv: "n\n1\n\n3\n")["n"].values, .integers([1, nil, 3]))
  }

  func testHeaderAloneIsATableWithoutRows() throws {
    let table = try Table(csv: "a,b")
    XCTAssertEqual(table.rowCount, 0)
    XCTAssertEqual(table.columnNames, ["a", "b"])
    let declared = try Table(csv: "a,b", format: .init(kinds: ["a": .numbers]))
    XCTAssertEqual(try declared.features("a").shape, [0, 1])
  }

  func testSeparatorMissingWordsAndKindsAreChoices() throws {
    let format = Table.Format(separator: ";", missing: ["-"], kinds: ["zip": .text])
    let table = try Table(csv: "zip;n\n01234;-\n;7\n", format: format)
    XCTAssertEqual(table["zip"].values, .text(["01234", ""]))
    XCTAssertEqual(table["n"].values, .integers([nil, 7]))
  }

  func testErrorsNameLineAndColumn() {
    let cases: [(text: String, format: Table.Format, sentence: String)] = [
      (
        "", .init(),
        "text: expected a header row with the names of the columns, found no text."
      ),
      (
        "a,b\n1,2\n3\n", .init(),
        "text:3:1: this row has 1 field and the header 2. A field that contains the separator must "
          + "stand in quotation marks."
      ),
      (
        "a\n\"x\n", .init(),
        "text:2:1: the quotation mark that opens this field is never closed."
      ),
      (
        "ä,b\nüü,x\"y\n", .init(),
        "text:2:5: a quotation mark stands inside a field without any. Put the whole field in "
          + "quotation marks and double the ones inside it."
      ),
      (
        "a,b\n1,\"x\"y\n", .init(),
        "text:2:6: text follows the quotation mark that closes this field. A quotation mark inside "
          + "a field in quotation marks must be written twice."
      ),
      (
        "a\n1\r2\n", .init(),
        "text:2:2: a carriage return stands here without a line feed. End lines with a line feed, "
          + "or put the field in quotation marks."
      ),
      (
        "a,b,a\n", .init(),
        "text:1:5: the header names two columns \"a\", the first is column 1. Give each column a "
          + "name of its own."
      ),
      (
        "a,b\n1,2\n1,n/k\n", .init(kinds: ["b": .numbers]),
        "text:3:3: column \"b\" was declared to hold numbers, and \"n/k\" is not. Add the text to "
          + "what counts as missing, or declare text."
      ),
      (
        "a\n1\n", .init(kinds: ["b": .numbers]),
        "text:1:1: column \"b\" was given a type, and the header does not name it."
      ),
      (
        "a\n1\n", .init(separator: "\""),
        "text: a separator must be an ASCII character other than quotation mark and line end, and "
          + "\"\"\" is not."
      ),
    ]
    for (text, format, sentence) in cases {
      XCTAssertThrowsError(try Table(csv: text, format: format), text.debugDescription) {
        XCTAssertEqual("\($0)", sentence)
      }
    }
  }

  func testBytesThatAreNotUTF8AreRefusedWithTheirPlace() {
    let bytes: [UInt8] = Array("a,b\n1,".utf8) + [0xFF, 0xFE]
    XCTAssertThrowsError(try Table(csv: bytes, path: "x.csv")) {
      XCTAssertEqual("\($0)", "x.csv:2:3: this field is not UTF-8. Save the file as UTF-8.")
    }
  }

  func testWritingAndReadingGivesTheSameTable() throws {
    let table = Table([
      Table.Column("whole, number", .integers([1, nil, .min])),
      Table.Column("number", .numbers([0.1, -1e300, nil])),
      Table.Column("flag", .flags([nil, true, false])),
      Table.Column("text \"quoted\"", .text(["a\nb", "NA", nil])),
      Table.Column("more", .text(["", ",", "\r\n"])),
    ])
    XCTAssertEqual(try Table(csv: table.csv), table)
    let path = NSTemporaryDirectory() + "ladder-\(UUID()).csv"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try table.write(to: path)
    XCTAssertEqual(try Table(contentsOf: path), table)
  }

  /// A quotation mark with an accent is one character, and still a quotation mark in the file.
  func testAnAccentAfterAQuotationMarkHidesNothing() throws {
    let words = ["\"\u{301}", "a\"\u{308}\"", "\"\"\u{301}\"", "\u{301}", ",\u{301}"]
    let table = Table([
      Table.Column("\"\u{301}", .text(words)), Table.Column("n", .integers([1, 2, 3, 4, 5])),
    ])
    XCTAssertTrue(table.csv.hasPrefix("\"\"\"\u{301}\",n\n\"\"\"\u{301}\",1\n"), table.csv)
    let again = try Table(csv: table.csv)
    XCTAssertEqual(again, table)
    guard case .text(let read) = again.columns[0].values else { return XCTFail() }
    XCTAssertEqual(read.map { Array($0!.utf8) }, words.map { Array($0.utf8) })
    XCTAssertThrowsError(try Table(csv: "a\n\"b\"\u{301}\n")) {
      XCTAssertTrue("\($0)".hasPrefix("text:2:4: text follows the quotation mark"), "\($0)")
    }
  }

  func testNumbersAreReadAsTheStandardLibraryReadsThem() throws {
    var generator = SystemRandomNumberGenerator()
    var texts = [
      "0", "-0", "1.", ".5", "1e22", "1e23", "9007199254740993", "123456789012345678901234567890",
      "4.9e-324", "1e-400", "1e400", "0.1e1", "00012", "1E+5", "17976931348623157e292",
      "0000000000000000000000.1", "1000000000000000000000000", "9999999999999999999",
    ]
    for _ in 0..<20_000 {
      let number = Double(bitPattern: UInt64.random(in: 0...UInt64.max, using: &generator))
      if number.isFinite { texts.append("\(number)") }
      texts.append("\(Int.random(in: -999_999...999_999))e\(Int.random(in: -25...25))")
    }
    let column = try Table(
      csv: "n\n" + texts.joined(separator: "\n"), format: .init(kinds: ["n": .numbers]))["n"]
    for (text, number) in zip(texts, column.numbers) {
      XCTAssertEqual(number?.bitPattern, Double(text)?.bitPattern, text)
    }
  }

  func testWhatIsNoNumberIsText() throws {
    for text in ["0x10", "1e", "1e+", "-", "+", ".", "1.2.3", "infinity", "1 ", "１", "1_000", "e5"]
    {
      XCTAssertEqual(try Table(csv: "n\n\(text)\n")["n"].values, .text([text]))
    }
    XCTAssertEqual(
      try Table(csv: "n\n-inf\nINF\n")["n"].values, .numbers([-.infinity, .infinity]))
    XCTAssertEqual(
      try Table(csv: "n\n9223372036854775807\n-9223372036854775808\n")["n"].values,
      .integers([.max, .min]))
    XCTAssertEqual(
      try Table(csv: "n\n9223372036854775808\n")["n"].values, .numbers([9223372036854775808]))
  }
}
