import Autograd
import Tensors

/// The operations of random expressions, under the names they have in the script.
enum ExpressionOperations {
  typealias Operation = @Sendable ([Variable], [Double]) -> Variable

  static let all: [String: Operation] =
    functions.merging(arithmetic) { $1 }.merging(reductions) { $1 }.merging(shapes) { $1 }
    .merging(networks) { $1 }

  private static let functions: [String: Operation] = [
    "negate": { x, _ in -x[0] },
    "exp": { x, _ in x[0].exp() },
    "expm1": { x, _ in x[0].expm1() },
    "sin": { x, _ in x[0].sin() },
    "cos": { x, _ in x[0].cos() },
    "tanh": { x, _ in x[0].tanh() },
    "sigmoid": { x, _ in x[0].sigmoid() },
    "logSigmoid": { x, _ in x[0].logSigmoid() },
    "softplus": { x, _ in x[0].softplus() },
    "silu": { x, _ in x[0].silu() },
    "gelu": { x, _ in x[0].gelu() },
    "geluTanh": { x, _ in x[0].gelu(.tanh) },
    "erf": { x, _ in x[0].erf() },
    "relu": { x, _ in x[0].relu() },
    "abs": { x, _ in x[0].abs() },
    "clip": { x, _ in x[0].clipped(to: -0.5...1) },
    "log": { x, _ in x[0].log() },
    "log1p": { x, _ in x[0].log1p() },
    "squareRoot": { x, _ in x[0].squareRoot() },
    "power": { x, n in x[0].power(Float(n[0])) },
    "plus": { x, n in x[0] + Float(n[0]) },
    "times": { x, n in x[0] * Float(n[0]) },
    "over": { x, n in Float(n[0]) / x[0] },
  ]

  private static let arithmetic: [String: Operation] = [
    "add": { x, _ in x[0] + x[1] },
    "subtract": { x, _ in x[0] - x[1] },
    "multiply": { x, _ in x[0] * x[1] },
    "divide": { x, _ in x[0] / x[1] },
    "matmul": { x, n in
      x[0].matmul(x[1], transposeLeft: n[0] == 1, transposeRight: n[1] == 1)
    },
    "linear": { x, _ in x[0].linear(x[1], bias: x[2]) },
    "linearTanh": { x, _ in x[0].linear(x[1], bias: x[2], activation: .tanh) },
    "where": { x, n in
      let mask = numbered(x[0].shape) { Float($0 * Int(n[0]) % 7 < 4 ? 1 : 0) }
      return Variable.where(mask, x[0], x[1])
    },
  ]

  /// The numbers are 1 for keeping axes, and the axes.
  private static let reductions: [String: Operation] = [
    "sum": { x, n in x[0].sum(axes: axes(n), keepingAxes: n[0] == 1) },
    "mean": { x, n in x[0].mean(axes: axes(n), keepingAxes: n[0] == 1) },
    "variance": { x, n in x[0].variance(axes: axes(n), keepingAxes: n[0] == 1) },
    "maximum": { x, n in x[0].maximum(axes: axes(n), keepingAxes: n[0] == 1) },
    "minimum": { x, n in x[0].minimum(axes: axes(n), keepingAxes: n[0] == 1) },
    "norm": { x, n in x[0].norm(axes: axes(n), keepingAxes: n[0] == 1) },
    "logSumExp": { x, n in x[0].logSumExp(axes: axes(n), keepingAxes: n[0] == 1) },
    "product": { x, n in x[0].product(axes: axes(n), keepingAxes: n[0] == 1) },
    "cumulativeSum": { x, n in x[0].cumulativeSum(axis: Int(n[0])) },
  ]

  private static let shapes: [String: Operation] = [
    "concatenated": { x, n in Variable.concatenated(x, axis: Int(n[0])) },
    "stacked": { x, n in Variable.stacked(x, axis: Int(n[0])) },
    "reshaped": { x, n in x[0].reshaped(n.map { Int($0) }) },
    "transposed": { x, _ in x[0].transposed() },
    "permuted": { x, n in x[0].permuted(n.map { Int($0) }) },
    "broadcast": { x, n in x[0].broadcast(to: n.map { Int($0) }) },
    "slice": { x, n in x[0].slice(axis: Int(n[0]), Int(n[1])..<Int(n[2])) },
    "rows": { x, n in x[0].rows(n.map { Int($0) }) },
    "gathered": { x, n in x[0].gathered(n.dropFirst().map { Int($0) }, axis: Int(n[0])) },
    "picked": { x, n in x[0].picked(n.map { Int($0) }) },
    "sorted": { x, n in x[0].sorted(axis: Int(n[0]), descending: n[1] == 1) },
    "topK": { x, n in x[0].topK(Int(n[0]), axis: Int(n[1])).values },
    "padded": { x, n in
      let none = [(before: Int, after: Int)](repeating: (0, 0), count: x[0].rank - 1)
      return x[0].padded(none + [(Int(n[0]), Int(n[1]))], with: 0.5)
    },
    "flipped": { x, n in x[0].flipped(axis: Int(n[0])) },
    "tiled": { x, n in x[0].tiled(n.map { Int($0) }) },
  ]

  private static let networks: [String: Operation] = [
    "softmax": { x, n in x[0].softmax(axis: Int(n[0])) },
    "logSoftmax": { x, n in x[0].logSoftmax(axis: Int(n[0])) },
    "layerNormalized": { x, _ in x[0].layerNormalized() },
    "rmsNormalized": { x, _ in x[0].rmsNormalized() },
    "attention": { x, n in x[0].selfAttention(heads: Int(n[0]), isCausal: n[1] == 1) },
    "crossEntropy": { x, n in x[0].crossEntropy(labels: n.map { Int($0) }) },
    "meanSquaredError": { x, n in x[0].meanSquaredError(targets(x[0].shape, n)) },
    "huber": { x, n in x[0].huber(targets(x[0].shape, n)) },
    "averagePooled": { x, _ in x[0].averagePooled(2) },
    "maxPooled": { x, _ in x[0].maxPooled(2) },
    "convolved": { x, _ in x[0].convolved(with: x[1], padding: 1) },
  ]

  private static func axes(_ numbers: [Double]) -> [Int] {
    numbers.dropFirst().map { Int($0) }
  }

  private static func targets(_ shape: [Int], _ numbers: [Double]) -> Tensor {
    numbered(shape) { Float($0 * Int(numbers[0]) % 9) / 4 - 1 }
  }

  private static func numbered(_ shape: [Int], _ number: (Int) -> Float) -> Tensor {
    Tensor(shape: shape, scalars: (0..<shape.reduce(1, *)).map(number))
  }
}
