import Building
import XCTest

final class CompilerOutputTests: XCTestCase {
  func testOnlyHeadlinesCount() {
    let output = CompilerOutput(
      """
      Building for production...
      [5/6] Compiling ch04 Chapter.swift
      /home/a b/Chapters/ch04-optimization/chapter.md:88:12: error: cannot find 'rate' in scope
       86 |
       87 | func chapter() throws {
       88 | let a = rate
          |         `- error: cannot find 'rate' in scope
      /home/a b/Chapters/ch04-optimization/chapter.md:90:3: warning: variable 'x' was never used; \
      consider replacing with '_' or removing it
      /home/a b/Chapters/ch04-optimization/chapter.md:91:1: error: ambiguous use of 'f'
      /home/a b/Sources/Tensors/Tensor.swift:7:13: note: found this candidate: f
      error: fatalError
      error: link command failed with exit code 1
      <unknown>:0: error: missing required module 'COpenBLAS'
      """)
    XCTAssertEqual(output.findings.map(\.line), [88, 90, 91])
    XCTAssertEqual(output.findings.map(\.column), [12, 3, 1])
    XCTAssertEqual(output.findings[0].path, "/home/a b/Chapters/ch04-optimization/chapter.md")
    XCTAssertEqual(output.findings[0].message, "cannot find 'rate' in scope")
    XCTAssertEqual(output.findings[1].severity, .warning)
    XCTAssertEqual(output.findings[2].notes.map(\.message), ["found this candidate: f"])
    XCTAssertEqual(
      output.placelessErrors,
      ["link command failed with exit code 1", "missing required module 'COpenBLAS'"])
  }

  func testWhatIsSaidTwiceCountsOnce() {
    let line = "/x/chapter.md:1:2: error: no\n"
    XCTAssertEqual(CompilerOutput(line + line).findings.count, 1)
  }

  func testLinesThatOnlyLookAlike() {
    for line in ["note: this", "a: error: b", "1:2: error: b", ": error: ", "x:y:z: warning: w"] {
      XCTAssertEqual(CompilerOutput(line).findings, [], line)
    }
  }
}
