import Autograd
import Tensors
import XCTest

final class NormTests: XCTestCase {
  func testOperations() {
    OpFamily(
      "norms",
      [
        "layerNormalized": { $0[0].layerNormalized(gain: $0[1], bias: $0[2]) },
        "layerNormalizedPlain": { $0[0].layerNormalized() },
        "rmsNormalized": { $0[0].rmsNormalized(gain: $0[1]) },
        "rmsNormalizedPlain": { $0[0].rmsNormalized() },
        "batchNormalized": { $0[0].batchNormalized(gain: $0[1], bias: $0[2]).result },
        "batchNormalizedInUse": {
          let width = $0[1].count
          return $0[0].batchNormalized(
            gain: $0[1], bias: $0[2], mean: .filled([width], with: 0.5),
            variance: .filled([width], with: 2))
        },
      ]
    ).prove(tolerance: 1e-2)
  }

  func testBatchStatistics() {
    var random = Random(seed: 5)
    let x = Tensor.normal([3000, 7], mean: 40, deviation: 3, using: &random)
    let tape = Tape(.training)
    let (_, mean, variance) = tape.variable(x).batchNormalized(
      gain: tape.constant(.ones([7])), bias: tape.constant(.zeros([7])))
    XCTAssert(mean.isClose(to: x.mean(axes: [0]), relative: 1e-5))
    XCTAssert(variance.isClose(to: x.variance(axes: [0]), relative: 1e-4))
  }

  func testRefusals() {
    XCTAssertEqual(
      sentence { _ = try Variable.checkNorm([2, 3], [2], nil, in: "layer norm") },
      "layer norm: the gain has shape [2], and for an input of shape [2, 3] it should be [3]")
    XCTAssertEqual(
      sentence { _ = try Variable.checkNorm([], nil, nil, in: "RMS norm") },
      "RMS norm: a single number has no axis to normalise")
    XCTAssertEqual(
      sentence { _ = try Variable.checkBatch([0, 3]) },
      "batch norm: an input of shape [0, 3] has no numbers to take the mean of")
  }

  /// Small terms are lost in a large sum unless long columns are added up in parts.
  func testAColumnOfAMillionRowsKeepsItsDigits() {
    let rows = 1 << 20
    let tape = Tape(.training)
    let (gain, bias) = (tape.variable(.ones([8])), tape.variable(.zeros([8])))
    let x = tape.constant(.filled([rows, 8], with: 1))
    let y = x.layerNormalized(gain: gain, bias: bias)
    let slope = y.gradients(seed: .filled([rows, 8], with: 0.1))[bias]
    for scalar in slope.scalars {
      XCTAssertEqual(Double(scalar) / (Double(rows) * Double(Float(0.1))), 1, accuracy: 1e-5)
    }
  }
}
