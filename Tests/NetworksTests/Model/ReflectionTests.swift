import Autograd
import Networks
import Tensors
import XCTest

/// Where parameters may hide.
final class ReflectionTests: XCTestCase {
  class Base: Layer {
    let first = Parameter(Tensor([1]))
    let running = Buffer(Tensor([0]))

    func callAsFunction(_ input: Variable) -> Variable { input * input.tape.parameter(first) }
  }

  class Middle: Base { let second = Parameter(Tensor([2])) }

  final class Last: Middle {
    let third = Parameter(Tensor([3]))
    var unused: String?
  }

  func testInheritedPropertiesAreFoundInTheOrderOfDeclaration() {
    XCTAssertEqual(Last().namedParameters.map(\.name), ["first", "second", "third"])
    XCTAssertEqual(Last().namedBuffers.map(\.name), ["running"])
    let list = Sequential { Last() }
    XCTAssertEqual(list.namedParameters.map(\.name), ["0.first", "0.second", "0.third"])
  }

  final class Link: Model {
    let weight = Parameter(Tensor([1]))
    var next: Link?
    weak var previous: Link?
  }

  func testACircleOfObjectsEnds() {
    let (first, second) = (Link(), Link())
    (first.next, second.next) = (second, first)
    second.previous = first
    defer { second.next = nil }
    XCTAssertEqual(first.namedParameters.map(\.name), ["weight", "next.weight"])
    XCTAssertEqual(second.namedParameters.map(\.name), ["weight", "next.weight"])
    first.next = first
    XCTAssertEqual(first.namedParameters.map(\.name), ["weight"])
    first.next = nil
  }

  /// As a closure cannot be searched, the optimizer tells.
  func testAParameterInAClosureIsMissedAndSaidOnce() {
    var random = Random(seed: 1)
    let hidden = Parameter(Tensor([[2, 2]]))
    let model = Sequential {
      Linear(2, 2, using: &random)
      Lambda { $0 * $0.tape.parameter(hidden) }
    }
    XCTAssertEqual(model.namedParameters.map(\.name), ["0.weight", "0.bias"])
    var optimizer = SGD(learningRate: 0.1)
    func step(_ parameters: [Parameter]) {
      let tape = Tape(.training)
      let loss = model(tape.constant(.ones([1, 2]))).sum()
      optimizer.update(parameters, with: loss.gradients())
    }
    step(model.parameters + [hidden])
    XCTAssertNil(optimizer.memory.warning)
    step(model.parameters)
    XCTAssertEqual(
      optimizer.memory.warning,
      "an optimizer was given gradients of a parameter of shape [1, 2], which it was not given to "
        + "change. A closure, such as that of a Lambda, cannot be searched for parameters: make it a "
        + "struct that conforms to Layer. Where it is meant, freeze what is not to change: isFrozen = "
        + "true")
    step([])
    XCTAssertTrue(optimizer.memory.warning?.contains("a parameter of shape") == true, "said twice")

    var other = SGD(learningRate: 0.1)
    hidden.isFrozen = true
    let tape = Tape(.training)
    other.update(
      model.parameters, with: model(tape.constant(.ones([1, 2]))).sum().gradients())
    XCTAssertNil(other.memory.warning)
  }
}
