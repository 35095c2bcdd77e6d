import Literate
import XCTest

final class LinterTests: LintingTestCase {
  func testASoundChapterHasNoFindings() throws {
    XCTAssertEqual(findings(try Fixture.text("exercise.md")), [])
    XCTAssertEqual(findings(try Fixture.text("sound.md"), bibliography: "- `kingma2015` K."), [])
  }

  func testText() {
    XCTAssertEqual(findings("  \n\n"), ["1:1: error: the chapter is empty"])
    XCTAssertEqual(
      findings("Text"),
      ["1:1: error: the chapter has no title", "1:1: warning: the chapter has no code that runs"])
    let invalid = Chapter(
      folder: "ch01-a", source: SourceText(bytes: Array("# A\nab".utf8) + [0xFF]))
    XCTAssertEqual(
      invalid.problems.map(\.headline),
      [
        "Chapters/ch01-a/chapter.md:2:3: error: the file is not UTF-8: a byte here belongs to no character"
      ])
  }

  func testInfoStrings() {
    assertFinds(
      "```swift captoin=x\n```\n", "7:10: error: unknown key 'captoin' in the info string")
    assertFinds("```swift hide=yes\n```\n", "7:10: error: 'hide' stands alone and takes no value")
    assertFinds("```swift fold\n```\n\n```swift fold=\"splits the rows\"\n```\n")
    assertFinds("```swift fold=\"\"\n```\n", "7:10: error: 'fold' needs a value")
    assertFinds(
      "```swift tol= cap\n```\n", "7:10: error: 'tol' needs a value",
      "7:15: error: 'cap' needs a value")
    assertFinds("```swift tol=x\n```\n", "7:10: error: 'x' is no tolerance")
    assertFinds("```swift budget=5\n```\n", "7:10: error: '5' is no time")
    assertFinds("```swift role=chekc\n```\n", "7:10: error: unknown role 'chekc'")
    assertFinds("```swift fails=crash\n```\n", "7:10: error: unknown way to fail 'crash'")
    assertFinds("```swift cap=\"a\n```\n", "7:14: error: this quote is never closed")
    assertFinds(
      "```swift cap=\"a\"fold\n```\n",
      "7:17: error: the next word starts right after the closing quote")
    assertFinds("```swift id=b id=c\n```\n", "7:15: error: 'id' is given twice")
    assertFinds("```swift match=a\n```\n", "7:10: error: 'match' belongs to a block that must fail")
    assertFinds(
      "```swift reason=a\n```\n", "7:10: error: 'reason' belongs to a block with role=wrong")
    let help = Fixture.chapter("```swift captoin=x\n```\n").problems.first?.help
    XCTAssertEqual(help, "did you mean 'cap'?")
  }

  func testBlocks() {
    assertFinds("```swift id=a\n```\n", "7:10: error: the block at line 3 is called 'a' already")
    assertFinds("```swift id=Ab\n```\n", "7:10: error: 'Ab' is no name for a block")
    assertFinds("- ~~~swift id=b\n  x\n", "7:3: error: this fence is never closed")
    assertFinds(
      "````md\na\n````swift id=x\n````\n",
      "9:1: error: a block seems to open inside the block that begins at line 7")
    assertFinds("````md\n```swift\n```\n````\n")
    assertFinds(
      "> ```swift cap=\"of `x`\"\n",
      "7:3: error: this line opens no block, since there is a backtick in what follows the fence")
    assertFinds("~~~swift cap=\"of `x`\"\n~~~\n\n```swift a``` is code.\n")
    assertFinds(
      "```Swift\n```\n", "7:1: error: 'Swift' is not 'swift', so the block would not be compiled")
    assertFinds(
      "```swift{1}\n```\n",
      "7:1: error: 'swift{1}' is not 'swift', so the block would not be compiled")
    assertFinds(
      "```swift\nreturn\n```\n",
      "8:1: error: this 'return' leaves the chapter before its last block")
    assertFinds(
      "```swift\nfunc f() { defer { g() } }\nif x { defer { g() } }\ndefer { g() }\n```\n",
      "10:1: error: this 'defer' waits for the end of the chapter, not of the block")
  }

  func testReferences() {
    assertFinds(
      "[Figure](#fig-b)\n", "7:1: error: there is no block 'b' that could show this figure")
    assertFinds("[Table](#tab-b)\n", "7:1: error: there is no table 'tab-b', nor a block 'b'")
    assertFinds("[Equation](#eq-b)\n", "7:1: error: there is no equation 'eq-b'")
    assertFinds("[Exercise](#ex-b)\n", "7:1: error: there is no exercise 'ex-b'")
    assertFinds("[Chapter](#ch09)\n", "7:1: error: there is no chapter 'ch09'")
    assertFinds(
      "> - [x](#nowhere)\n", "7:5: error: there is no section or block 'nowhere' in this chapter")
    assertFinds(
      "<!-- out: b -->\n", "7:1: error: there is no block 'b' whose output could stand here")
    assertFinds(
      "<!-- out: a -->\n\n<!-- out: a -->\n",
      "9:1: error: the output of 'a' stands at line 7 already")
    assertFinds("<!-- outt: a -->\n", "7:6: error: unknown directive 'outt'")
    assertFinds(
      "<!-- #eq-a -->\n\nText.\n",
      "7:1: error: '#eq-a' names nothing: no equation, table or heading of that kind follows it")
    assertFinds(
      "<!-- #eq-a -->\n```math\na\n```\n<!-- #eq-a -->\n```math\nb\n```\n",
      "11:1: error: the name '#eq-a' is given at line 7 already")
    let suggestion = Linter(chapters: [], bibliography: Bibliography())
      .findings(in: Fixture.chapter("# A\n```swift id=loss\n```\n[Figure](#fig-los)")).first?.help
    XCTAssertEqual(suggestion, "did you mean '#fig-loss'?")
  }

