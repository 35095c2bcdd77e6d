import Building
import XCTest

final class InvocationTests: XCTestCase {
  private func parse(_ line: String) throws -> Invocation {
    try Invocation(line.split(separator: " ").map(String.init), chapters: ["ch00", "ch04", "ch10"])
  }

  private func refusal(_ line: String) -> String {
    do {
      _ = try parse(line)
      return "understood"
    } catch { return "\(error)" }
  }

  func testWithoutACommandItBuilds() throws {
    XCTAssertEqual(try parse("").command.name, "build")
    XCTAssertEqual(try parse("ch04 ch10").operands, ["ch04", "ch10"])
    XCTAssertEqual(try parse("ch04 ch10").command.name, "build")
    XCTAssertEqual(try parse("build ch04").operands, ["ch04"])
  }

  func testFlagsStandAnywhere() throws {
    for line in ["--why ch04 --jobs 3", "ch04 --jobs=3 --why", "--jobs 3 --why ch04"] {
      let invocation = try parse(line)
      XCTAssertEqual(invocation.operands, ["ch04"], line)
      XCTAssertTrue(invocation.has(.why), line)
      XCTAssertFalse(invocation.has(.force), line)
      XCTAssertEqual(invocation.value(.jobs), "3", line)
    }
  }

  func testTwoHyphensEndTheFlags() throws {
    XCTAssertEqual(try parse("new -- -1").operands, ["-1"])
    XCTAssertEqual(try parse("new -").operands, ["-"])
  }

  func testHelpIsAlwaysAtHand() throws {
    for line in ["help", "--help", "-h", "ch04 --help", "check --help"] {
      XCTAssertEqual(try parse(line).command.name, "help", line)
    }
  }

  func testMistypedWordsAreAnsweredWithTheNearest() {
    XCTAssertTrue(refusal("lst").contains("Did you mean `list`?"), refusal("lst"))
    XCTAssertTrue(refusal("claen").contains("Did you mean `clean`?"))
    XCTAssertTrue(refusal("4").contains("Did you mean `ch04`?"), refusal("4"))
    XCTAssertTrue(refusal("10").contains("Did you mean `ch10`?"), refusal("10"))
    XCTAssertTrue(refusal("7").contains("./build.sh help"), refusal("7"))
    XCTAssertTrue(refusal("-v").contains("no flag -v"), refusal("-v"))
    XCTAssertTrue(refusal("list ch04").hasSuffix("./build.sh list"), refusal("list ch04"))
    XCTAssertTrue(refusal("ch04 --forec").contains("Did you mean --force?"))
    XCTAssertTrue(refusal("xyzzy-plugh").contains("./build.sh help"))
    XCTAssertTrue(refusal("list --force").contains("takes no flags"))
    XCTAssertTrue(refusal("--jobs").contains("followed by N"))
    XCTAssertTrue(refusal("--why=now").contains("takes no value"), refusal("--why=now"))
    XCTAssertTrue(refusal("new").contains("./build.sh new \"Title\""))
  }
}
