/// Student's distribution: how the mean of a few normal numbers spreads, measured in the deviation
/// that those few numbers show.
package struct StudentT {
  package let degreesOfFreedom: Double

  package init(degreesOfFreedom: Double) { self.degreesOfFreedom = degreesOfFreedom }

  /// The probability of a value up to `t`.
  package func cumulative(_ t: Double) -> Double {
    let half =
      BetaDistribution(degreesOfFreedom / 2, 0.5)
      .cumulative(degreesOfFreedom / (degreesOfFreedom + t * t)) / 2
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
}
