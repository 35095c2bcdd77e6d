import Autograd
import Networks
import Tensors
import XCTest

final class FreezingTests: XCTestCase {
  private var random = Random(seed: 6)

  private func network() -> (trunk: Sequential, norm: BatchNorm, head: Linear) {
    let norm = BatchNorm(5)
    let trunk = Sequential {
      Linear(4, 5, using: &random)
      norm
      ReLU()
    }
    return (trunk, norm, Linear(5, 2, using: &random))
  }

  func testAFrozenTrunkIsAConstant() {
    let (trunk, norm, head) = network()
    trunk.freeze()
    let before = trunk.namedTensors.map(\.tensor)
    let rows = Tensor.normal([8, 4], using: &random)
    let tape = Tape(.training)
    let features = trunk(tape.constant(rows))
    XCTAssertTrue(features.isConstant, "a frozen trunk is followed")
    XCTAssertEqual(features.value, trunk.predict(rows))
    var optimizer = AdamW(learningRate: 0.1, weightDecay: 0.5)
    let loss = head(features).crossEntropy(labels: [0, 1, 0, 1, 0, 1, 0, 1])
    optimizer.update(trunk.parameters + head.parameters, with: loss.gradients())
    XCTAssertEqual(trunk.namedTensors.map(\.tensor), before)
    XCTAssertNotEqual(head.bias?.value, Tensor([0, 0]))

    trunk.unfreeze()
    let again = Tape(.training)
    XCTAssertFalse(trunk(again.constant(rows)).isConstant)
    XCTAssertNotEqual(norm.runningMean.value, .zeros([5]))
  }

  func testBatchNormIsFrozenByItself() {
    let (trunk, norm, _) = network()
    norm.runningMean.value = .filled([5], with: 0.25)
    trunk.freezeBuffers()
    let rows = Tensor.normal([8, 4], using: &random)
    let tape = Tape(.training)
    let result = trunk(tape.constant(rows))
    XCTAssert(result.value.isClose(to: trunk.predict(rows)))
    XCTAssertEqual(norm.runningMean.value, .filled([5], with: 0.25))
    let gradients = result.sum().gradients()
    XCTAssertTrue(trunk.parameters.allSatisfy { gradients.contains($0) })
  }

  /// Saliency: the gradient of one answer with respect to the pixels, of the model as it is in use.
  func testAModelInUseIsDifferentiatedByItsInputs() {
    let (trunk, norm, head) = network()
    norm.runningMean.value = .filled([5], with: 0.25)
    let model = Sequential([trunk, Dropout(0.5), head])
    let row = Tensor.normal([1, 4], using: &random)
    let tape = Tape(.inferenceWithGradients)
    let pixels = tape.variable(row)
    let answer = model(pixels)
    XCTAssertEqual(answer.value, model.predict(row))
    let saliency = answer[0, 1].gradients()[pixels]
    XCTAssertEqual(norm.runningMean.value, .filled([5], with: 0.25))
    let step: Float = 1e-2
    for pixel in 0..<4 {
      var (up, down) = (row, row)
      up.scalars[pixel] += step
      down.scalars[pixel] -= step
      let slope = (model.predict(up)[0, 1] - model.predict(down)[0, 1]) / (2 * step)
      XCTAssertEqual(saliency[0, pixel], slope, accuracy: 1e-3)
    }
  }

  func testAModelIsCopiedByTakingItsValues() {
    let (first, second) = (network(), network())
    first.norm.runningMean.value = .filled([5], with: 0.25)
    second.trunk.takeValues(of: first.trunk)
    XCTAssertEqual(second.trunk.namedTensors.map(\.tensor), first.trunk.namedTensors.map(\.tensor))
    first.norm.weight.value = .filled([5], with: 9)
    XCTAssertEqual(second.norm.weight.value, .ones([5]), "the copy goes its own way")
    func sentence(_ rule: () throws -> Void) -> String {
      do { try rule() } catch { return "\(error)" }
      return "nothing was thrown"
    }
    XCTAssertEqual(
      sentence { try first.head.checkValues(["weight": .zeros([5, 3]), "bias": .zeros([3])]) },
      "taking the values of another model: \"weight\" has the shape [5, 2] here, and the other model "
        + "has the shape [5, 3]; both must be built alike")
    XCTAssertEqual(
      sentence { try first.head.checkValues(["weight": .zeros([5, 2])]) },
      "taking the values of another model: \"bias\" has the shape [2] here, and the other model has "
        + "none of that name; both must be built alike")
    let more = ["weight": Tensor.zeros([5, 2]), "bias": .zeros([2]), "scale": .zeros([2])]
    XCTAssertEqual(
      sentence { try first.head.checkValues(more) },
      "taking the values of another model: it has \"scale\", and this model has nothing of that name; "
        + "both must be built alike")
  }
}
