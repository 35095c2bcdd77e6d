import Ladder
import XCTest

/// A layer with parameters and a buffer: a scale for each column, and a count of its calls.
private struct Scale: Layer {
  let factor: Parameter
  let calls = Buffer(Tensor([0]))

  init(_ width: Int) { factor = Parameter(.ones([width]), "factor") }

  func callAsFunction(_ input: Variable) -> Variable {
    if input.tape.mode == .training { calls.value += 1 }
    return input * input.tape.parameter(factor)
  }

  func operations(input: [Int], output: [Int]) -> Int { output.reduce(1, *) }
}

extension Variable {
  /// The logarithm of the hyperbolic cosine of the error: squares near 0, and lines far out.
  fileprivate func logCoshError(_ targets: Tensor) -> Variable {
    let error = self - targets
    return (error + (error * -2).softplus() - Float(2).logarithm).mean()
  }

  /// The square root of 1 + x², an operation with a pullback of its own.
  fileprivate func softAbsoluteValue() -> Variable {
    let x = value
    let y = (x * x + 1).squareRoot()
    return custom("softAbsoluteValue", y) { gradient in gradient * x / y }
  }
}

extension Float {
  fileprivate var logarithm: Float { Tensor(self).log().scalar }
}

/// A rate that falls as one over the root of the step.
private struct InverseRoot: Schedule {
  let first: Float

  func learningRate(at step: Int) -> Float { first / Float(step + 1).squareRoot() }
}

final class NetworkTests: XCTestCase {
  func testALayerALossAndAScheduleOfOnesOwnTrainTogether() throws {
    var random = Random(seed: 3)
    let scale = Scale(4)
    let model = Sequential {
      Linear(2, 4, using: &random)
      scale
      Tanh()
      Linear(4, 1, using: &random)
    }
    XCTAssertEqual(
      model.namedTensors.map(\.name),
      ["0.weight", "0.bias", "1.factor", "3.weight", "3.bias", "1.calls"])
    XCTAssertEqual(summary(of: model, input: [1, 2]).rows[1].parameters, 4)
    let rows = Tensor.uniform([64, 2], in: -1..<1, using: &random)
    let targets = rows.sum(axes: [1], keepingAxes: true)
    var optimizer = SGD(learningRate: 1)
    let history = try fit(
      model, with: &optimizer, epochs: 60, schedule: InverseRoot(first: 0.5), using: &random,
      batches: { _ in [rows] },
      loss: { rows, tape in model(tape.constant(rows)).logCoshError(targets) })
    XCTAssertLessThan(history.losses[59], history.losses[0] / 4)
    XCTAssertEqual(scale.calls.value.scalar, 60)
    XCTAssertNotEqual(scale.factor.value, .ones([4]))
    XCTAssertEqual(optimizer.learningRate, 0.5 / Float(60).squareRoot())
  }

  func testALossAndAnOperationOfOnesOwnHaveRightGradients() {
    var random = Random(seed: 4)
    let x = Tensor([0.5, -1.5, 3])
    let loss = checkGradient(at: x, using: &random) { $0.logCoshError(Tensor([1, 1, 1])) }
    XCTAssertTrue(loss.passes, loss.description)
    let operation = checkGradient(at: x, using: &random) { $0.softAbsoluteValue() }
    XCTAssertTrue(operation.passes, operation.description)
  }
}