  func testCitations() {
    assertFinds("Said[^kingma].\n", "7:5: error: the bibliography has no entry 'kingma'")
    XCTAssertEqual(findings(in: "Said[^kingma].\n", bibliography: "- `kingma` K."), [])
  }

  func testConcepts() {
    let first = Fixture.chapter("# T\n<!-- chapter: teaches tensors -->\n", folder: "ch01-t")
    let last = Fixture.chapter("# L\n<!-- chapter: teaches loss -->\n", folder: "ch09-l")
    let text = """
      # A

      <!-- chapter: needs tensors, tensor, loss, own; teaches own; question "Why?" -->

      ```swift
      ```
      """
    XCTAssertEqual(
      findings(text, earlier: [first], later: [last]),
      [
        "3:30: error: 'tensor' is needed here, and no earlier chapter teaches it",
        "3:38: error: 'loss' is needed here, and ch09 teaches it only later",
        "3:44: error: the chapter needs 'own' and teaches it itself",
      ])
    assertFinds(
      "<!-- chapter: need a; question \"Why?\" -->\n",
      "7:15: error: a chapter directive says 'needs', 'teaches', 'question' or 'picture', not 'need'"
    )
    assertFinds(
      "<!-- chapter: teaches Big Idea; question \"Why?\" -->\n",
      "7:23: error: 'Big Idea' is no name of a concept")
  }

  func testSynopsis() {
    let noQuestion = "7:1: error: the chapter's directive does not say its question"
    assertFinds("<!-- chapter: teaches loss -->\n", noQuestion)
    assertFinds(
      "<!-- chapter: question Why? -->\n", noQuestion,
      "7:24: error: the chapter's question does not stand in quotes")
    assertFinds(
      "<!-- chapter: question \"Why?\"; question \"How?\" -->\n",
      "7:32: error: the chapter's question is given at line 7 already")
    let figure = "\n```swift id=loss alt=\"It falls\"\n```\n"
    assertFinds(
      "<!-- chapter: question \"Why?\" -->\n" + figure,
      "7:1: error: the chapter's directive does not say which figure stands for the chapter")
    assertFinds("<!-- chapter: question \"Why?\"; picture loss -->\n" + figure)
    assertFinds(
      "<!-- chapter: question \"Why?\"; picture a -->\n" + figure,
      "7:40: error: there is no block 'a' with a figure")
    assertFinds(
      "<!-- chapter: question \"Why?\"; picture My loss -->\n",
      "7:40: error: 'My loss' is no name of a block with a figure")
  }

  func testAnswers() {
    assertFinds("```swift answers=c45\n```\n", "7:10: error: 'c45' is no id of a saying")
    assertFinds(
      "```swift role=show answers=C45\n```\n",
      "7:20: error: 'answers' belongs to a block that makes claims")
    let sayings = Sayings(
      SourceText("| id | saying | chapter |\n|---|---|---|\n| C45 | A | ch04 |\n"))
    XCTAssertEqual(
      findings("# A\n\n```swift answers=C45,C54\n```\n", sayings: sayings),
      ["3:10: error: there is no saying 'C54'"])
    assertFinds("```swift answers=C54\n```\n")
  }

  func testSameBlocks() {
    assertFinds("```python same=a\n```\n")
    assertFinds("```python\n```\n")
    assertFinds("```python smae=a\n```\n", "7:11: error: unknown key 'smae' in the info string")
    assertFinds("```python same\n```\n", "7:11: error: 'same' needs a value")
    assertFinds("```python same=One\n```\n", "7:11: error: 'One' is no name for a passage")
    assertFinds(
      "```python same=b\n```\n\n```python same=b\n```\n",
      "10:11: error: the passage at line 7 is called 'b' already")
    assertFinds("```swift id=steps\n```\n\n```python same=b beside=steps tol=1e-2\n```\n")
    assertFinds(
      "```swift id=steps\n```\n\n```python same=b beside=step\n```\n",
      "10:18: error: there is no block of Swift 'step' to stand beside")
    assertFinds(
      "```python same=b tol=any\n```\n",
      "7:1: error: numbers of another library are to equal the chapter's")
    assertFinds("```python same=b tol=few\n```\n", "7:18: error: 'few' is no tolerance")
    let help = Fixture.chapter("```python smae=x\n```\n").problems.first?.help
    XCTAssertEqual(help, "did you mean 'same'?")
  }

  func testExercises() {
    assertFinds(
      "```swift id=ex-b role=exercise\n```\n",
      "7:1: error: the exercise 'ex-b' has no checks",
      "7:1: error: the exercise 'ex-b' has no solution",
      "7:1: error: the exercise 'ex-b' has no hint",
      "7:1: warning: the exercise 'ex-b' has no prompt")
    assertFinds(
      "```swift for=ex-b role=check\n```\n",
      "7:10: error: there is no exercise 'ex-b' in this chapter")
    assertFinds(
      "```swift role=wrong\n```\n",
      "7:1: error: a wrong answer names no exercise it belongs to",
      "7:1: error: a wrong answer does not say why it is wrong")
    assertFinds(
      "```swift for=ex-b\n```\n",
      "7:10: error: 'for' belongs to a check, a solution or a wrong answer")
  }
}
