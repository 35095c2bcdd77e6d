import Foundation

/// The beta distribution: what a share may be after some successes and failures were seen. Binomial
/// and Student's probabilities are its values.
package struct BetaDistribution {
  package let a: Double
  package let b: Double

  package init(_ a: Double, _ b: Double) { (self.a, self.b) = (a, b) }

  /// The probability of a share up to `x`: the regularised incomplete beta function
  /// ``$`I_x(a, b)`$``, by its continued fraction, which converges quickly on one side of the mean;
  /// the other side follows from ``$`I_x(a, b) = 1 - I_{1-x}(b, a)`$``.
  package func cumulative(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    if x > (a + 1) / (a + b + 2) { return 1 - BetaDistribution(b, a).cumulative(1 - x) }
    let logBeta = lgamma(a) + lgamma(b) - lgamma(a + b)
    let front = exp(a * log(x) + b * log(1 - x) - logBeta) / a
    // Evaluate the fraction from the front, keeping the last two numerators and denominators as
    // ratios (Lentz's method).
    var (ratio, reciprocal, value) = (1.0, 0.0, 1.0)
    for step in 0...300 {
      let m = Double(step / 2)
      let term =
        step == 0
        ? 1
        : step % 2 == 0
          ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
          : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      reciprocal = 1 / nonzero(1 + term * reciprocal)
      ratio = nonzero(1 + term / ratio)
      value *= ratio * reciprocal
      if abs(1 - ratio * reciprocal) < 1e-15 { break }
    }
    return front * (value - 1)
  }

  /// The share with this probability of a smaller one, found by halving.
  package func quantile(_ probability: Double) -> Double {
    var (low, high) = (0.0, 1.0)
    for _ in 0..<100 {
      let middle = (low + high) / 2
      if cumulative(middle) < probability { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  private func nonzero(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }
}
