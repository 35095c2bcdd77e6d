import Metrics

/// How much further than its quantiles the interval of a bootstrap over few seeds must reach:
/// √(n/(n−1)) t/z, where t and z are the quantiles of Student's distribution with n − 1 degrees of
/// freedom and of the normal one. The bootstrap's own variance is (n−1)/n of the right one, which is
/// what the root makes good; for a mean the result is close to Student's interval.
package func smallSampleStretch(seeds: Int, confidence: Double) -> Double {
  let count = Double(seeds)
  let probability = (1 + confidence) / 2
  let reach = StudentT(degreesOfFreedom: count - 1).quantile(probability)
  // With a million degrees of freedom Student's distribution is the normal one to six digits.
  let normal = StudentT(degreesOfFreedom: 1e6).quantile(probability)
  return (count / (count - 1)).squareRoot() * reach / normal
}
