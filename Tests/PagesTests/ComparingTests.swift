import Literate
import PageFixture
import Pages
import Trace
import Weaving
import XCTest

/// Every kind of output can drift, and each drift is found; what is allowed is not.
final class ComparingTests: XCTestCase {
  private let markdown = """
    # T

    The loss is [0.250](#=loss "%.3f") of [3](#=rows "%d") rows by [Adam](#=best "%s").

    ```swift id=a cap="A caption" alt="Words"
    code()
    ```

    ```swift id=free tol=any
    code()
    ```

    ```swift id=wide tol=0.1
    code()
    ```
    """

  private func fixture(
    markdown: String? = nil, a: [Fixture.Piece]? = nil, free: [Fixture.Piece] = [],
    wide: [Fixture.Piece] = []
  ) -> Fixture {
    var fixture = Fixture(markdown: markdown ?? self.markdown)
    fixture.ran("a", a ?? outputs)
    fixture.ran("free", free)
    fixture.ran("wide", wide)
    return fixture
  }

  private var outputs: [Fixture.Piece] {
    [
      .text("epoch 1 loss 0.2500\ndone\n"), .output(Output(Fixture.table)),
      .output(Output(Fixture.figure)), .output(Output(Fixture.claim)),
      .output(Output(NumberOutput(name: "loss", value: .float(0.25)))),
      .output(Output(NumberOutput(name: "rows", value: .integer(3)))),
      .output(Output(NumberOutput(name: "best", value: .text("Adam")))),
      .output(Output(FootnoteOutput("Five seeds."))),
    ]
  }

  private func differences(_ now: Fixture, from was: Fixture) -> [String] {
    now.record().differences(from: was.record(), in: now.chapter).map {
      "\($0.kind) \($0.block): \($0.message)"
    }
  }

  /// The differences when one output of block `a` is replaced, or taken away.
  private func drift(_ index: Int, _ piece: Fixture.Piece?) -> [String] {
    var pieces = outputs
    if let piece { pieces[index] = piece } else { pieces.remove(at: index) }
    return differences(fixture(a: pieces), from: fixture())
  }

  func testTheSameRunDiffersInNothing() {
    XCTAssertEqual(differences(fixture(), from: fixture()), [])
  }

  func testPrintedText() {
    XCTAssertEqual(
      drift(0, .text("epoch 1 loss 0.2600\ndone\n")),
      [
        "text a: line 1 of the printed text was \"epoch 1 loss 0.2500\", and is "
          + "\"epoch 1 loss 0.2600\" (allowed: decimals may differ by 0.1% of it)"
      ])
    XCTAssertEqual(drift(0, .text("epoch 1 loss 0.2501\ndone\n")), [], "within a thousandth")
    XCTAssertEqual(drift(0, .text("epoch 2 loss 0.2500\ndone\n")).count, 1, "integers are exact")
    XCTAssertEqual(drift(0, .text("epoch 1 loss 0.2500\nDone\n")).count, 1)
    XCTAssertEqual(drift(0, .text("epoch 1 loss 0.2500\ndone\nmore\n")).count, 1)
    XCTAssertEqual(drift(0, .text("epoch 1 loss -0.2500\ndone\n")).count, 1)
    XCTAssertEqual(drift(0, .text("epoch 1 loss nan\ndone\n")).count, 1)
    XCTAssertEqual(
      drift(0, nil), ["missing a: the printed text is missing; it was \"epoch 1 loss 0.2500…\""])
    XCTAssertEqual(drift(0, .text("a\nb\nc\nd\ne\n")).count, 3)
  }

  func testTables() {
    func changed(_ change: (inout TableOutput) -> Void) -> [String] {
      var table = Fixture.table
      change(&table)
      return drift(1, .output(Output(table)))
    }
    XCTAssertEqual(
      changed { $0.rows[0][2] = .float(0.2503) },
      [
        "table a: row 1, column \"loss | mean\" of the table was 0.25, and is 0.2503 "
          + "(allowed: 0.1% of it)"
      ])
    XCTAssertEqual(changed { $0.rows[0][2] = .float(0.2502) }, [])
    XCTAssertEqual(
      changed { $0.rows[0][1] = .integer(1201) },
      ["table a: row 1, column \"steps\" of the table was 1200, and is 1201"])
    XCTAssertEqual(changed { $0.rows[0][0] = .text("SGD") }.count, 1)
    XCTAssertEqual(changed { $0.rows[1][1] = .integer(0) }.count, 1, "an empty cell was filled")
    XCTAssertEqual(changed { $0.rows[1][2] = .float(.infinity) }.count, 1)
    XCTAssertEqual(
      changed { $0.rows.removeLast() },
      ["table a: the length of the table was 2 rows, and is 1 rows"])
    XCTAssertEqual(changed { $0.columns[0].title = "model" }.count, 1)
    XCTAssertEqual(changed { $0.columns[2].format = NumberFormat("%.2f") }.count, 1)
    XCTAssertEqual(drift(1, nil), ["missing a: the table is missing; it was in the record"])
  }

