import Datasets
import Tensors
import XCTest

final class SealedTestTests: XCTestCase {
  func testASecondLookShows() throws {
    var said: [String] = []
    let test = SealedTest(try Iris.load()) { said.append($0) }
    XCTAssertEqual(test.count, 150)
    XCTAssertEqual(test.openings, [])
    XCTAssertEqual(
      test.open("the accuracy we report", file: "ch05/chapter.md", line: 88).count, 150)
    XCTAssertEqual(said, [])
    _ = test.open("another width", file: "ch05/chapter.md", line: 97)
    _ = test.open("a third", file: "ch05/chapter.md", line: 99)
    XCTAssertEqual(
      said,
      [
        "The test part is read for the second time: \"another width\" at ch05/chapter.md:97; the "
          + "first was \"the accuracy we report\" at ch05/chapter.md:88. What was chosen in between "
          + "has seen it, and the number flatters.",
        "The test part is read for the third time: \"a third\" at ch05/chapter.md:99; the first "
          + "was \"the accuracy we report\" at ch05/chapter.md:88. What was chosen in between has "
          + "seen it, and the number flatters.",
      ])
    XCTAssertEqual(test.openings.map(\.line), [88, 97, 99])
  }

  func testSplittingASetSealsItsTestPart() throws {
    var random = Random(seed: 6)
    let iris = try Iris.load()
    let parts = iris.split(.stratified(by: iris.labels, validation: 0.2, test: 0.2, using: &random))
    XCTAssertEqual(parts.train.classCounts, [30, 30, 30])
    XCTAssertEqual(parts.validation.classCounts, [10, 10, 10])
    XCTAssertEqual(parts.test.count, 30)
    let test = parts.test.open("counting")
    XCTAssertEqual(test.classCounts, [10, 10, 10])
    XCTAssertTrue(parts.test.openings[0].file.hasSuffix("SealedTestTests.swift"))
  }
}
