import Literate
import XCTest

final class SayingsTests: XCTestCase {
  private func sayings(_ text: String) -> Sayings { Sayings(SourceText(text)) }

  func testTablesByPart() {
    let sayings = sayings(
      """
      # What people say

      Words before the tables.

      ## Part I

      | id | saying | chapter |
      |---|---|---|
      | C6 | The gradient points *straight* at the minimum. | ch02 |
      | C8 | Nothing mends bad features \\| columns. | ch02, ch08 |

      ## Part II

      | Id | Saying | Chapter |
      |---|---|---|
      | K12 | So many percent, plus or minus what? | ch07 |
      """)
    XCTAssertEqual(sayings.problems.map(\.headline), [])
    XCTAssertEqual(sayings.entries.map(\.id), ["C6", "C8", "K12"])
    XCTAssertEqual(sayings.entries.map(\.part), ["Part I", "Part I", "Part II"])
    XCTAssertEqual(sayings.entry("C6")?.text, "The gradient points *straight* at the minimum.")
    XCTAssertEqual(sayings.entry("C8")?.chapters, ["ch02", "ch08"])
    XCTAssertEqual(sayings.entries(of: "ch02").map(\.id), ["C6", "C8"])
    XCTAssertEqual(sayings.entry("C8")?.range.lower.line, 10)
    XCTAssertNil(sayings.entry("C9"))
  }

  func testFaultsAreToldAtTheirPlace() {
    let head = "| id | saying | chapter |\n|---|---|---|\n"
    func faults(_ rows: String) -> [String] {
      sayings(head + rows).problems.map { "\($0.line):\($0.column): \($0.message)" }
    }
    XCTAssertEqual(faults("| c1 | A | ch01 |\n"), ["3:3: 'c1' is no id of a saying"])
    XCTAssertEqual(faults("|  C | A | ch01 |\n"), ["3:4: 'C' is no id of a saying"])
    XCTAssertEqual(
      faults("| C1 | A | ch01 |\n| C1 | B | ch01 |\n"),
      ["4:3: the id 'C1' is used at line 3 already"])
    XCTAssertEqual(
      faults("| C1 | | ch01 |\n"), ["3:1: it is not said what the saying 'C1' is"])
    XCTAssertEqual(faults("| C1 | A | |\n"), ["3:1: no chapter puts this saying to the test"])
    XCTAssertEqual(faults("| C1 | A | ch01, two |\n"), ["3:12: 'two' is no chapter"])
    XCTAssertEqual(faults("| C1 | A |\n"), ["3:1: no chapter puts this saying to the test"])
    XCTAssertEqual(
      sayings("Text.\n\n| id | said | chapter |\n|---|---|---|\n| x | y | z |\n").problems
        .map(\.headline),
      [
        "Chapters/sayings.md:3:3: error: the columns of this table are not id, saying and chapter"
      ])
  }
}
