import Autograd
import Counting
import Tensors
import XCTest

/// An operation allocates its result and what its pullback keeps, and nothing else of that size.
///
/// Memory is counted in tensors of the input's size, two megabytes; scratch that fits into a cache
/// and sums by row or column may come on top, a twentieth of that.
final class AllocationTests: XCTestCase {
  private static let side = 724
  private static let slack = 0.05

  /// What an operation may allocate: on the way there, its result and what it keeps that is neither
  /// result nor input; on the way back, gradients that cannot take the place of one there is. The
  /// gradient of the result belongs to the caller here, so whoever changes it copies it once.
  private struct Budget: Sendable {
    let name: String
    let there: Double
    let back: Double
    let function: @Sendable ([Variable]) -> Variable

    init(
      _ name: String, there: Double, back: Double,
      _ function: @escaping @Sendable ([Variable]) -> Variable
    ) {
      (self.name, self.there, self.back, self.function) = (name, there, back, function)
    }
  }

  private static let budgets: [Budget] = [
    Budget("x + y", there: 1, back: 0) { $0[0] + $0[1] },
    Budget("x - y", there: 1, back: 1) { $0[0] - $0[1] },
    Budget("x y", there: 1, back: 2) { $0[0] * $0[1] },
    Budget("x / y", there: 1, back: 2) { $0[0] / $0[1] },
    Budget("-x", there: 1, back: 1) { -$0[0] },
    Budget("2 x", there: 1, back: 1) { 2 * $0[0] },
    Budget("x + 1", there: 1, back: 0) { $0[0] + 1 },
    Budget("exp", there: 1, back: 1) { $0[0].exp() },
    Budget("log", there: 1, back: 1) { $0[0].log() },
    Budget("tanh", there: 1, back: 1) { $0[0].tanh() },
    Budget("sigmoid", there: 1, back: 1) { $0[0].sigmoid() },
    Budget("sin", there: 1, back: 1) { $0[0].sin() },
    Budget("cos", there: 1, back: 1) { $0[0].cos() },
    Budget("relu", there: 1, back: 1) { $0[0].relu() },
    Budget("gelu", there: 1, back: 1) { $0[0].gelu() },
    Budget("gelu by tanh", there: 1, back: 1) { $0[0].gelu(.tanh) },
    Budget("silu", there: 1, back: 1) { $0[0].silu() },
    Budget("erf", there: 1, back: 1) { $0[0].erf() },
    Budget("square", there: 1, back: 1) { $0[0].power(2) },
    Budget("power", there: 1, back: 1) { $0[0].power(2.5) },
    Budget("clipped", there: 1, back: 1) { $0[0].clipped(to: -1...1) },
    Budget("reshaped", there: 0, back: 0) { $0[0].reshaped([-1]) },
    Budget("transposed", there: 1, back: 1) { $0[0].transposed() },
    Budget("sum", there: 0, back: 1) { $0[0].sum() },
    Budget("sum of rows", there: 0, back: 1) { $0[0].sum(axes: [1]) },
    Budget("mean of columns", there: 0, back: 1) { $0[0].mean(axes: [0]) },
    Budget("maximum of rows", there: 0, back: 1) { $0[0].maximum(axes: [1]) },
    Budget("softmax", there: 1, back: 1) { $0[0].softmax() },
    Budget("log-softmax", there: 1, back: 1) { $0[0].logSoftmax() },
    Budget("layer norm", there: 1, back: 1) { $0[0].layerNormalized() },
    Budget("RMS norm", there: 1, back: 1) { $0[0].rmsNormalized() },
    Budget("dropout", there: 2, back: 1) { $0[0].dropout(0.5) },
    Budget("squared error", there: 0, back: 1) { $0[0].meanSquaredError($0[1].value) },
    Budget("sum of columns", there: 0, back: 1) { $0[0].sum(axes: [0]) },
    Budget("norm of rows", there: 0, back: 1) { $0[0].norm(axes: [1]) },
    Budget("variance of rows", there: 0, back: 1) { $0[0].variance(axes: [1]) },
    // These two make one tensor of terms, which are then summed.
    Budget("variance of columns", there: 1, back: 1) { $0[0].variance(axes: [0]) },
    Budget("log of sum of exponentials", there: 1, back: 1) { $0[0].logSumExp(axes: [1]) },
    Budget("flipped", there: 1, back: 1) { $0[0].flipped(axis: 0) },
    Budget("padded", there: 1, back: 1) { $0[0].padded([(0, 1), (0, 1)]) },
    Budget("binary cross-entropy", there: 0, back: 1) {
      $0[0].binaryCrossEntropy($0[1].value)
    },
    Budget("cross-entropy", there: 0, back: 1) {
      $0[0].crossEntropy(labels: [Int](repeating: 3, count: $0[0].shape[0]))
    },
    Budget("product", there: 1, back: 2) { $0[0].matmul($0[1]) },
    Budget("linear", there: 1, back: 3) { $0[0].linear($0[1], activation: .tanh) },
    Budget("row", there: 0, back: 1) { $0[0].row(3) },
    Budget("concatenated", there: 2, back: 2) { Variable.concatenated([$0[0], $0[1]]) },
  ]

  func testEveryOperationStaysInItsBudget() throws {
    guard counting_start() else { throw XCTSkip("allocations are counted on Linux only") }
    _ = counting_stop()
    let side = Self.side
    var random = Random(seed: 5)
    let inputs = (0..<2).map { _ in Tensor.uniform([side, side], in: 0.5..<2, using: &random) }
    for budget in Self.budgets {
      let (there, back) = Self.allocated(inputs, budget.function, random)
      check(budget.name, "there", there, budget.there)
      check(budget.name, "back", back, budget.back)
    }
  }

  private func check(_ name: String, _ way: String, _ found: Double, _ allowed: Double) {
    XCTAssert(
      found >= allowed - Self.slack && found <= allowed + Self.slack,
      "\(name), \(way): \(found) tensors were allocated, where \(allowed) are needed")
  }

  /// How many tensors the second call of a function, and its gradients, allocate.
  private static func allocated(
    _ inputs: [Tensor], _ function: ([Variable]) -> Variable, _ random: Random
  ) -> (there: Double, back: Double) {
    var found = (there: 0.0, back: 0.0)
    for _ in 0..<2 {
      var random = random
      let tape = Tape(.training, using: &random)
      let variables = inputs.map { tape.variable($0) }
      _ = counting_start()
      let result = function(variables)
      found.there = Double(counting_stop().bytes) / Double(4 * side * side)
      let seed = Tensor.ones(result.shape)
      _ = counting_start()
      _ = result.gradients(seed: seed)
      found.back = Double(counting_stop().bytes) / Double(4 * side * side)
    }
    return found
  }
}
