import Autograd
import Networks
import Tensors
import XCTest

/// What is said when a loss or a gradient is no number: the step, the layer and the tensor.
final class TrainingErrorTests: XCTestCase {
  /// Trains for a few steps and returns what stopped it.
  private func stop(
    _ model: some Layer, data: [Tensor], rate: Float = 0,
    loss: @escaping (Variable) -> Variable = { $0.sum() }
  ) -> TrainingError? {
    var (optimizer, random) = (SGD(learningRate: rate), Random(seed: 1))
    do {
      try fit(
        model, with: &optimizer, epochs: 1, using: &random, batches: { _ in data },
        loss: { batch, tape in loss(model(tape.constant(batch))) })
      return nil
    } catch {
      return error as? TrainingError
    }
  }

  private let sound = Tensor([[1, 2], [3, 4]])

  func testTheFirstOutputThatWentWrongIsNamedInAList() throws {
    var random = Random(seed: 2)
    let model = Sequential {
      Linear(2, 3, using: &random)
      ReLU()
      Lambda { ($0 + 1000).exp() }
      Linear(3, 1, using: &random)
    }
    let error = try XCTUnwrap(stop(model, data: [sound]))
    XCTAssertEqual(error.step, 0)
    XCTAssertEqual(error.cause, .batch)
    let result = try XCTUnwrap(error.result)
    XCTAssertEqual(result.layer, "2 Lambda")
    XCTAssertEqual(result.shape, [2, 3])
    XCTAssertEqual(result.index, 0)
    XCTAssertEqual(result.value, .infinity)
    XCTAssertTrue(
      "\(error)".contains(
        "the first result that is no number is inf, scalar 0 of shape [2, 3], in or just after "
          + "2 Lambda"), "\(error)")
  }

  func testListsInsideLayersAreNamedToo() throws {
    var random = Random(seed: 2)
    let model = Sequential {
      Linear(2, 2, using: &random)
      Residual {
        Linear(2, 2, using: &random)
        Lambda { ($0 - $0).log() }
      }
    }
    let error = try XCTUnwrap(stop(model, data: [sound]))
    XCTAssertEqual(error.result?.layer, "1 Lambda, in 1 Residual")
    XCTAssertEqual(error.result?.value, -.infinity)
  }

  /// A model without lists: places go by the parameters that are read.
  private struct Pair: Layer {
    let first: Linear
    let second: Linear
    func callAsFunction(_ input: Variable) -> Variable { second(first(input).log()) }
  }

  func testModelsWithoutListsNameTheLayerWhoseWeightsWereReadLast() throws {
    let pair = Pair(
      first: Linear(weight: Tensor([[1, -1], [1, -1]]), bias: nil),
      second: Linear(weight: Tensor([[1], [1]]), bias: nil))
    let error = try XCTUnwrap(stop(pair, data: [sound]))
    XCTAssertEqual(error.result?.layer, "first")
    XCTAssertEqual(error.result?.index, 1, "the logarithm of a negative number")
  }

  func testDataAndLossesAreNamedAsSuch() throws {
    var random = Random(seed: 2)
    let model = Sequential { Linear(2, 1, using: &random) }
    let spoiled = Tensor([[1, 2], [.nan, 4]])
    let fromData = try XCTUnwrap(stop(model, data: [sound, sound, spoiled]))
    XCTAssertEqual(fromData.step, 2)
    XCTAssertEqual(fromData.result?.layer, "the data")
    XCTAssertEqual(fromData.result?.index, 2)
    let fromLoss = try XCTUnwrap(stop(model, data: [sound]) { (($0 - $0) / ($0 - $0)).sum() })
    XCTAssertEqual(fromLoss.result?.layer, "the loss")
  }

  func testParametersThatRanAwayAreTheCause() throws {
    var random = Random(seed: 2)
    let model = Sequential {
      Linear(2, 2, using: &random)
      Linear(2, 1, using: &random)
    }
    let error = try XCTUnwrap(stop(model, data: [sound, sound, sound, sound], rate: 1e25))
    guard case .runaway(let parameter, _) = error.cause else { return XCTFail("\(error)") }
    XCTAssertEqual(parameter, "0.weight")
    XCTAssertNotNil(error.result)
  }

  func testAGradientThatIsNoNumberIsNamedBeforeItSpoilsTheWeights() throws {
    let weight = Tensor([[0], [0]])
    let model = Sequential { Linear(weight: weight, bias: nil) }
    // The root of 0 is 0, and its slope there is infinite.
    let error = try XCTUnwrap(stop(model, data: [sound], rate: 1) { $0.squareRoot().sum() })
    XCTAssertEqual(error.cause, .gradient(parameter: "0.weight", index: 0))
    XCTAssertTrue("\(error)".contains("scalar 0 of 0.weight"), "\(error)")
    XCTAssertEqual(model.parameters[0].value, weight)
  }
}
