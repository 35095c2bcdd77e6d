import Tensors

/// Probabilities of several tests, made larger so that what looks like an effect in one of twenty is
/// not taken for more than it is.
///
///     SeveralTests.holm([0.01, 0.04, 0.03])  // [0.03, 0.06, 0.06]
public enum SeveralTests {
  /// Holm's: kept below 0.05, the probability that *any* effect found is none is below 0.05. The
  /// smallest of m probabilities is multiplied by m, the next by m − 1, and so on; none is smaller
  /// than the one before it.
  public static func holm(_ probabilities: [Double]) -> [Double] {
    required(try check(probabilities))
    let order = probabilities.indices.sorted { probabilities[$0] < probabilities[$1] }
    var adjusted = probabilities
    var largest = 0.0
    for (place, test) in order.enumerated() {
      largest = max(largest, probabilities[test] * Double(probabilities.count - place))
      adjusted[test] = min(largest, 1)
    }
    return adjusted
  }

  /// Benjamini and Hochberg's: kept below 0.05, of the effects found one in twenty is none, on the
  /// average. The k-th smallest of m probabilities is multiplied by m/k; none is larger than the one
  /// after it.
  public static func benjaminiHochberg(_ probabilities: [Double]) -> [Double] {
    required(try check(probabilities))
    let order = probabilities.indices.sorted { probabilities[$0] < probabilities[$1] }
    var adjusted = probabilities
    var smallest = 1.0
    for (place, test) in order.enumerated().reversed() {
      smallest = min(
        smallest, probabilities[test] * Double(probabilities.count) / Double(place + 1))
      adjusted[test] = smallest
    }
    return adjusted
  }

  package static func check(_ probabilities: [Double]) throws(TensorError) {
    if let place = probabilities.firstIndex(where: { !($0 >= 0 && $0 <= 1) }) {
      throw TensorError(
        "A probability lies between 0 and 1, and that of test \(place) is \(probabilities[place]).")
    }
  }
}
