import Building
import Trace
import XCTest

/// When two answers count as wrong in the same way.
final class BehaviourTests: XCTestCase {
  private func failing(_ failures: GradeFailure...) -> Behaviour {
    Behaviour(.complete, met: 1, failures: failures)
  }

  func testTheLastDigitsOfNumbersDoNotCount() {
    let one = failing(GradeFailure("at 3", expected: "5.0, within 1e-12", actual: "7.5"))
    for (message, actual, isLike) in [
      ("at 3", "7.5", true), ("at 3", "7.50001", true), ("at 3", "7.51", false),
      ("at 3", "-7.5", false), ("at 4", "7.5", false), ("at 3", "nan", false),
    ] {
      let other = failing(GradeFailure(message, expected: "5.0, within 1e-12", actual: actual))
      XCTAssertEqual(one.isLike(other), isLike, "\(message) \(actual)")
      XCTAssertEqual(other.isLike(one), isLike, "\(message) \(actual)")
    }
  }

  func testInfinityIsNearNothingElse() {
    let one = failing(GradeFailure("at 3", actual: "inf"))
    XCTAssertFalse(one.isLike(failing(GradeFailure("at 3", actual: "7.5"))))
    XCTAssertTrue(one.isLike(failing(GradeFailure("at 3", actual: "inf"))))
  }

  func testCasesFailuresAndEndsCount() {
    let one = failing(GradeFailure("a", input: "[1, 0]"))
    XCTAssertTrue(one.isLike(failing(GradeFailure("a", input: "[1, 0]"))))
    XCTAssertFalse(one.isLike(failing(GradeFailure("a", input: "[0, 1]"))))
    XCTAssertFalse(one.isLike(failing(GradeFailure("a", input: "[1, 0]"), GradeFailure("b"))))
    XCTAssertFalse(one.isLike(Behaviour(.recursion, failures: one.failures)))
    let stopped = Behaviour(.stopped(reason: "x", line: 3), lastCase: "[2]")
    XCTAssertTrue(stopped.isLike(Behaviour(.stopped(reason: "x", line: 9), lastCase: "[2]")))
    XCTAssertFalse(stopped.isLike(Behaviour(.stopped(reason: "x", line: 3), lastCase: "[3]")))
    XCTAssertFalse(stopped.isLike(Behaviour(.stopped(reason: "y", line: 3), lastCase: "[2]")))
  }

  func testMeasuredTimesDoNotCount() {
    func slow(_ seconds: String) -> Behaviour {
      failing(
        GradeFailure("too slow", expected: "at most 1.0 s", actual: seconds, isMeasured: true))
    }
    XCTAssertTrue(slow("2.031 s").isLike(slow("3.204 s")))
  }

  func testOnlyWhatRanToItsEndAndMetSomethingPasses() {
    XCTAssertTrue(Behaviour(.complete, met: 1).passes)
    XCTAssertFalse(Behaviour(.complete).passes)
    for end in [Behaviour.End.todo, .exited(0), .recursion, .thrown("x"), .overTime(seconds: 1)] {
      XCTAssertFalse(Behaviour(end, met: 5).passes, "\(end)")
    }
  }
}
