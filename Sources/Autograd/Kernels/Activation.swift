import Tensors

/// A function that a layer applies to its sums, where it can be undone from its result alone and so
/// costs no memory of its own.
public enum Activation: Sendable {
  /// Nothing: the sums themselves.
  case identity
  /// The positive part.
  case relu
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
      case .tanh: for i in 0..<width { x[i] = Elementary.tanh(x[i] + bias[i]) }
      case .sigmoid: for i in 0..<width { x[i] = Elementary.sigmoid(x[i] + bias[i]) }
      }
    }
  }
}
