import Metrics
import Tensors
import TestSupport
import XCTest

final class ConformalSetsTests: XCTestCase {
  func testBarsEqualNumPys() throws {
    let cases = try CalibratingGolden.load().conformal
    XCTAssertEqual(cases.count, 4)
    for one in cases {
      let p = Tensor(shape: [one.labels.count, one.classes], scalars: one.probabilities)
      let sets = ConformalSets(probabilities: p, labels: one.labels, missing: one.missing)
      XCTAssertEqual(sets.bar, one.bar ?? .infinity, accuracy: 1e-12)
      // Too few rows for the promise leave nothing out.
      if one.bar == nil { XCTAssertEqual(sets(p)[0], Array(0..<one.classes)) }
    }
  }

  func testTheBarIsTheSmallestThatKeepsThePromise() {
    let p = Tensor((1...9).map { [1 - Float($0) / 10, Float($0) / 10] })
    let labels = [Int](repeating: 0, count: 9)
    // Of ten rows three are to be held: the third of the nine, though 0.3 · 10 is more than 3 in
    // doubles.
    let sets = ConformalSets(probabilities: p, labels: labels, missing: 0.7)
    XCTAssertEqual(sets.bar, 0.3, accuracy: 1e-6)
    XCTAssertEqual(sets.coverage(of: p, labels: labels), 3.0 / 9, accuracy: 1e-12)
    XCTAssertEqual(sets(Tensor([[0.75, 0.25], [0.2, 0.8], [0.5, 0.5]])), [[0], [1], []])
  }

  /// Of exchangeable rows the sets hold the truth as often as promised, even where the probabilities
  /// are wrong.
  func testThePromiseIsKept() {
    var random = Random(seed: 17)
    let rounds = 2_000
    var held = 0.0
    for _ in 0..<rounds {
      let logits = Tensor.normal([40, 3], using: &random)
      let truth = TemperatureScaling(temperature: 1)
      let labels = Tensor.categorical(truth(logits), using: &random)
      let said = truth(3 * logits)
      let sets = ConformalSets(
        probabilities: said[0..<39], labels: Array(labels[..<39]), missing: 0.2)
      held += sets.coverage(of: said[39..<40], labels: [labels[39]])
    }
    // A share of 2,000 spreads by 0.009.
    XCTAssertEqual(held / Double(rounds), 0.8, accuracy: 0.03)
  }

  func testMisuseIsASentence() {
    expectSentence(
      "The share of truths left out lies between 0 and 1, and 1.0 does not.",
      try ConformalSets(checking: Tensor([[0.5, 0.5]]), labels: [0], missing: 1))
    expectSentence(
      "The probabilities of an example lie between 0 and 1 and sum to 1, and those of example 0 do "
        + "not. Scores become probabilities by softmax.",
      try ConformalSets(checking: Tensor([[2, 0.5]]), labels: [0], missing: 0.1))
    expectSentence(
      "Probabilities have the shape [examples, classes], and these have the shape [3].",
      try ConformalSets.check([3]))
  }
}
