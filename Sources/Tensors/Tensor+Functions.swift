import Foundation

// Functions of one number, applied to every scalar. Their accuracy is stated in
// Kernels/ and tested over the whole range.

extension Tensor {
  /// e to the power of each scalar.
  public func exp() -> Tensor { mapped { Foundation.exp($0) } }

  /// e to the power of each scalar, less 1, exact also near 0.
  public func expm1() -> Tensor { mapped { Foundation.expm1($0) } }

  /// The natural logarithm of each scalar.
  public func log() -> Tensor { mapped { Foundation.log($0) } }

  /// The natural logarithm of 1 plus each scalar, exact also near 0.
  public func log1p() -> Tensor { mapped { Foundation.log1p($0) } }

  /// The square root of each scalar.
  public func squareRoot() -> Tensor { mapped { $0.squareRoot() } }

  /// The sine of each scalar, an angle in radians.
  public func sin() -> Tensor { mapped { Foundation.sin($0) } }

  /// The cosine of each scalar, an angle in radians.
  public func cos() -> Tensor { mapped { Foundation.cos($0) } }

  /// The hyperbolic tangent of each scalar, between -1 and 1.
  public func tanh() -> Tensor { mapped { Foundation.tanh($0) } }

  /// The error function of each scalar, between -1 and 1.
  public func erf() -> Tensor { mapped { Foundation.erf($0) } }

  /// The absolute value of each scalar.
  public func abs() -> Tensor { mapped { Swift.abs($0) } }

  /// The sign of each scalar: -1, 0 or 1.
  public func sign() -> Tensor { mapped { $0 > 0 ? 1 : ($0 < 0 ? -1 : $0) } }

  /// Each scalar raised to a power.
  public func power(_ exponent: Float) -> Tensor { mapped { Foundation.pow($0, exponent) } }

  /// Each scalar, or the nearest end of the interval where it lies outside.
  public func clipped(to interval: ClosedRange<Float>) -> Tensor {
    let (low, high) = (interval.lowerBound, interval.upperBound)
    return mapped { $0 < low ? low : ($0 > high ? high : $0) }
  }
}

/// The two ways to compute GELU.
public enum GELUForm: Sendable {
  /// With the error function, as defined.
  case exact
  /// With the hyperbolic tangent, as GPT-2 was trained.
  case tanh
}

extension Tensor {
  /// The logistic function, 1 / (1 + e^-x), between 0 and 1.
  public func sigmoid() -> Tensor { mapped { 1 / (1 + Foundation.exp(-$0)) } }

  /// The logarithm of the logistic function, exact also far below 0: -log(1 + e^-x).
  public func logSigmoid() -> Tensor {
    mapped { min($0, 0) - Foundation.log1p(Foundation.exp(-Swift.abs($0))) }
  }

  /// log(1 + e^x), the smooth form of ReLU.
  public func softplus() -> Tensor {
    mapped { max($0, 0) + Foundation.log1p(Foundation.exp(-Swift.abs($0))) }
  }

  /// Each scalar where it is positive and 0 elsewhere.
  public func relu() -> Tensor { mapped { $0 < 0 ? 0 : $0 } }

  /// x sigmoid(x), also known as swish.
  public func silu() -> Tensor { mapped { $0 / (1 + Foundation.exp(-$0)) } }

  /// x Φ(x), where Φ is the distribution function of the standard normal distribution.
  public func gelu(_ form: GELUForm = .exact) -> Tensor {
    switch form {
    case .exact: mapped { 0.5 * $0 * (1 + Foundation.erf($0 * 0.707_106_77)) }
    case .tanh:
      mapped { 0.5 * $0 * (1 + Foundation.tanh(0.797_884_56 * ($0 + 0.044715 * $0 * $0 * $0))) }
    }
  }
}
