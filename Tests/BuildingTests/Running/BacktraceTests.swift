import Building
import XCTest

final class BacktraceTests: XCTestCase {
  private func report(_ headline: String, before: String = "", frames: String) -> Backtrace {
    Backtrace(
      """
      \(before)
      *** Signal 4: Backtracing from 0x558ebdea9cd1... done ***

      \(headline)

      Platform: x86_64 Linux

      Thread 0 "ch04" crashed:

      \(frames)
      """)
  }

  func testTheInnermostFrameInAChapter() {
    let trace = report(
      "*** Program crashed: Illegal instruction at 0x0000558ebdea9cd1 ***",
      frames: """
          0 [inlined] [system] 0x01 specialized Array.subscript.getter in ch04 at //<compiler-generated>
          1                    0x02 step() + 17 in ch04 at /home/a b/Chapters/ch04-o/chapter.md:12:33
          2 [ra]               0x03 chapter() + 1713 in ch04 at /home/a b/Chapters/ch04-o/chapter.md:80:5
        """)
    XCTAssertEqual(trace.place, .init(line: 12, column: 33))
    XCTAssertNil(trace.reason)
  }

  func testTheRuntimesReason() {
    let trace = report("*** Swift runtime failure: arithmetic overflow ***", frames: "")
    XCTAssertEqual(trace.reason, "arithmetic overflow")
    XCTAssertNil(trace.place)
  }

  func testTheProgramsOwnReasonComesFirst() {
    let trace = report(
      "*** Program crashed: Illegal instruction at 0x00007fc5980f9361 ***",
      before: "noise\nch04/chapter.md:16: Fatal error: the shapes [2] and [3] do not match\n",
      frames: "  0 [system] 0x01 _assertionFailure in libswiftCore.so")
    XCTAssertEqual(trace.reason, "the shapes [2] and [3] do not match")
    XCTAssertEqual(trace.place, .init(line: 16, column: 1))
  }

  func testStackOverflow() throws {
    let trace = report(
      "*** Program crashed: Bad pointer dereference at 0x00007ffcc17d8ff8 ***",
      frames: "  0 0x01 r #1 (_:) in chapter() + 12 in a at Chapters/ch99-x/chapter.md:21:68")
    XCTAssertTrue(try XCTUnwrap(trace.reason).contains("calls itself without end"))
    XCTAssertEqual(trace.place, .init(line: 21, column: 68))
  }

  func testNoReport() {
    XCTAssertEqual(Backtrace("hello\n").place, nil)
    XCTAssertEqual(Backtrace("").reason, nil)
  }
}
