import Autograd
import Networks
import TestSupport
import Tensors
import XCTest

/// Every optimizer takes PyTorch's first five steps.
final class OptimizerGoldenTests: XCTestCase {
  struct Packed: Decodable {
    let shape: [Int]
    let values: [Float]
    var tensor: Tensor { Tensor(shape: shape, scalars: values) }
  }

  struct File: Decodable {
    let start: Packed
    let slopes: [Packed]
    let weights: [String: [Packed]]
  }

  func testFirstFiveStepsArePyTorchs() throws {
    let file = try JSONDecoder().decode(
      File.self, from: try Golden.data("networks-optimizers.json"))
    try check("SGD", SGD(learningRate: 0.1), file)
    try check("SGD l2", SGD(learningRate: 0.1, l2: 0.05), file)
    try check("Momentum", Momentum(learningRate: 0.05), file)
    try check("Nesterov", Nesterov(learningRate: 0.05), file)
    try check("AdaGrad", AdaGrad(learningRate: 0.1), file)
    try check("RMSProp", RMSProp(learningRate: 0.01), file)
    try check("Adam", Adam(learningRate: 0.01), file)
    try check("Adam l2", Adam(learningRate: 0.01, l2: 0.1), file)
    try check("AdamW", AdamW(learningRate: 0.01, weightDecay: 0.1), file)
    XCTAssertEqual(file.weights.count, 9, "a case of the golden file is not checked")
  }

  /// The golden slopes reach the parameter through a loss whose gradient they are: Σ weight · slope.
  private func check(_ name: String, _ optimizer: some Optimizer, _ file: File) throws {
    var optimizer = optimizer
    let parameter = Parameter(file.start.tensor)
    let expected = try XCTUnwrap(file.weights[name], "no golden values for \(name)")
    XCTAssertEqual(expected.count, 5)
    for (step, slope) in file.slopes.enumerated() {
      let tape = Tape(.training)
      let loss = (tape.parameter(parameter) * tape.constant(slope.tensor)).sum()
      optimizer.update([parameter], with: loss.gradients())
      for (found, wanted) in zip(parameter.value.scalars, expected[step].values) {
        XCTAssertEqual(
          found, wanted, accuracy: 1e-6 * max(1, abs(wanted)), "\(name), step \(step + 1)")
      }
    }
  }
}
