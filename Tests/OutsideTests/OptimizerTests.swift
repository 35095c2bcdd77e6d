import Foundation
import Ladder
import XCTest

/// A step of the same length along each weight, down; what is remembered is a running mean of the
/// slopes (Chen and others, 2023, call it Lion).
private struct SignDescent: Optimizer {
  var learningRate: Float
  var memory = OptimizerMemory()
  static let remembered = ["mean"]

  func step(_ weights: Weights, step: Int, rate: Float, decay: Float) {
    weights.change { weight, slope, mean in
      let direction = 0.9 * mean + 0.1 * slope
      weight.replace(with: weight - rate, where: direction .> 0)
      weight.replace(with: weight + rate, where: direction .< 0)
      mean = 0.99 * mean + 0.01 * slope
    }
  }
}

/// Gradient descent in the reader's words, and Adam in the reader's words.
private struct Descent: Optimizer {
  var learningRate: Float
  var memory = OptimizerMemory()
  static let remembered: [String] = []

  func step(_ weights: Weights, step: Int, rate: Float, decay: Float) {
    weights.change { weight, slope in weight -= rate * slope }
  }
}

private struct TwoMeans: Optimizer {
  var learningRate: Float
  var memory = OptimizerMemory()
  static let remembered = ["mean", "squares"]

  func step(_ weights: Weights, step: Int, rate: Float, decay: Float) {
    let (first, second) = (1 - pow(0.9, Float(step)), 1 - pow(0.999, Float(step)))
    weights.change { weight, slope, mean, squares in
      mean = 0.9 * mean + 0.1 * slope
      squares = 0.999 * squares + 0.001 * slope * slope
      weight -= rate * (mean / first) / ((squares / second).squareRoot() + 1e-8)
    }
  }
}

final class OptimizerTests: XCTestCase {
  private let target = Tensor.linear(from: -3, to: 3, count: 37)

  /// Updates by the slope of half the squared distance from the target.
  private func step(_ optimizer: inout some Optimizer, _ weight: Parameter) {
    let tape = Tape(.training)
    let distance = tape.parameter(weight) - target
    optimizer.update([weight], with: (0.5 * (distance * distance).sum()).gradients())
  }

  func testAnOptimizerOfOnesOwnFindsTheBottom() {
    let weight = Parameter(.zeros([37]))
    var optimizer = SignDescent(learningRate: 0.05)
    for number in 0..<400 {
      optimizer.learningRate = 0.05 * (1 - Float(number) / 400)
      step(&optimizer, weight)
    }
    XCTAssertLessThan((weight.value - target).abs().maximum().scalar, 0.02)
    XCTAssertEqual(optimizer.memory.bytes, 37 * 4)
  }

  func testKnownRulesInOnesOwnWordsAgreeWithTheLibrary() {
    func path(_ optimizer: some Optimizer) -> Tensor {
      var optimizer = optimizer
      let weight = Parameter(.zeros([37]))
      for _ in 0..<20 { step(&optimizer, weight) }
      return weight.value
    }
    XCTAssertTrue(path(Descent(learningRate: 0.1)).isClose(to: path(SGD(learningRate: 0.1))))
    XCTAssertTrue(
      path(TwoMeans(learningRate: 0.1)).isClose(to: path(Adam(learningRate: 0.1)), relative: 1e-4))
  }

  func testCheckpointsKeepWhatItRemembers() throws {
    let path = NSTemporaryDirectory() + "ladder-outside-\(UUID()).safetensors"
    defer { try? FileManager.default.removeItem(atPath: path) }
    var random = Random(seed: 2)
    let (model, again) = (Linear(3, 2, using: &random), Linear(3, 2, using: &random))
    var (optimizer, other) = (SignDescent(learningRate: 0.1), SignDescent(learningRate: 0.1))
    func step(_ model: Linear, _ optimizer: inout SignDescent) {
      let tape = Tape(.training)
      let loss = model(tape.constant(.ones([4, 3]))).meanSquaredError(.ones([4, 2]))
      optimizer.update(model.parameters, with: loss.gradients())
    }
    for _ in 0..<3 { step(model, &optimizer) }
    try Checkpoint.write(model, optimizer, random, to: path)
    _ = try Checkpoint.read(path, into: again, &other, &random)
    for _ in 0..<3 {
      step(model, &optimizer)
      step(again, &other)
    }
    XCTAssertEqual(again.weight.value, model.weight.value)
  }
}
