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
    let known = Interval(estimate: 0.1, lower: 0.05, upper: 0.2, level: 0.95)
    let unknown = Interval(estimate: 0.1, lower: .nan, upper: .nan, level: 0.95)
    XCTAssertEqual(
      Condition("a", effect: 0.1, interval: known) { $0 > 0 }.output.verdict, .holds)
    XCTAssertEqual(
      Condition("a", effect: 0.1, interval: unknown) { $0 > 0 }.output.verdict, .tooSmallToTell)
  }

  func testAClaimDependsWhereConditionsDisagree() throws {
    func condition(_ effect: Double, _ interval: ClosedRange<Double>? = nil) -> Condition {
      Condition("c", effect: effect, interval: interval) { $0 > 0 }
    }
    let (holds, fails, unclear) = (condition(1), condition(-1), condition(1, -1...2))
    let cases: [([Condition], Verdict)] = [
      ([holds], .holds), ([holds, holds], .holds), ([fails, fails], .doesNotHold),
      ([unclear, unclear], .tooSmallToTell), ([holds, fails], .depends),
      ([holds, unclear], .depends), ([unclear, fails], .depends),
    ]
    for (conditions, expected) in cases {
      XCTAssertEqual(try claimOutput("a", checking: conditions).verdict, expected)
    }
    XCTAssertThrowsError(try claimOutput("Water is wet", checking: [])) {
      XCTAssertEqual("\($0)", "The claim \"Water is wet\" has no condition to test it under.")
    }
  }

  func testClaimsAreRecordedAndReadInATerminal() throws {
    var verdict: Verdict?
    let (trace, _) = try recorded {
      Notebook.enter("claim")
      verdict = claim("Adam beats SGD") {
        for (name, effect) in [("sparse", 0.25 as Float), ("dense", -0.1)] {
          Condition(name, effect: effect, interval: Double(effect) - 0.05...Double(effect) + 0.05) {
            $0 > 0
          }
        }
        if Bool(true) {
          Condition("counted", effect: 3.0, format: "%.0f", holds: { $0 > 2 })
        }
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
      Claim: Adam beats SGD
      condition  effect  interval        verdict
      ─────────  ──────  ──────────────  ──────────────────
      sparse     0.25    0.2 to 0.3      holds
      dense      -0.1    -0.15 to -0.05  does not hold here
      counted    3                       holds
      Verdict: depends
      """)
  }
}
