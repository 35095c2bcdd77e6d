import Autograd
import Tensors
import XCTest

final class MatrixProductTests: XCTestCase {
  func testAStackWithNothingToSumIsZero() {
    let tape = Tape(.training)
    let (x, y) = (tape.variable(Tensor.zeros([2, 3, 0])), tape.variable(Tensor.zeros([0, 4])))
    let product = x.matmul(y)
    XCTAssertEqual(product.value, Tensor.zeros([2, 3, 4]))
    XCTAssertEqual(product.sum().gradients()[x], Tensor.zeros([2, 3, 0]))
  }

  func testOperations() {
    OpFamily(
      "products",
      [
        "matmul": { $0[0].matmul($0[1]) },
        "matmulLeft": { $0[0].matmul($0[1], transposeLeft: true) },
        "matmulRight": { $0[0].matmul($0[1], transposeRight: true) },
        "matmulBoth": { $0[0].matmul($0[1], transposeLeft: true, transposeRight: true) },
        "matmulTwice": { $0[0].matmul($0[0]) },
        "matmulSelf": { $0[0].matmul($0[0], transposeRight: true) },
        "linear": { $0[0].linear($0[1], bias: $0[2]) },
        "linearNoBias": { $0[0].linear($0[1]) },
        "linearReLU": { $0[0].linear($0[1], bias: $0[2], activation: .relu) },
        "linearTanh": { $0[0].linear($0[1], bias: $0[2], activation: .tanh) },
        "linearSigmoid": { $0[0].linear($0[1], bias: $0[2], activation: .sigmoid) },
      ]
    ).prove()
  }

  func testGradientsAddUpInPlace() {
    let weight = Parameter(Tensor([[1, 2], [3, 4]]))
    let tape = Tape(.training)
    let x = tape.constant(Tensor([[1, 1]]))
    let once = x.matmul(tape.parameter(weight))
    let twice = (x * 2).matmul(tape.parameter(weight))
    XCTAssertEqual((once + twice).sum().gradients()[weight], Tensor([[3, 3], [3, 3]]))
  }

  /// Layers that read one input, as queries, keys and values do: their products are added up in its
  /// gradient, also where somebody else holds what was added before.
  func testGradientsOfASharedInputAddUpInPlace() {
    var random = Random(seed: 8)
    let x = Tensor.normal([2, 5, 7], using: &random)
    let weights = [3, 4, 6].map { Tensor.normal([7, $0], using: &random) }
    let tape = Tape(.training)
    let input = tape.variable(x)
    let doubled = input * 2
    let sums = weights.map { doubled.linear(tape.constant($0)).sum() }
    let gradients = (sums[0] + sums[1] + sums[2] + (doubled + doubled).sum())
      .gradients(alsoOf: doubled)
    var expected = Tensor.filled([2, 5, 7], with: 2)
    for weight in weights { expected += weight.sum(axes: [1]) }
    XCTAssert(gradients[doubled].isClose(to: expected, relative: 1e-5, absolute: 1e-5))
    XCTAssert(gradients[input].isClose(to: expected * 2, relative: 1e-5, absolute: 1e-5))
  }

  func testRefusals() {
    XCTAssertEqual(
      sentence { _ = try Variable.checkLinear([2, 3], [4, 5], nil) },
      "linear: an input of shape [2, 3] meets a weight of shape [4, 5]; "
        + "the weight should be [3, outputs]")
    XCTAssertEqual(
      sentence { _ = try Variable.checkLinear([2, 3], [3, 5], [4]) },
      "linear: the bias has shape [4], and for a weight of shape [3, 5] it should be [5]")
  }
}
