import Metrics
import Notebook
import Trace
import XCTest

final class ClaimTests: XCTestCase {
  private func verdict(
    _ effect: Double, _ interval: ClosedRange<Double>?, _ holds: (Double) -> Bool
  ) -> Verdict { Condition.verdict(effect: effect, interval: interval, holds: holds) }

  func testAConditionsVerdictComesFromItsWholeInterval() {
    let large: (Double) -> Bool = { $0 >= 0.05 }
    XCTAssertEqual(verdict(0.1, nil, large), .holds)
    XCTAssertEqual(verdict(0.01, nil, large), .doesNotHold)
    XCTAssertEqual(verdict(0.1, 0.06...0.2, large), .holds)
    XCTAssertEqual(verdict(0.1, 0.05...0.2, large), .holds)
    XCTAssertEqual(verdict(0.1, 0.049...0.2, large), .tooSmallToTell)
    XCTAssertEqual(verdict(0.01, -0.02...0.04, large), .doesNotHold)
    XCTAssertEqual(verdict(0.01, -0.02...0.06, large), .tooSmallToTell)
    XCTAssertEqual(verdict(.nan, 0...1, large), .tooSmallToTell)
    XCTAssertEqual(verdict(.infinity, nil, large), .holds)
    XCTAssertEqual(verdict(0.1, -.infinity ... .infinity, large), .tooSmallToTell)
    XCTAssertEqual(verdict(2, 1 ... .infinity, large), .holds)
    XCTAssertEqual(verdict(-2, -.infinity ... -1, large), .doesNotHold)
  }

  func testABandInsideTheIntervalIsSeen() {
    // Neither the ends nor the effect lie in the band, yet the interval does not exclude it.
    let band: (Double) -> Bool = { (0.05...0.15).contains($0) }
    XCTAssertEqual(verdict(0.3, 0...0.4, band), .tooSmallToTell)
    XCTAssertEqual(verdict(0.1, 0.06...0.14, band), .holds)
    XCTAssertEqual(verdict(0.3, 0.2...0.4, band), .doesNotHold)
    XCTAssertEqual(verdict(0, -.infinity ... .infinity, { $0 == 1 || $0 > 1e18 }), .tooSmallToTell)
  }

  func testIntervalsOfMetricsServeToo() {
    func verdict(_ lower: Double, _ upper: Double) -> Verdict {
      let interval = Interval(estimate: 0.1, lower: lower, upper: upper, level: 0.95)
      return Condition(
        "a", effect: 0.1, interval: interval, holds: { $0 > 0 }, threshold: "more than 0"
      ).output.verdict
    }
    XCTAssertEqual(verdict(0.05, 0.2), .holds)
    XCTAssertEqual(verdict(.nan, .nan), .tooSmallToTell)
  }

  private func condition(_ effect: Double, _ interval: ClosedRange<Double>? = nil) -> Condition {
    Condition(
      "c", effect: effect, interval: interval, holds: { $0 > 0 }, threshold: "more than 0")
  }

  func testAClaimDependsWhereConditionsDisagree() throws {
    let (holds, fails, unclear) = (condition(1), condition(-1), condition(1, -1...2))
    let cases: [([Condition], Verdict)] = [
      ([holds], .holds), ([holds, holds], .holds), ([fails, fails], .doesNotHold),
      ([unclear, unclear], .tooSmallToTell), ([holds, fails], .depends),
      ([holds, unclear], .depends), ([unclear, fails], .depends),
    ]
    for (conditions, expected) in cases {
      let output = try claimOutput("a", answer: "b", checking: conditions)
      XCTAssertEqual(output.verdict, expected)
    }
  }

  func testAClaimNeedsAnAnswerConditionsAndThresholds() {
    func refusal(_ attempt: @autoclosure () throws -> Any) -> String {
      do { return "accepted: \(try attempt())" } catch { return "\(error)" }
    }
    XCTAssertEqual(
      refusal(try claimOutput("Water is wet", answer: "True.", checking: [])),
      "The claim \"Water is wet\" has no condition to test it under.")
    XCTAssertEqual(
      refusal(try claimOutput("Water is wet", answer: " ", checking: [condition(1)])),
      "The claim \"Water is wet\" has no answer: one sentence that says what came of it.")
    XCTAssertEqual(
      refusal(try Condition.threshold(checking: "", of: "rain")),
      "The condition \"rain\" does not say what its effect must be; \"more than 0.005\" would.")
    XCTAssertEqual(
      refusal(try Condition.threshold(checking: "less than 1", of: "rain")),
      "accepted: less than 1")
  }

  func testClaimsAreRecordedAndReadInATerminal() throws {
    var verdict: Verdict?
    let (trace, _) = try recorded {
      Notebook.enter("claim")
      verdict = claim("Adam beats SGD", answer: "True where features are sparse.") {
        for (name, effect) in [("sparse", 0.25 as Float), ("dense", -0.1)] {
          Condition(
            name, effect: effect, interval: Double(effect) - 0.05...Double(effect) + 0.05,
            holds: { $0 > 0 }, threshold: "more than 0")
        }
        if Bool(true) {
          Condition(
            "counted", exact: 3.0, format: "%.0f", holds: { $0 > 2 }, threshold: "more than 2")
        }
        Condition("timed", effect: 1.5, holds: { $0 > 2 }, threshold: "more than 2")
      }
      Notebook.finish()
    }
    XCTAssertEqual(verdict, .depends)
    guard let claim = trace["claim"]?.outputs.first?.output.of(ClaimOutput.self) else {
      return XCTFail("a claim was recorded")
    }
    XCTAssertEqual(
      claim.terminalText(in: ""),
      """
      Answer: True where features are sparse.
      Claim: Adam beats SGD
      condition  effect  interval        threshold    verdict
      ─────────  ──────  ──────────────  ───────────  ──────────────────
      sparse     0.25    0.2 to 0.3      more than 0  holds
      dense      -0.1    -0.15 to -0.05  more than 0  does not hold here
      counted    3       exact           more than 2  holds
      timed      1.5     one run         more than 2  does not hold here
      Verdict: depends
      """)
  }
}
