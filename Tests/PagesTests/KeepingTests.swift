import Literate
import PageFixture
import Pages
import Trace
import Weaving
import XCTest

/// What a run leaves alone: pages and records move only where something has changed.
final class KeepingTests: XCTestCase {
  private let markdown = """
    # T

    The loss is [0.250](#=loss "%.3f").

    ```swift id=a
    helper()
    ```

    ```swift id=time tol=any
    measure()
    ```

    ```swift id=plot alt="Words"
    plot()
    ```
    """

  private func fixture(loss: Double, time: String, y: Double = 2, seconds: Double = 1) -> Fixture {
    var fixture = Fixture(markdown: markdown)
    var figure = Fixture.figure
    figure.series[0].y[1] = y
    figure.digest = "\(y)"
    fixture.ran(
      "a", seconds: seconds, .text("loss \(loss)\n"),
      .output(Output(NumberOutput(name: "loss", value: .float(loss)))))
    fixture.ran("time", .text("took \(time)\n"))
    fixture.ran("plot", .output(Output(figure)))
    return fixture
  }

  func testAnAgreeingRunKeepsEveryByte() {
    let first = fixture(loss: 0.25, time: "1.5 ms").woven()
    var other = fixture(loss: 0.2501, time: "870 µs", y: 2.0001, seconds: 7)
    other.trace.start.machine = "Another CPU"
    let second = other.woven(accepted: first.record)
    XCTAssertEqual(second.differences, [])
    XCTAssertEqual(second.markdown, first.markdown)
    XCTAssertEqual(second.record.document, first.record.document)
    XCTAssertEqual(second.record["plot"], first.record["plot"])
  }

  func testOnlyWhatChangedMovesAndIsMarked() {
    let first = fixture(loss: 0.25, time: "1.5 ms").woven()
    let changed = fixture(loss: 0.5, time: "870 µs", y: 2.0001)
    let second = changed.woven(accepted: first.record)
    XCTAssertEqual(second.differences.map(\.kind), [.text, .number, .prose])
    XCTAssertTrue(second.markdown.contains("The loss is 0.500."))
    XCTAssertTrue(second.markdown.contains("> [!WARNING]\n> Not what was recorded:"))
    XCTAssertTrue(second.markdown.contains("> - the number \\`loss\\` was 0.25, and is 0.5"))
    XCTAssertTrue(second.markdown.contains("took 1.5 ms"), "what may vary stays")
    XCTAssertEqual(second.record["plot"], first.record["plot"])
    let accepted = changed.woven(accepted: first.record, accepting: true)
    XCTAssertFalse(accepted.markdown.contains("WARNING"))
    XCTAssertEqual(accepted.record["a"], changed.record()["a"])
    XCTAssertEqual(accepted.record["time"], first.record["time"])
    XCTAssertEqual(changed.woven(accepted: accepted.record).markdown, accepted.markdown)
  }

  func testTheMessageOfAFailureStaysUntilItsCodeChanges() {
    func fixture(_ code: String, _ message: String) -> Fixture {
      var fixture = Fixture(
        markdown: "# T\n\n```swift id=no fails=compile match=cannot\n\(code)\n```\n")
      fixture.failures = ["no": message]
      return fixture
    }
    let first = fixture("let a: Int = \"\"", "cannot convert String").woven()
    let reworded = fixture("let a: Int = \"\"", "cannot, in other words")
    XCTAssertEqual(reworded.woven(accepted: first.record).markdown, first.markdown)
    let edited = fixture("let a = b", "cannot find b").woven(accepted: first.record)
    XCTAssertTrue(edited.markdown.contains("cannot find b"), edited.markdown)
    XCTAssertFalse(edited.markdown.contains("cannot convert String"), edited.markdown)
  }

  func testAFigureThatMovedIsFresh() {
    let first = fixture(loss: 0.25, time: "1.5 ms").woven()
    let second = fixture(loss: 0.25, time: "1 s", y: 3).woven(accepted: first.record)
    XCTAssertEqual(second.record["plot"]?.pictures, [Picture(file: "ceiling.png", digest: "3.0")])
  }

  func testAPageIsWovenAgainFromItsRecordAlone() {
    let run = fixture(loss: 0.25, time: "1.5 ms")
    let first = run.woven()
    let again = ChapterPage(run.chapter, first.record, in: run.book)
    XCTAssertEqual(again.markdown, first.markdown)
    var edited = run
    edited.markdown = markdown.replacingOccurrences(of: "The loss", with: "Its loss")
    XCTAssertTrue(
      ChapterPage(edited.chapter, first.record, in: run.book).markdown.contains(
        "Its loss is 0.250."))
  }

