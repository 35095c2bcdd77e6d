import Foundation

/// Student's distribution: how the mean of a few normal numbers spreads, measured in the deviation
/// that those few numbers show.
package struct StudentT {
  package let degreesOfFreedom: Double

  package init(degreesOfFreedom: Double) { self.degreesOfFreedom = degreesOfFreedom }

  /// The probability of a value up to `t`.
  package func cumulative(_ t: Double) -> Double {
    let half =
      incompleteBeta(
        degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5) / 2
    return t < 0 ? half : 1 - half
  }

  /// The value with this probability of a smaller one, found by halving.
  package func quantile(_ probability: Double) -> Double {
    if probability < 0.5 { return -quantile(1 - probability) }
    var (low, high) = (0.0, 1.0)
    while cumulative(high) < probability, high < 1e12 { high *= 2 }
    for _ in 0..<100 {
      let middle = (low + high) / 2
      if cumulative(middle) < probability { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The regularised incomplete beta function ``$`I_x(a, b)`$``, by its continued fraction, which
  /// converges quickly on one side of the mean; the other side follows from
  /// ``$`I_x(a, b) = 1 - I_{1-x}(b, a)`$``.
  private func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    if x > (a + 1) / (a + b + 2) { return 1 - incompleteBeta(1 - x, b, a) }
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

  private func nonzero(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }
}
