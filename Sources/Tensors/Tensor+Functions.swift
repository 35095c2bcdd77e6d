import Foundation

// Functions of one number, applied to every scalar. Their accuracy is stated in
// Kernels/ and tested over the whole range.

extension Tensor {
  /// e to the power of each scalar.
  ///
  ///     Tensor([0, 1]).exp()   // [1, 2.718]
  public func exp() -> Tensor { mapped { $0.each { Elementary.exp($0) } } }

  /// e to the power of each scalar, less 1, exact also near 0.
  public func expm1() -> Tensor { mapped { $0.each { Elementary.expm1($0) } } }

  /// The natural logarithm of each scalar.
  ///
  ///     Tensor([1, 10]).log()   // [0, 2.303]
  public func log() -> Tensor { mapped { $0.each { Elementary.log($0) } } }

  /// The natural logarithm of 1 plus each scalar, exact also near 0.
  public func log1p() -> Tensor { mapped { $0.each { Elementary.log1p($0) } } }

  /// The square root of each scalar.
  ///
  ///     Tensor([4, 2]).squareRoot()   // [2, 1.414]
  public func squareRoot() -> Tensor { mapped { $0.each { $0.squareRoot() } } }

  /// The sine of each scalar, an angle in radians.
  public func sin() -> Tensor {
    mappedAngles(fast: { $0.each { Elementary.sin($0) } }, exact: { Foundation.sin($0) })
  }

  /// The cosine of each scalar, an angle in radians.
  public func cos() -> Tensor {
    mappedAngles(fast: { $0.each { Elementary.cos($0) } }, exact: { Foundation.cos($0) })
  }

  /// The hyperbolic tangent of each scalar, between -1 and 1.
  ///
  ///     Tensor([0, 1]).tanh()   // [0, 0.762]
  public func tanh() -> Tensor { mapped { $0.each { Elementary.tanh($0) } } }

  /// The error function of each scalar, between -1 and 1.
  ///
  ///     Tensor([0, 1]).erf()   // [0, 0.843]
  public func erf() -> Tensor { mapped { $0.each { Elementary.erf($0) } } }

  /// The absolute value of each scalar.
  ///
  ///     Tensor([-3, 2]).abs()   // [3, 2]
  public func abs() -> Tensor { mapped { $0.each { Swift.abs($0) } } }

  /// The sign of each scalar: -1, 0 or 1.
  ///
  ///     Tensor([-3, 0, 2]).sign()   // [-1, 0, 1]
  public func sign() -> Tensor { mapped { $0.each { $0 > 0 ? 1 : ($0 < 0 ? -1 : $0) } } }

  /// Each scalar, or the nearest end of the interval where it lies outside.
  ///
  ///     Tensor([-3, 0.5, 2]).clipped(to: -1...1)   // [-1, 0.5, 1]
  public func clipped(to interval: ClosedRange<Float>) -> Tensor {
    let (low, high) = (interval.lowerBound, interval.upperBound)
    return mapped { $0.each { $0 < low ? low : ($0 > high ? high : $0) } }
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
  ///
  ///     Tensor([0, 2]).sigmoid()   // [0.5, 0.881]
  public func sigmoid() -> Tensor { mapped { $0.each { Elementary.sigmoid($0) } } }

  /// The logarithm of the logistic function, exact also far below 0: -log(1 + e^-x).
  public func logSigmoid() -> Tensor {
    mapped { $0.each { -Elementary.softplus(-$0) } }
  }

  /// log(1 + e^x), the smooth form of ReLU.
  ///
  ///     Tensor([0, 1]).softplus()   // [0.693, 1.313]
  public func softplus() -> Tensor {
    mapped { $0.each { Elementary.softplus($0) } }
  }

  /// Each scalar where it is positive and 0 elsewhere.
  ///
  ///     Tensor([-1, 2]).relu()   // [0, 2]
  public func relu() -> Tensor { mapped { $0.each { $0 < 0 ? 0 : $0 } } }

  /// x sigmoid(x), also known as swish.
  ///
  ///     Tensor([0, 1]).silu()   // [0, 0.731]
  public func silu() -> Tensor { mapped { $0.each { Elementary.silu($0) } } }

  /// x Φ(x), where Φ is the distribution function of the standard normal distribution.
  ///
  ///     Tensor([0, 1]).gelu()   // [0, 0.841]
  public func gelu(_ form: GELUForm = .exact) -> Tensor {
    switch form {
    case .exact: mapped { $0.each { Elementary.gelu($0) } }
    case .tanh: mapped { $0.each { Elementary.geluByTanh($0) } }
    }
  }
}