  func testLongAndDatalessBlocksShowTheirRecord() {
    let markdown = """
      # T

      ```swift id=helpers
      func helper() -> Int { deeper() }
      func deeper() -> Int { 1 }
      ```

      ```swift id=unrelated
      func other() -> Int { 2 }
      ```

      ```swift id=scaling long
      print(helper())
      ```

      ```swift id=digits data=mnist
      print("digits")
      ```
      """
    func run(_ markdown: String, skipped: Bool) -> Fixture {
      var fixture = Fixture(markdown: markdown)
      fixture.ran("scaling", skipped: skipped ? .long : nil, skipped ? [] : [.text("0.81\n")])
      fixture.ran("digits", skipped: skipped ? .data : nil, skipped ? [] : [.text("digits\n")])
      return fixture
    }
    let first = run(markdown, skipped: false).woven()
    let second = run(markdown, skipped: true).woven(accepted: first.record)
    XCTAssertEqual(second.markdown, first.markdown, "the page is the same with and without the run")
    XCTAssertEqual(second.differences, [])
    XCTAssertTrue(
      first.markdown.contains("*Recorded on 2026-11-21 (Test CPU, 2 cores, 8 GB, Linux)"))
    XCTAssertEqual(second.unrecorded + second.stale, [])

    // A helper two calls away makes the result stale, an unrelated function does not.
    let stale = markdown.replacingOccurrences(
      of: "deeper() -> Int { 1 }", with: "deeper() -> Int { 3 }")
    let marked = run(stale, skipped: true).woven(accepted: first.record)
    XCTAssertEqual(marked.markdown.ranges(of: "**Stale: the code has changed since.**").count, 1)
    XCTAssertEqual(
      marked.stale.map(\.message),
      ["the recorded result of block `scaling` is stale: its code has changed"])
    let unrelated = markdown.replacingOccurrences(of: "{ 2 }", with: "{ 4 }")
    XCTAssertEqual(run(unrelated, skipped: true).woven(accepted: first.record).stale, [])
  }

  /// A result that was recorded with another state of the library says so, and is not stale.
  func testAResultOfAnEarlierLibrary() {
    let chapter = Chapter(
      folder: "ch09-long", source: SourceText("# T\n\n```swift id=scaling long\nprint(1)\n```\n"))
    let block = chapter.swiftBlocks[0]
    func page(recordedWith library: String?) -> WovenChapter {
      let entry = BlockEntry(
        id: "scaling", code: CodeHashes(chapter).hash(of: block), parts: [.printed("1\n")],
        origin: .init(machine: "Test CPU", date: "2026-11-21", seconds: 3, library: library))
      let record = ChapterRecord(
        chapter: chapter.folder, machine: "Test CPU", cost: .init(seconds: 1, peakMemory: 1),
        blocks: [entry])
      XCTAssertEqual(try ChapterRecord(Array(record.document.utf8)), record)
      return Weaver(Book(chapters: [chapter], library: "now")).weave(
        chapter, record, accepted: record)
    }
    XCTAssertTrue(page(recordedWith: "then").markdown.contains(", with an earlier library."))
    for library in ["now", nil] {
      XCTAssertFalse(page(recordedWith: library).markdown.contains("earlier library"))
    }
    XCTAssertEqual(page(recordedWith: "then").stale, [])
  }

  /// A variable is what the blocks before have made of it, and a chunk is a part of its block.
  func testWhatMakesARecordedResultStale() {
    let markdown = """
      # T

      ```swift id=begin
      var weights = [0.0]
      var other = 1
      ```

      ```swift id=train
      weights = weights.map { $0 + 1 }
      ```

      ```swift id=aside
      print(other + 1)
      ```

      ```swift id=scores long
      // << score >>
      ```

      ```swift id=score chunk=score
      print(weights[0])
      ```

      ```swift id=after
      weights = []
      ```
      """
    func hash(_ old: String, _ new: String) -> String {
      XCTAssertTrue(markdown.contains(old), old)
      let text = markdown.replacingOccurrences(of: old, with: new)
      let chapter = Chapter(folder: "ch04-a", source: SourceText(text))
      return CodeHashes(chapter).hash(of: chapter.block("scores")!)
    }
    let before = hash("# T", "# T")
    for (old, new) in [("[0.0]", "[1.0]"), ("$0 + 1", "$0 + 2"), ("weights[0]", "weights[0] + 1")] {
      XCTAssertNotEqual(hash(old, new), before, new)
    }
    for (old, new) in [("other + 1", "other + 2"), ("weights = []", "weights = [1]")] {
      XCTAssertEqual(hash(old, new), before, new)
    }
  }

  /// A page never shows code beside what other code put out.
  func testWhatOtherCodePutOutIsNotShown() {
    let run = fixture(loss: 0.25, time: "1.5 ms")
    let first = run.woven()
    var edited = run
    edited.markdown = markdown.replacingOccurrences(of: "helper()", with: "helper(2)")
    let page = ChapterPage(edited.chapter, first.record, in: run.book)
    XCTAssertFalse(page.markdown.contains("loss 0.25"), page.markdown)
    XCTAssertTrue(page.markdown.contains("took 1.5 ms"), "the other block is as it was")
    XCTAssertTrue(page.markdown.contains("The loss is 0.250."), "as the author wrote it")
    XCTAssertFalse(first.record.isWhole(for: edited.chapter))
    XCTAssertTrue(first.record.isWhole(for: run.chapter))
  }
}
