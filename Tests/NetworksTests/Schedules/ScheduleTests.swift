import Networks
import TestSupport
import XCTest

final class ScheduleTests: XCTestCase {
  func testFirstHundredRatesArePyTorchs() throws {
    let schedules: [String: any Schedule] = [
      "StepDecay": StepDecay(from: 0.1, every: 30),
      "ExponentialDecay": ExponentialDecay(from: 0.1, by: 0.97),
      "CosineDecay": CosineDecay(from: 0.1, to: 0.001, over: 99),
      "CosineRestarts": CosineRestarts(from: 0.1, to: 0.001, first: 10, growth: 2),
      "WarmUp": WarmUp(steps: 9, then: CosineDecay(from: 0.1, over: 90)),
      "OneCycle": OneCycle(peak: 0.1, steps: 101),
    ]
    let golden = try XCTUnwrap(
      try JSONSerialization.jsonObject(with: Golden.data("networks-schedules.json"))
        as? [String: Any])
    for (name, schedule) in schedules {
      let wanted = try XCTUnwrap(golden[name] as? [Double], "no golden values for \(name)")
      XCTAssertEqual(wanted.count, 100)
      for (step, rate) in wanted.enumerated() {
        XCTAssertEqual(
          Double(schedule.learningRate(at: step)), rate, accuracy: 1e-6 * rate + 1e-12,
          "\(name), step \(step)")
      }
    }
    XCTAssertEqual(golden.values.count { $0 is [Double] }, schedules.count)
  }

  func testRatesAfterTheEndStayAtTheLast() {
    XCTAssertEqual(CosineDecay(from: 1, to: 0.25, over: 10).learningRate(at: 1_000), 0.25)
    let cycle = OneCycle(peak: 1, steps: 10)
    XCTAssertEqual(cycle.learningRate(at: 9), cycle.learningRate(at: 500))
    XCTAssertEqual(ConstantRate(0.5).learningRates(3), [0.5, 0.5, 0.5])
  }

  func testRangeTestClimbsByAConstantFactorAndSuggestsATenthOfTheBest() {
    let sweep = RangeTest(from: 1e-4, to: 1, steps: 5)
    let rates = sweep.learningRates(5)
    for (rate, wanted) in zip(rates, [1e-4, 1e-3, 1e-2, 1e-1, 1] as [Float]) {
      XCTAssertEqual(rate, wanted, accuracy: wanted * 1e-5)
    }
    let suggestion = sweep.suggestion(losses: [4, 3, 1, 0.5, .infinity])
    XCTAssertEqual(suggestion, 1e-2, accuracy: 1e-7)
  }
}
