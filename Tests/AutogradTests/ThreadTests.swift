import Autograd
import Tensors
import XCTest

/// Results are the same to the last bit on any number of threads, and from run to run.
final class ThreadTests: XCTestCase {
  func testANetworkIsTheSameOnOneTwoAndFourThreads() {
    let expected = bits(threads: 1)
    for threads in [1, 2, 4, 4] {
      let found = bits(threads: threads)
      XCTAssertEqual(found.count, expected.count)
      for (place, (found, expected)) in zip(found, expected).enumerated() {
        XCTAssertEqual(found, expected, "number \(place) on \(threads) threads")
      }
    }
  }

  /// The bits of the losses of three steps and of the parameters after them.
  private func bits(threads: Int) -> [[UInt32]] {
    Parallel.$threads.withValue(threads) {
      let network = SmallNetwork()
      let losses = (0..<3).map { _ in network.step().bitPattern }
      return [losses] + network.parameters.map { $0.value.scalars.map(\.bitPattern) }
    }
  }

  func testEveryOperationOnManyScalarsIsTheSame() {
    var random = Random(seed: 9)
    let (wide, narrow) = ([300, 700], [30_000, 7])
    for shape in [wide, narrow] {
      let x = Tensor.normal(shape, using: &random)
      let y = Tensor.normal(shape, mean: 2, using: &random)
      for (name, function) in Self.functions {
        let results = [1, 2, 4].map { threads in
          Parallel.$threads.withValue(threads) {
            let tape = Tape(.training)
            let inputs = [tape.variable(x), tape.variable(y)]
            let result = function(inputs[0], inputs[1])
            let gradients = result.power(2).sum().gradients()
            return [result.value, gradients[inputs[0]], gradients[inputs[1]]].map {
              $0.scalars.map(\.bitPattern)
            }
          }
        }
        XCTAssertTrue(results.allSatisfy { $0 == results[0] }, "\(name) of \(shape)")
      }
    }
  }

  private static let functions: [(String, @Sendable (Variable, Variable) -> Variable)] = [
    ("sum", { x, _ in x.sum() }),
    ("sums of columns", { x, y in (x * y).sum(axes: [0]) }),
    ("sums of rows", { x, y in (x * y).sum(axes: [1]) }),
    ("mean", { x, y in (x / y.exp()).mean() }),
    ("variance", { x, _ in x.variance(axes: [0]) }),
    ("maximum", { x, _ in x.maximum(axes: [0]) }),
    ("norm", { x, _ in x.norm() }),
    ("softmax", { x, _ in x.softmax() }),
    ("softmax of columns", { x, _ in x.softmax(axis: 0) }),
    ("logSoftmax", { x, _ in x.logSoftmax() }),
    ("logSumExp", { x, _ in x.logSumExp(axes: [0]) }),
    ("layer norm", { x, _ in x.layerNormalized() }),
    ("gelu", { x, y in x.gelu() + y.tanh() }),
    ("a column", { x, y in x * y.mean(axes: [1], keepingAxes: true) }),
    ("a row", { x, y in x * y.mean(axes: [0], keepingAxes: true) }),
    ("transposed", { x, y in x.matmul(y, transposeLeft: true) }),
    ("cumulative", { x, _ in x.cumulativeSum() }),
    ("squared error", { x, y in x.meanSquaredError(y.value) }),
    ("cross-entropy", { x, _ in x.crossEntropy(labels: (0..<x.shape[0]).map { $0 % 7 }) }),
  ]
}
