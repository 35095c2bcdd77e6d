import Autograd
import Foundation
import TestSupport
import Tensors
import XCTest

final class ConnectionistTemporalTests: XCTestCase {
  func testOperations() {
    OpFamily(
      "speech",
      [
        "losses": { $0[0].connectionistTemporalLosses(targets: [[1, 2], [2, 2]]) },
        "lossesOfOne": { $0[0].connectionistTemporalLosses(targets: [[1]]) },
        "lossesOfNothing": { $0[0].connectionistTemporalLosses(targets: [[], [1, 1]]) },
        "lossesLengths": {
          $0[0].connectionistTemporalLosses(
            targets: [[1, 2], [3], [3, 3, 1]], lengths: [4, 1, 6])
        },
        "lossesBlankLast": {
          $0[0].connectionistTemporalLosses(targets: [[0, 1, 0], [2, 2]], blank: 3)
        },
        "lossesImpossible": {
          $0[0].connectionistTemporalLosses(
            targets: [[1, 1], [1, 2], [2]], lengths: [2, 2, 2], skippingImpossible: true)
        },
        "mean": {
          $0[0].connectionistTemporal(targets: [[1, 2], [], [3, 3, 1]], lengths: [4, 2, 6])
        },
        "meanImpossible": {
          $0[0].connectionistTemporal(
            targets: [[1, 1], [1, 2]], lengths: [2, 4], skippingImpossible: true)
        },
        "lossesLong": {
          $0[0].connectionistTemporalLosses(targets: [[1, 3, 2, 2, 4, 1], [5, 5, 5]])
        },
        "lossesFar": { $0[0].connectionistTemporalLosses(targets: [[1, 2, 1]]) },
      ], in: "autograd_speech.json"
    ).prove()
  }

  /// The loss and the gradient by going through every path there is.
  private func enumerated(
    _ logits: Tensor, _ target: [Int], blank: Int
  ) -> (loss: Double, gradient: [Double]) {
    let (places, classes) = (logits.shape[0], logits.shape[1])
    let shares = (0..<places).map { place -> [Double] in
      let powers = (0..<classes).map { exp(Double(logits[place, $0])) }
      let sum = powers.reduce(0, +)
      return powers.map { $0 / sum }
    }
    var paths: [[Int]] = [[]]
    for _ in 0..<places { paths = paths.flatMap { path in (0..<classes).map { path + [$0] } } }
    var total = 0.0
    var visits = [Double](repeating: 0, count: places * classes)
    for path in paths {
      var symbols: [Int] = []
      for (place, symbol) in path.enumerated()
      where symbol != blank && (place == 0 || path[place - 1] != symbol) {
        symbols.append(symbol)
      }
      guard symbols == target else { continue }
      let probability = path.enumerated().reduce(1) { $0 * shares[$1.offset][$1.element] }
      total += probability
      for (place, symbol) in path.enumerated() { visits[place * classes + symbol] += probability }
    }
    let gradient = visits.indices.map { shares[$0 / classes][$0 % classes] - visits[$0] / total }
    return (-log(total), gradient)
  }

  func testItIsTheSumOverAllPaths() {
    var random = Random(seed: 8)
    let targets: [[Int]] = [[], [1], [1, 1], [1, 2], [2, 1, 2], [1, 1, 1], [2, 2, 1]]
    for target in targets {
      for (places, classes) in [(3, 3), (5, 3), (6, 3), (5, 4)] {
        let fewest = target.count + zip(target, target.dropFirst()).count { $0 == $1 }
        guard fewest <= places else { continue }
        let logits = Tensor.normal([places, classes], deviation: 1.5, using: &random)
        let tape = Tape(.training)
        let x = tape.variable(logits.reshaped([1, places, classes]))
        let loss = x.connectionistTemporalLosses(targets: [target])
        let expected = enumerated(logits, target, blank: 0)
        XCTAssertEqual(Double(loss.value[0]), expected.loss, accuracy: 2e-6 * max(1, expected.loss))
        let gradient = loss.sum().gradients()[x]
        for (found, expected) in zip(gradient.scalars, expected.gradient) {
          XCTAssertEqual(Double(found), expected, accuracy: 1e-6, "\(target)")
        }
      }
    }
  }

  /// Two equal symbols in two places are one that was held; with a blank between there is one path.
  func testEqualNeighboursNeedABlankBetween() {
    let tape = Tape(.training)
    let x = tape.variable(.zeros([1, 3, 2]))
    let loss = x.connectionistTemporalLosses(targets: [[1, 1]])
    XCTAssertEqual(loss.value[0], 3 * Float(log(2.0)), accuracy: 1e-6)
    // All three places are sure, so the gradient is a half at each class.
    let expected: [Float] = [0.5, -0.5, -0.5, 0.5, 0.5, -0.5]
    expectClose(loss.sum().gradients()[x], Tensor(shape: [1, 3, 2], scalars: expected))
    let short = tape.constant(.zeros([1, 2, 2]))
    XCTAssertEqual(
      short.connectionistTemporalLosses(targets: [[1, 1]], skippingImpossible: true).value,
      Tensor([0]))
  }