  func testFigures() {
    func changed(_ change: (inout FigureOutput) -> Void) -> [String] {
      var figure = Fixture.figure
      change(&figure)
      return drift(2, .output(Output(figure)))
    }
    XCTAssertEqual(
      changed { $0.series[0].y[1] = 2.01 },
      [
        "series a: point 2 of series 1 (\"η = 0.1\") of the figure was y = 2.0, and is 2.01 "
          + "(allowed: 0.1% of it)"
      ])
    XCTAssertEqual(changed { $0.series[0].y[1] = 2.001 }, [])
    XCTAssertEqual(changed { $0.series[1].y[1] = 7 }.count, 1, "infinity is not seven")
    XCTAssertEqual(changed { $0.series[0].mean = 2.1 }.count, 1)
    XCTAssertEqual(changed { $0.series[0].count = 4 }.count, 1)
    XCTAssertEqual(changed { $0.series[0].name = "η" }.count, 1)
    XCTAssertEqual(changed { $0.series.removeLast() }.count, 1)
    XCTAssertEqual(
      changed { $0.digest = "abd" },
      ["picture a: the picture of the figure was another, and is of the same numbers"])
    XCTAssertEqual(
      changed {
        $0.digest = "abd"
        $0.series[0].y[1] = 2.001
      }, [], "of other numbers the picture may be another")
    XCTAssertEqual(changed { $0.alternativeText = "Other words." }.count, 1)
    XCTAssertEqual(drift(2, nil), ["missing a: the figure is missing; it was in the record"])
  }

  func testClaims() {
    func changed(_ change: (inout ClaimOutput) -> Void) -> [String] {
      var claim = Fixture.claim
      change(&claim)
      return drift(3, .output(Output(claim)))
    }
    XCTAssertEqual(
      changed { $0.verdict = .holds },
      ["claim a: the verdict on \"Adam *beats* SGD\" was depends, and is holds"])
    XCTAssertEqual(changed { $0.conditions[1].verdict = .doesNotHold }.count, 1)
    XCTAssertEqual(changed { $0.conditions[0].effect = 0.26 }.count, 1)
    XCTAssertEqual(changed { $0.conditions[0].effect = 0.2501 }, [])
    XCTAssertEqual(changed { $0.conditions[0].interval = 0.13...0.5 }.count, 1)
    XCTAssertEqual(changed { $0.conditions[0].interval = nil }.count, 1)
    XCTAssertEqual(changed { $0.conditions[0].name = "rare" }.count, 1)
    XCTAssertEqual(changed { $0.text = "Adam wins" }.count, 1)
    XCTAssertEqual(changed { $0.answer = "False." }.count, 1)
    XCTAssertEqual(changed { $0.conditions[0].threshold = "at least 0" }.count, 1)
    XCTAssertEqual(changed { $0.conditions[0].isExact = true }.count, 1)
    XCTAssertEqual(drift(3, nil), ["missing a: the claim is missing; it was in the record"])
  }

  func testRowsOfTheScoreboard() {
    func changed(_ change: (inout ScoreOutput) -> Void) -> [String] {
      var score = Fixture.score
      change(&score)
      return differences(
        fixture(a: outputs + [.output(Output(score))]),
        from: fixture(a: outputs + [.output(Output(Fixture.score))]))
    }
    XCTAssertEqual(changed { $0.seconds = 100 }, [], "time is not compared")
    XCTAssertEqual(
      changed { $0.error = 0.02 },
      [
        "number a: the error in the row of the scoreboard was 0.014, and is 0.02 "
          + "(allowed: 0.1% of it)"
      ])
    XCTAssertEqual(changed { $0.interval = 0.006...0.03 }.count, 1)
    XCTAssertEqual(changed { $0.interval = 0.007...0.029 }.count, 1)
    XCTAssertEqual(
      changed { $0.newWriters?.error = 0.02 },
      [
        "number a: the error on new writers in the row of the scoreboard was 0.019, and is 0.02 "
          + "(allowed: 0.1% of it)"
      ])
    XCTAssertEqual(changed { $0.newWriters?.interval = 0.009...0.04 }.count, 1)
    XCTAssertEqual(changed { $0.newWriters = nil }.count, 1)
    XCTAssertEqual(changed { $0.bytes = 1 }.count, 1)
    XCTAssertEqual(changed { $0.model = "linear" }.count, 1)
    XCTAssertEqual(
      differences(fixture(), from: fixture(a: outputs + [.output(Output(Fixture.score))])),
      ["missing a: the row of the scoreboard is missing; it was in the record"])
  }

