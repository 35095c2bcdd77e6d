import Literate
import XCTest

/// Cutting a reader's file into declarations.
final class AnswerSheetTests: XCTestCase {
  private let chapter = Fixture.chapter(
    """
    # Exercises

    ```swift id=ex-mean role=exercise
    /// The mean.
    func mean(_ x: [Float]) -> Float {
      todo()
    }
    ```
    ```swift id=ex-layer role=exercise
    struct Scale { var by: Float }
    extension Scale {
      func callAsFunction(_ x: Float) -> Float { todo() }
    }
    ```
    ```swift id=ex-max role=exercise
    extension Tensor {
      mutating func clip() { todo() }
    }
    ```
    """)

  private func answers(_ text: String) -> [AnswerSheet.Answer] {
    let sheet = AnswerSheet(SourceText(text))
    return chapter.exercises.map { sheet.answer(to: $0) }
  }

  func testTheFileAsItBegins() {
    XCTAssertEqual(answers(chapter.exercisesFile), [.untouched, .untouched, .untouched])
    let spaced = chapter.exercisesFile.replacingOccurrences(
      of: "  todo()", with: "    // hm\n todo()")
    XCTAssertEqual(answers(spaced), [.untouched, .untouched, .untouched], "blanks and comments")
  }

  func testWhatIsWrittenEmptyOrMissing() {
    let text = """
      import Ladder
      func mean(_ x: [Float]) -> Float {
      }
      struct Scale { var by: Float }
      extension Tensor {
        mutating func clip() { self = self + 1 }
      }
      """
    XCTAssertEqual(
      answers(text), [.empty, .missing(["Scale.callAsFunction"]), .written])
    XCTAssertEqual(
      answers("// func mean\nlet s = \"func mean() {}\"\n"),
      [
        .missing(["mean"]), .missing(["Scale", "Scale.callAsFunction"]), .missing(["Tensor.clip"]),
      ])
    XCTAssertEqual(answers("")[0], .missing(["mean"]))
  }

  func testAMissingBraceSpoilsOneAnswer() {
    let text = """
      import Ladder

      /// Mine.
      @discardableResult
      func mean(_ x: [Float]) -> Float {
        if x.isEmpty { return 0

      struct Scale { var by: Float }
      extension Scale {
        func callAsFunction(_ x: Float) -> Float { x * by }
      }
      """
    let sheet = AnswerSheet(SourceText(text))
    XCTAssertEqual(sheet.answer(to: chapter.exercises[1]), .written)
    for line in 3...7 {
      XCTAssertEqual(sheet.exercises(atLine: line, of: chapter).map(\.id), ["ex-mean"], "\(line)")
    }
    XCTAssertEqual(sheet.exercises(atLine: 10, of: chapter).map(\.id), ["ex-layer"])
    XCTAssertEqual(sheet.exercises(atLine: 1, of: chapter), [])
    XCTAssertEqual(sheet.exercises(atLine: 99, of: chapter).map(\.id), ["ex-layer"])

    let lines = sheet.text(
      file: "E.swift", chapter: chapter, replacing: ["ex-mean"], leavingOut: []
    ).split(separator: "\n", omittingEmptySubsequences: false)
    XCTAssertEqual(lines[1], "#sourceLocation(file: \"E.swift\", line: 1)")
    XCTAssertEqual(lines[2], "import Ladder")
    XCTAssertEqual(lines[1 + 8], "struct Scale { var by: Float }", "what stays keeps its line")
    XCTAssertFalse(lines.contains { $0.contains("isEmpty") })
    XCTAssertTrue(lines.contains("  todo()"))
  }

  func testTextInStringsIsNoDeclaration() {
    let text = "let page = \"\"\"\nfunc mean(_ x: [Float]) -> Float { 1 }\n\"\"\"\n"
    XCTAssertEqual(answers(text)[0], .missing(["mean"]))
    XCTAssertEqual(answers("/*\nfunc mean(_ x: [Float]) -> Float { 1 }\n*/")[0], .missing(["mean"]))
  }

  func testHeadingsAreCompared() {
    let mine = AnswerSheet(SourceText("func mean( _ x:[Float] )->Float { 1 }\n"))
    XCTAssertNil(mine.changedHeading(of: chapter.exercises[0]))
    let other = AnswerSheet(SourceText("func mean(of x: [Float]) -> Float { 1 }\n"))
    let changed = other.changedHeading(of: chapter.exercises[0])
    XCTAssertEqual(changed?.stub, "func mean(_ x: [Float]) -> Float")
    XCTAssertEqual(changed?.own, "func mean(of x: [Float]) -> Float")
  }
}
