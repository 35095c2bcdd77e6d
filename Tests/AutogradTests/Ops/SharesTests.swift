import Autograd
import Tensors
import XCTest

/// The cross-entropy of examples that are shares of several classes.
final class SharesTests: XCTestCase {
  func testOperations() {
    OpFamily(
      "shares",
      [
        "crossEntropyShares": { inputs in
          let shape = inputs[0].shape
          let shares = (0..<inputs[0].count).map { Float($0 * 7 % 4) / 4 }
          return inputs[0].crossEntropy(shares: Tensor(shape: shape, scalars: shares))
        }
      ]
    ).prove()
  }

  func testWholeSharesAreLabels() {
    var random = Random(seed: 3)
    let logits = Tensor.normal([5, 4], using: &random)
    let labels = [0, 3, 1, 1, 2]
    var shares = Tensor.zeros([5, 4])
    for (row, label) in labels.enumerated() { shares[row, label] = 1 }
    let tape = Tape(.training)
    let (x, y) = (tape.variable(logits), tape.variable(logits))
    let loss = x.crossEntropy(labels: labels) + y.crossEntropy(shares: shares)
    XCTAssertEqual(
      y.crossEntropy(shares: shares).value.scalar, x.crossEntropy(labels: labels).value.scalar,
      accuracy: 1e-6)
    let gradients = loss.gradients()
    XCTAssert(gradients[x].isClose(to: gradients[y], relative: 1e-5, absolute: 1e-7))
  }

  func testRefusals() {
    XCTAssertEqual(
      sentence { _ = try Variable.checkShares([4, 3], [4]) },
      "cross-entropy: logits of shape [4, 3] need a share for each, a row for each example, and the "
        + "shares have the shape [4]")
    XCTAssertThrowsError(try Variable.checkShares([], []))
    XCTAssertThrowsError(try Variable.checkShares([0, 3], [0, 3]))
  }
}
