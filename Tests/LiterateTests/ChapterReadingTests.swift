import Literate
import XCTest

final class ChapterReadingTests: XCTestCase {
  private func texts(_ chapter: Chapter, _ ranges: [SourceRange]) -> [String] {
    ranges.map { chapter.source.text(in: $0) }
  }

  func testReferencesAndNumbersKnowTheirPlaces() {
    let chapter = Fixture.chapter(
      #"""
      # The [title](#ch01) `c` ##

      [r]: /url
      After a definition, [Figure](#fig-loss) and `code
      over lines` then [0.973](#=test-accuracy "%.3f") é [Table](#tab-x)
         indented [A *b* `c`](#sec)

      > quoted [1](#=one "%d")
      lazy [2](#=two "%d")
      > > - deep [3](#=three
      > >   "%d") on [4](#=four "%d")

      | a | [5](#=five "%d") |
      |---|---|
      | x \| y [6](#=six "%d") | `p\|q` [7](#=seven "%d") |

      Setext [8](#=eight "%d")
      more [9](#=nine "%d")
      ===
      """#)
    XCTAssertEqual(
      texts(chapter, chapter.references.map(\.range)),
      ["[title](#ch01)", "[Figure](#fig-loss)", "[Table](#tab-x)", "[A *b* `c`](#sec)"])
    XCTAssertEqual(
      texts(chapter, chapter.references.map(\.textRange)),
      ["title", "Figure", "Table", "A *b* `c`"])
    XCTAssertEqual(chapter.references.map(\.kind), [.chapter, .figure, .table, .section])
    XCTAssertEqual(chapter.references[1].blockName, "loss")
    XCTAssertEqual(
      chapter.numbers.map(\.name),
      ["test-accuracy", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"])
    XCTAssertEqual(
      texts(chapter, chapter.numbers.map(\.textRange)),
      ["0.973", "1", "2", "3", "4", "5", "6", "7", "8", "9"])
    for (number, line) in zip(chapter.numbers, [5, 8, 9, 10, 11, 13, 15, 15, 17, 18]) {
      XCTAssertEqual(number.range.lower.line, line, number.name)
      let text = chapter.source.text(in: number.range)
      XCTAssertTrue(text.hasPrefix("[\(number.text)](#=\(number.name)"), text)
      XCTAssertTrue(text.hasSuffix("\")"), text)
    }
    XCTAssertEqual(chapter.numbers[0].format, "%.3f")
  }

  /// The parser's columns are wrong after backticks that close nothing.
  func testNumbersAfterUnclosedBackticks() {
    let chapter = Fixture.chapter(
      "` ```a\nb`c]`d\nf```\n[0.5](#=a \"%.3f\") x\n[0.6](#=b \"%.3f\")")
    XCTAssertEqual(texts(chapter, chapter.numbers.map(\.textRange)), ["0.5", "0.6"])
  }

  /// The parser counts the columns of every row from where the table begins.
  func testNumbersInTablesIndentedUnevenly() {
    let table = """
      > | a | [1](#=a "%d") |
      > |---|---|
      >   | [2](#=b "%d") | [3](#=c "%d") |

        x | [4](#=d "%d")
      --|--
         `y` [5](#=e "%d") | [6](#=f "%d")
      """
    let chapter = Fixture.chapter(table)
    XCTAssertEqual(
      texts(chapter, chapter.numbers.map(\.textRange)), ["1", "2", "3", "4", "5", "6"])
  }

  func testLinksOverSeveralLines() {
    let chapter = Fixture.chapter(
      "> a [one\n> `two\n> three`](#x) b\n> [c](#y\n>   \"t\") d [e](#z)")
    XCTAssertEqual(
      texts(chapter, chapter.references.map(\.range)),
      ["[one\n> `two\n> three`](#x)", "[c](#y\n>   \"t\")", "[e](#z)"])
  }

  func testLinksAfterHardBreaks() {
    let chapter = Fixture.chapter(
      "- a\\\n  [b](#b)  \n  [c](#c)\n  d\\\\\n  [e](#e)\\\n  [f](#f) [g](#g)\n")
    XCTAssertEqual(
      texts(chapter, chapter.references.map(\.textRange)), ["b", "c", "e", "f", "g"])
  }

  /// The parser loses places, and text, around footnotes' marks without a note.
  func testCitationsAnywhere() {
    let chapter = Fixture.chapter(
      "[^a]\n> b[^b]\n> *c[^c]* `x`[^d]`y` **[^e]**[^f]\n\n| [^g] | h [^h] |\n|---|---|\n\n# i[^i]\n\nj \\* [^j] &amp;[^k]\nl"
    )
    XCTAssertEqual(chapter.citations.map(\.key), "abcdefghijk".map(String.init))
    for citation in chapter.citations {
      XCTAssertEqual(chapter.source.text(in: citation.range), "[^\(citation.key)]")
    }
  }

  func testLinksAfterMarksOverTwoLines() {
    let chapter = Fixture.chapter(
      "> a [x [^b\n> c] d [^e\n> f]\n> g](#h) [i](#j)\n> [k](#l) [^m]\n\nn [^o\n][p](#p)")
    XCTAssertEqual(texts(chapter, chapter.references.map(\.textRange)).suffix(3), ["i", "k", "p"])
    XCTAssertEqual(chapter.citations.map(\.key), ["m"])
  }

  func testHeadingsAndAnchors() {
    let chapter = Fixture.chapter(
      "# The title, with `code`\n\n## Part\n\n## Part\n\n<!-- #aside -->\n\n### Überhaupt *x*\n\nTwo\nlines\n---\n"
    )
    XCTAssertEqual(chapter.title, "The title, with code")
    XCTAssertEqual(
      chapter.headings.map(\.anchor),
      ["the-title-with-code", "part", "part-1", "aside", "two-lines"])
    XCTAssertEqual(chapter.headings.map(\.level), [1, 2, 2, 3, 2])
    XCTAssertEqual(chapter.headings[4].range.lower.line, 11)
  }

  func testDirectives() {
    let chapter = Fixture.chapter(
      """
      # A

      <!-- chapter: needs tensors, broadcasting; teaches gradient,
           learning-rate -->

      <!-- an ordinary comment: really -->
      <!-- out: loss --> <!-- #eq-softmax -->

      ```math
      a = b
      ```

      Text <!-- literal --> here.
      """)
    XCTAssertEqual(chapter.needs.map(\.name), ["tensors", "broadcasting"])
    XCTAssertEqual(chapter.teaches.map(\.name), ["gradient", "learning-rate"])
    XCTAssertEqual(chapter.teaches[1].range.lower.line, 4)
    XCTAssertEqual(chapter.source.text(in: chapter.teaches[1].range), "learning-rate")
    XCTAssertEqual(chapter.directives.count, 4)
    XCTAssertEqual(chapter.directives[1].kind, .out(block: "loss"))
    XCTAssertEqual(chapter.source.text(in: chapter.directives[1].range), "<!-- out: loss -->")
    XCTAssertEqual(chapter.mathematics.first?.name, "eq-softmax")
    XCTAssertEqual(chapter.directives[3].isInline, true)
    XCTAssertTrue(chapter.problems.isEmpty)
  }

  func testMathematicsCitationsAndFootnotes() {
    let chapter = Fixture.chapter(
      """
      A line $`x^2`$ costs $5 and `code`[^kingma2015], [^why] and \\[^not].

      <!-- #tab-shapes -->

      | a |
      |---|
      | b |

      [^why]: Because $`y`$ [^sutskever2013].
      """)
    XCTAssertEqual(chapter.mathematics.map(\.tex), ["x^2", "y"])
    XCTAssertEqual(texts(chapter, chapter.mathematics.map(\.range)), ["$`x^2`$", "$`y`$"])
    XCTAssertEqual(chapter.citations.map(\.key), ["kingma2015", "sutskever2013"])
    XCTAssertEqual(
      texts(chapter, chapter.citations.map(\.range)), ["[^kingma2015]", "[^sutskever2013]"])
    XCTAssertEqual(chapter.footnotes.map(\.name), ["why"])
    XCTAssertEqual(chapter.tables.map(\.name), ["tab-shapes"])
    XCTAssertEqual(texts(chapter, chapter.tables.map(\.range)), ["| a |\n|---|\n| b |"])
  }

  func testInfoStrings() {
    let chapter = Fixture.chapter(
      #"""
      ```swift id=loss fold cap="Loss, \"by\" epoch" tol=1e-3 budget=200ms data=mnist,cifar
      ```
      ~~~swift role=wrong for=ex-1 reason="too `small`" tol=any
      ~~~
      """#)
    let first = chapter.blocks[0]
    XCTAssertEqual(first.id, "loss")
    XCTAssertTrue(first.isNamed && first.isFolded && !first.isHidden)
    XCTAssertEqual(first.caption, "Loss, \"by\" epoch")
    XCTAssertEqual(first.tolerance, .relative(1e-3))
    XCTAssertEqual(first.budget, 0.2)
    XCTAssertEqual(first.dataSets, ["mnist", "cifar"])
    XCTAssertEqual(
      chapter.source.text(in: first.attributes[2].range), #"cap="Loss, \"by\" epoch""#)
    let second = chapter.blocks[1]
    XCTAssertEqual(second.role, .wrong)
    XCTAssertEqual(second.id, "ex-1-wrong")
    XCTAssertEqual(second.reason, "too `small`")
    XCTAssertEqual(second.tolerance, .any)
    XCTAssertTrue(chapter.problems.isEmpty, "\(chapter.problems)")
  }

  func testFoldsWithAndWithoutALine() {
    let chapter = Fixture.chapter(
      "```swift fold=\"draws the border\"\n```\n```swift fold\n```\n```swift\n```\n")
    XCTAssertEqual(chapter.blocks.map(\.isFolded), [true, true, false])
    XCTAssertEqual(chapter.blocks.map(\.foldLabel), ["draws the border", "Code", "Code"])
    XCTAssertEqual(chapter.problems.map(\.headline), [])
  }

  func testAnswers() {
    let chapter = Fixture.chapter("```swift answers=C45,K6\n```\n```swift\n```\n")
    XCTAssertEqual(chapter.blocks.map(\.answers), [["C45", "K6"], []])
    XCTAssertEqual(chapter.problems.map(\.headline), [])
  }

  func testTheSameInPython() {
    let chapter = Fixture.chapter(
      "```python\nprint(1)\n```\n\n> ```python same=one-step tol=0.1 beside=a\n> print(2)\n> ```\n")
    let block = chapter.sameBlocks.first
    XCTAssertEqual(chapter.sameBlocks.count, 1)
    XCTAssertEqual(block?.name, "one-step")
    XCTAssertEqual(block?.literal, "print(2)\n")
    XCTAssertEqual([block?.line, block?.firstCodeLine], [5, 6])
    XCTAssertEqual(block?.tolerance, .relative(0.1))
    XCTAssertEqual(block?.beside, "a")
    XCTAssertEqual(block.map { chapter.source.text(in: $0.nameRange) }, "same=one-step")
    XCTAssertEqual(chapter.problems.map(\.headline), [])
  }

  func testSynopsis() {
    let chapter = Fixture.chapter(
      #"""
      <!-- chapter: teaches loss; question "Up; or \"down\",
           if at all?"; picture valley -->

      ```swift id=valley alt="A valley"
      ```
      """#)
    XCTAssertEqual(chapter.teaches.map(\.name), ["loss"])
    XCTAssertEqual(chapter.question, #"Up; or "down", if at all?"#)
    XCTAssertEqual(chapter.picture?.index, 0)
    let phrase = chapter.synopses.first?.picture
    XCTAssertEqual(phrase.map { chapter.source.text(in: $0.range) }, "valley")
    XCTAssertEqual(chapter.problems.map(\.headline), [])
    XCTAssertNil(Fixture.chapter("<!-- chapter: teaches loss -->\n").question)
  }

  func testExercises() throws {
    let chapter = Fixture.chapter(try Fixture.text("exercise.md"))
    let exercise = try XCTUnwrap(chapter.exercises.first)
    XCTAssertEqual(exercise.id, "ex-double")
    XCTAssertEqual(
      [exercise.checks.count, exercise.solutions.count, exercise.wrongs.count], [1, 1, 1])
    XCTAssertEqual(exercise.hint.map { chapter.source.text(in: $0) }, "Add it to itself.")
    XCTAssertEqual(
      exercise.prompt.map { chapter.source.text(in: $0) },
      "**[Exercise](#ex-double) Twice.** Write a function that doubles.")
    XCTAssertEqual(chapter.title(of: exercise), "Twice")
    XCTAssertEqual(chapter.exercisesFile, try Fixture.text("exercise-stubs.txt"))
  }

  func testDisplayedTextLeavesOutHiddenLines() {
    let chapter = Fixture.chapter(
      "```swift\nlet a = 1  // hide\nlet b = 2 // hide it\nlet c = 3 //hide  \n```\n")
    XCTAssertEqual(chapter.blocks[0].displayedText, "let b = 2 // hide it\n")
    XCTAssertEqual(chapter.blocks[0].hiddenLines, [0, 2])
  }

  func testBibliography() {
    let bibliography = Bibliography(
      SourceText(
        "# Bibliography\n\n- `a2015` A. *Adam*.\n  2015.\n- no key\n- `b` B\n- `a2015` C\n"))
    XCTAssertEqual(bibliography.entries.map(\.key), ["a2015", "b", "a2015"])
    XCTAssertEqual(bibliography.entry("a2015")?.text, "A. *Adam*. 2015.")
    XCTAssertEqual(bibliography.problems.map(\.line), [7])
  }
}
