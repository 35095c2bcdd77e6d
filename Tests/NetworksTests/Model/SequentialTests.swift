import Autograd
import Networks
import Tensors
import XCTest

final class SequentialTests: XCTestCase {
  private func network(deep: Bool, dropout: Float?) -> Sequential {
    var random = Random(seed: 3)
    return Sequential {
      for width in deep ? [4, 6, 6] : [4] {
        Linear(width, 6, using: &random)
        ReLU()
      }
      if let dropout { Dropout(dropout) }
      if deep { Linear(6, 2, using: &random) } else { Linear(6, 3, bias: false, using: &random) }
    }
  }

  func testListsMayHoldLoopsAndConditions() {
    XCTAssertEqual(network(deep: true, dropout: 0.1).layers.count, 8)
    XCTAssertEqual(network(deep: false, dropout: nil).layers.count, 3)
  }

  /// A dictionary's own order changes from run to run, and with it would the meaning of a file.
  func testParametersInADictionaryAreNamedByItsKeys() {
    struct Heads: Model { let heads: [String: Linear] }
    var random = Random(seed: 3)
    let names = ["size", "age", "price", "x", "job", "b"]
    let model = Heads(
      heads: Dictionary(
        uniqueKeysWithValues: names.map { ($0, Linear(1, 1, bias: false, using: &random)) }))
    XCTAssertEqual(
      model.namedParameters.map(\.name), names.sorted().map { "heads.\($0).weight" })
  }

  func testAnEmptyBatchPassesFlatten() {
    let tape = Tape(.inference)
    XCTAssertEqual(Flatten()(tape.constant(Tensor.zeros([0, 4, 4, 2]))).shape, [0, 32])
  }

  func testParametersAreNamedByPlaceAndProperty() {
    XCTAssertEqual(
      network(deep: false, dropout: 0.5).namedParameters.map(\.name),
      ["0.weight", "0.bias", "3.weight"])
    var random = Random(seed: 3)
    let block = Sequential { TransformerBlock(width: 4, heads: 1, using: &random) }
    XCTAssertTrue(
      block.namedParameters.map(\.name).contains("0.attention.query.weight"),
      "\(block.namedParameters.map(\.name))")
  }

  func testASharedLayerIsCountedOnce() {
    var random = Random(seed: 3)
    let shared = Linear(4, 4, using: &random)
    let model = Sequential {
      shared
      Tanh()
      shared
    }
    XCTAssertEqual(model.parameterCount, 20)
    XCTAssertEqual(model.parameters.count, 2)
  }

  func testFunctionsTakenInByTheLayerBeforeThemChangeNothing() {
    var random = Random(seed: 4)
    let layers: [any Layer] = [
      Linear(5, 7, using: &random), ReLU(), Linear(7, 7, using: &random), Tanh(),
      Linear(7, 3, using: &random), Sigmoid(),
    ]
    let input = Tensor.normal([6, 5], using: &random)
    func run(_ call: (Variable) -> Variable) -> (Tensor, Tensor) {
      let tape = Tape(.training)
      let variable = tape.variable(input)
      let output = call(variable)
      return (output.value, (output * output).sum().gradients()[variable])
    }
    let together = run { Sequential(layers)($0) }
    let apart = run { layers.reduce($0) { value, layer in layer(value) } }
    XCTAssertTrue(together.0.closeness(to: apart.0).isClose)
    XCTAssertTrue(together.1.closeness(to: apart.1).isClose)
  }

  func testDropoutDropsItsShareKeepsTheMeanAndRestsWhileInferring() {
    var random = Random(seed: 5)
    let ones = Tensor.ones([100, 100])
    let tape = Tape(.training, using: &random)
    let dropped = Dropout(0.3)(tape.constant(ones)).value
    let kept = dropped.scalars.filter { $0 != 0 }
    XCTAssertEqual(Float(kept.count) / 10_000, 0.7, accuracy: 0.02)
    XCTAssertTrue(kept.allSatisfy { abs($0 - 1 / 0.7) < 1e-6 })
    XCTAssertEqual(Dropout(0.3).predict(ones), ones)
  }

  func testInitialWeightsSpreadAsTheirRuleSays() {
    var random = Random(seed: 6)
    func deviation(_ initializer: Initializer) -> Float {
      let weights = initializer([300, 200], fanIn: 300, fanOut: 200, using: &random)
      return weights.scalars.reduce(0) { $0 + $1 * $1 / 60_000 }.squareRoot()
    }
    XCTAssertEqual(deviation(.he), (2 / 300 as Float).squareRoot(), accuracy: 1e-3)
    XCTAssertEqual(deviation(.xavier), (2 / 500 as Float).squareRoot(), accuracy: 1e-3)
    XCTAssertEqual(deviation(.gpt2), 0.02, accuracy: 3e-4)
    XCTAssertEqual(deviation(Initializer.gpt2.scaled(by: 0.5)), 0.01, accuracy: 2e-4)
  }
}
