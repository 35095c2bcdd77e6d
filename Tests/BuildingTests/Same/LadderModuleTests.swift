import Building
import Foundation
import Trace
import XCTest

/// What Python calls, `ladder.py`, with the machine's own Python where that has NumPy.
final class LadderModuleTests: XCTestCase {
  private let folder = TemporaryFolder()

  /// Runs a text as `same` runs a block that begins at line 10 of x.md.
  private func run(_ text: String) throws -> (ending: Ending, errors: String) {
    try folder.write(text, to: "program.py")
    try folder.write("", to: "given/empty.json")
    let helper = "\(FixtureBook.project)/Sources/Building/Same/ladder.py"
    let program = Program(
      "python3", [helper, folder["program.py"], "x.md", "10", folder["result.json"]],
      environment: ["LADDER_GIVEN": folder["given"]], folder: folder.path, output: folder["out"],
      errors: folder["errors"])
    let ending = try Supervisor().run(program, limits: Limits(seconds: 60))
    return (ending, folder.text("errors") ?? "")
  }

  override func setUpWithError() throws {
    let program = Program(
      "python3", ["-c", "import numpy"], folder: folder.path, output: "/dev/null",
      errors: "/dev/null")
    guard try Supervisor().run(program).isSuccess else { throw XCTSkip("there is no NumPy here") }
  }

  func testWhatIsRecordedIsWhatTheBookReads() throws {
    let (ending, errors) = try run(
      """
      import numpy as np
      from ladder import found
      record("Test accuracy (%)", np.float32(0.5))
      record("wrong", np.array(4))
      record("diverged", float("-inf"))
      record("word", "seven")
      found("law", "It holds.", holds=np.True_, numbers={"a slope": -0.5, "spread": "1 to 2"})
      """)
    XCTAssertEqual(ending, .exited(0), errors)
    let bytes = Array(try XCTUnwrap(folder.text("result.json")).utf8)
    let result = try ForeignResult(bytes, path: "result.json")
    XCTAssertEqual(result.libraries.map(\.name), ["NumPy"])
    XCTAssertEqual(
      result.numbers,
      [
        .init(name: "test-accuracy", value: .float(0.5)), .init(name: "wrong", value: .integer(4)),
        .init(name: "diverged", value: .float(-.infinity)),
        .init(name: "word", value: .text("seven")),
      ])
    XCTAssertEqual(
      result.findings,
      [
        .init(
          id: "law", sentence: "It holds.", holds: true,
          numbers: [
            .init(name: "a slope", value: .float(-0.5)),
            .init(name: "spread", value: .text("1 to 2")),
          ])
      ])
    XCTAssertEqual(folder.text("out"), "holds: It holds.\n")
  }

  func testErrorsSpeakOfTheLinesOfTheChapter() throws {
    let (ending, errors) = try run("x = 1\ngiven[\"Digits\"]\n")
    XCTAssertEqual(ending, .exited(1))
    XCTAssertTrue(errors.contains("File \"x.md\", line 11"), errors)
    XCTAssertTrue(errors.contains("does not hand over 'Digits', only: empty"), errors)
    XCTAssertTrue(try run("x = = 1\n").errors.contains("File \"x.md\", line 10"))
  }
}