  /// What stands behind the end of a sequence changes nothing and gets no gradient.
  func testPaddingIsNotRead() {
    var random = Random(seed: 9)
    let clean = Tensor.normal([3, 6, 4], using: &random)
    let lengths = [4, 0, 6]
    var spoilt = clean
    for (row, length) in lengths.enumerated() {
      for place in length..<6 { spoilt[row, place] = .filled([4], with: .nan) }
    }
    let found = [clean, spoilt].map { logits in
      let tape = Tape(.training)
      let x = tape.variable(logits)
      let losses = x.connectionistTemporalLosses(targets: [[1, 2], [], [3]], lengths: lengths)
      return [losses.value, losses.sum().gradients()[x]]
    }
    XCTAssertEqual(found[0], found[1])
    XCTAssertEqual(found[0][0][1], 0)
    XCTAssertTrue(found[0][1].scalars[16..<24].allSatisfy { $0 == 0 })
    XCTAssertTrue(found[0][1].scalars[24..<48].allSatisfy { $0 == 0 })
  }

  func testThreadsDoNotMatter() {
    var random = Random(seed: 10)
    let logits = Tensor.normal([23, 40, 12], using: &random)
    let targets = (0..<23).map { row in (0..<(row % 9)).map { 1 + ($0 * row) % 11 } }
    func found() -> [[UInt32]] {
      let tape = Tape(.training)
      let x = tape.variable(logits)
      let loss = x.connectionistTemporal(targets: targets)
      return [loss.value, loss.gradients()[x]].map { $0.scalars.map(\.bitPattern) }
    }
    let one = Parallel.$threads.withValue(1) { found() }
    for threads in [2, 3] {
      XCTAssertEqual(Parallel.$threads.withValue(threads) { found() }, one)
    }
  }

  func testWhatIsNotANumberIsNotALossOfZero() {
    let tape = Tape(.training)
    let spoilt = tape.constant(Tensor(shape: [1, 2, 2], scalars: [0, .nan, 0, 0]))
    XCTAssertTrue(spoilt.connectionistTemporal(targets: [[1]]).scalar.isNaN)
    // A class that is ruled out at every place cannot be spelled.
    let masked = tape.constant(Tensor(shape: [1, 2, 2], scalars: [0, -.infinity, 0, -.infinity]))
    XCTAssertEqual(masked.connectionistTemporalLosses(targets: [[1]]).value[0], .infinity)
    XCTAssertEqual(masked.connectionistTemporalLosses(targets: [[]]).value[0], 0)
  }

  func testNothingToRead() {
    let tape = Tape(.training)
    let none = tape.variable(.zeros([0, 3, 2]))
    XCTAssertEqual(none.connectionistTemporalLosses(targets: []).shape, [0])
    let short = tape.variable(.zeros([2, 0, 2]))
    let losses = short.connectionistTemporalLosses(targets: [[], []])
    XCTAssertEqual(losses.value, .zeros([2]))
    XCTAssertEqual(losses.sum().gradients()[short].shape, [2, 0, 2])
  }

  func testRefusals() {
    func refusal(
      _ shape: [Int], _ targets: [[Int]], lengths: [Int]? = nil, blank: Int = 0
    ) -> String {
      sentence {
        _ = try ConnectionistTemporalPlan(
          shape, targets, lengths: lengths, blank: blank, skippingImpossible: false)
      }
    }
    let name = "connectionist temporal loss: "
    XCTAssertEqual(
      refusal([2, 3], [[1]]), name + "logits of shape [2, 3] should be [batch, places, classes]")
    XCTAssertEqual(
      refusal([2, 3, 4], [[1]]),
      name + "logits of shape [2, 3, 4] need 2 targets, one a sequence, but 1 were given")
    XCTAssertEqual(
      refusal([2, 3, 4], [[1], [1]], lengths: [3, 4]),
      name + "lengths [3, 4] must hold one number between 0 and 3 for each of 2 sequences")
    XCTAssertEqual(
      refusal([1, 3, 4], [[1]], blank: 4),
      name + "the blank is 4, and must be one of the 4 classes, 0 to 3")
    XCTAssertEqual(
      refusal([1, 3, 4], [[1, 4]]),
      name + "symbol 1 of target 0 is 4, and there are the classes 0 to 3")
    XCTAssertEqual(
      refusal([2, 3, 4], [[1], [0]]),
      name + "symbol 0 of target 1 is 0, the blank, which stands between symbols and is none")
    XCTAssertEqual(
      refusal([1, 3, 4], [[1, 1, 2]]),
      name
        + "target 0 of 3 symbols takes at least 4 places, equal neighbours needing a blank between "
        + "them, and its sequence has 3; leave it out, or pass skippingImpossible: true")
  }
}
