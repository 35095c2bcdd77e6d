import Tensors

/// A function that a layer applies to its sums, where it can be undone from its result alone and so
/// costs no memory of its own.
public enum Activation: Sendable, Equatable {
  /// Nothing: the sums themselves.
  case identity
  /// The positive part.
  case relu
  /// The positive part, and 6 where it is more.
  case relu6
  /// The number itself where it is positive, and `slope` times it elsewhere; the slope is at least 0,
  /// or the result would not tell on which side the number was.
  case leakyReLU(slope: Float)
  /// The hyperbolic tangent.
  case tanh
  /// The logistic function.
  case sigmoid
}

extension Activation {
  /// Adds a bias to rows of sums and applies the function, in place.
  func finish(
    _ x: UnsafeMutablePointer<Float>, adding bias: UnsafePointer<Float>, rows: Int, width: Int
  ) {
    for row in 0..<rows {
      let x = x + row * width
      switch self {
      case .identity: for i in 0..<width { x[i] += bias[i] }
      case .relu: for i in 0..<width { x[i] = x[i] + bias[i] < 0 ? 0 : x[i] + bias[i] }
      case .relu6:
        for i in 0..<width {
          let sum = x[i] + bias[i]
          x[i] = sum < 0 ? 0 : (sum > 6 ? 6 : sum)
        }
      case .leakyReLU(let slope):
        for i in 0..<width {
          let sum = x[i] + bias[i]
          x[i] = sum < 0 ? sum * slope : sum
        }
      case .tanh: for i in 0..<width { x[i] = Elementary.tanh(x[i] + bias[i]) }
      case .sigmoid: for i in 0..<width { x[i] = Elementary.sigmoid(x[i] + bias[i]) }
      }
    }
  }

  /// The slope of a leaky ReLU can be told from its result.
  package static func check(slope: Float) throws {
    guard slope >= 0, slope.isFinite else {
      throw TensorError("leaky ReLU: the slope is \(slope), and must be at least 0 and finite")
    }
  }
}