  func testNumbersAndTheProse() {
    XCTAssertEqual(
      drift(4, .output(Output(NumberOutput(name: "loss", value: .float(0.26))))),
      [
        "number a: the number `loss` was 0.25, and is 0.26 (allowed: 0.1% of it)",
        "prose a: the prose at `loss` says \"0.250\", and the code says \"0.260\"",
      ])
    XCTAssertEqual(
      drift(5, .output(Output(NumberOutput(name: "rows", value: .integer(4))))),
      [
        "number a: the number `rows` was 3, and is 4",
        "prose a: the prose at `rows` says \"3\", and the code says \"4\"",
      ])
    XCTAssertEqual(
      drift(6, .output(Output(NumberOutput(name: "best", value: .text("SGD"))))).count, 2)
    XCTAssertEqual(drift(6, nil), ["missing a: the number `best` is missing; it was Adam"])
    let typed = markdown.replacingOccurrences(of: "[0.250]", with: "[0.251]")
    XCTAssertEqual(
      differences(fixture(markdown: typed), from: fixture()),
      ["prose a: the prose at `loss` says \"0.251\", and the code says \"0.250\""])
    // To the digit: a slip within the tolerance of runs is a slip.
    let slip = markdown.replacingOccurrences(of: "[0.250]", with: "[0.2501]")
      .replacingOccurrences(of: "(#=loss \"%.3f\")", with: "(#=loss \"%.4f\")")
    XCTAssertEqual(
      differences(fixture(markdown: slip), from: fixture()),
      ["prose a: the prose at `loss` says \"0.2501\", and the code says \"0.2500\""])
    let place = fixture(markdown: typed).record().proseDifferences(
      in: fixture(markdown: typed).chapter)
    XCTAssertEqual(place.map { [$0.line, $0.column] }, [[3, 13]])
  }

  func testMissingAndExtraOutputs() {
    XCTAssertEqual(
      differences(fixture(a: outputs + [.output(Output(FootnoteOutput("new")))]), from: fixture()),
      ["extra a: footnote 2 is new: the record has none here"])
    XCTAssertEqual(
      differences(fixture(free: [.text("new\n")]), from: fixture()),
      ["extra free: the printed text is new: \"new\""])
    XCTAssertEqual(
      differences(fixture(), from: fixture(free: [.text("old\n")])),
      ["missing free: the printed text is missing; it was \"old\""])
    XCTAssertEqual(drift(7, .output(Output(FootnoteOutput("Six seeds.")))).count, 1)
    var swapped = outputs
    swapped.swapAt(1, 2)
    XCTAssertEqual(
      differences(fixture(a: swapped), from: fixture()),
      [
        "text a: the order of the outputs was text, table, figure, claim, footnote, and is "
          + "text, figure, table, claim, footnote"
      ])
    let shorter = markdown.replacingOccurrences(of: "id=free tol=any", with: "id=renamed")
    XCTAssertEqual(
      differences(fixture(markdown: shorter), from: fixture(free: [.text("old\n")])),
      ["missing free: the printed text is missing; it was \"old\""])
  }

  func testCaptions() {
    let other = markdown.replacingOccurrences(of: "A caption", with: "Another caption")
    XCTAssertEqual(
      differences(fixture(markdown: other), from: fixture()),
      ["caption a: the caption was \"A caption\", and is \"Another caption\""])
    let mute = markdown.replacingOccurrences(of: " alt=\"Words\"", with: "")
    XCTAssertEqual(
      differences(fixture(markdown: mute), from: fixture()),
      ["caption a: the alternative text was \"Words\", and is none"])
    // Long ones are quoted from where they part.
    let long = String(repeating: "A caption that goes on. ", count: 5)
    let (one, another) = (long + "Here it ends.", long + "There it ends.")
    func captioned(_ words: String) -> Fixture {
      fixture(markdown: markdown.replacingOccurrences(of: "A caption", with: words))
    }
    XCTAssertEqual(
      differences(captioned(another), from: captioned(one)),
      [
        "caption a: the caption was \"…that goes on. Here it ends.\", "
          + "and is \"…that goes on. There it ends.\""
      ])
  }

  func testToleranceOfABlock() {
    let was = fixture(
      free: [
        .text("took 1.25 ms for 12 rows\n"),
        .output(Output(NumberOutput(name: "t", value: .float(1)))),
      ],
      wide: [.text("loss 1.00\n"), .output(Output(NumberOutput(name: "w", value: .float(1))))])
    let now = fixture(
      free: [
        .text("took 980 µs for 15 rows\n"),
        .output(Output(NumberOutput(name: "t", value: .float(9)))),
      ],
      wide: [.text("loss 1.05\n"), .output(Output(NumberOutput(name: "w", value: .float(1.05))))])
    XCTAssertEqual(differences(now, from: was), [])
    let far = fixture(
      free: [
        .text("broke 980 µs for 15 rows\n"),
        .output(Output(NumberOutput(name: "t", value: .float(9)))),
      ],
      wide: [.text("loss 1.20\n"), .output(Output(NumberOutput(name: "w", value: .float(1.2))))])
    XCTAssertEqual(differences(far, from: was).count, 3)
  }

  func testADifferenceIsAFindingAtItsBlock() {
    let now = fixture(free: [.text("new\n")])
    let found = now.record().differences(from: fixture().record(), in: now.chapter)
    let finding = found[0].diagnostic(in: now.chapter, .error)
    XCTAssertEqual(
      finding.headline,
      "Chapters/ch04-ceiling/chapter.md:9:1: error: block `free`: the printed text is new: \"new\"")
    XCTAssertEqual(
      finding.help, "if the new output is right, take it with `./build.sh check ch04 --accept`")
    XCTAssertEqual(found[0].description, "line 9, block `free`: the printed text is new: \"new\"")
  }
}
