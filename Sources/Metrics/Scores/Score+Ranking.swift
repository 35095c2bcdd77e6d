import Foundation
import Tensors

extension Score {
  /// The discounted gain of a list in proportion to the best order there could be: the worth of each
  /// document over ``$`\log_2(1 + \text{place})`$``, summed over the first `k` places. Documents with
  /// equal scores share their places, as in scikit-learn. 0, as there, where nothing has any worth.
  ///
  ///     Score.discountedGain(of: [3, 2, 1], worth: [0, 1, 0])   // 0.631
  public static func discountedGain(
    of scores: [Double], worth: [Double], first k: Int? = nil
  ) -> Double {
    required(try checkedGain(of: scores, worth: worth, first: k))
  }

  package static func checkedGain(
    of scores: [Double], worth: [Double], first k: Int?
  ) throws(TensorError) -> Double {
    try check(scores.count, against: worth.count, "scores and worths")
    try checkNumbers(scores, "score")
    if let place = worth.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
      throw TensorError(
        "A document is worth 0 or more, and that at place \(place) is worth \(worth[place]).")
    }
    if let k, k < 1 { throw TensorError("The first \(k) places of a list are none.") }
    let counted = min(k ?? scores.count, scores.count)
    let discounts = scores.indices.map { $0 < counted ? 1 / log2(Double($0 + 2)) : 0 }
    let order = scores.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }
    var (gain, place) = (0.0, 0)
    while place < order.count {
      var (end, discount, value) = (place, 0.0, 0.0)
      while end < order.count, scores[order[end]] == scores[order[place]] {
        discount += discounts[end]
        value += worth[order[end]]
        end += 1
      }
      gain += discount * value / Double(end - place)
      place = end
    }
    let best = zip(worth.sorted(by: >), discounts).reduce(0) { $0 + $1.0 * $1.1 }
    return best == 0 ? 0 : gain / best
  }

  /// The mean over lists of one over the place of the first good document; 0 for a list without one.
  /// Of documents with equal scores the good ones count as the last.
  ///
  ///     Score.reciprocalRank(of: [[3, 2], [1, 2]], isGood: [[false, true], [false, true]])   // 0.75
  public static func reciprocalRank(of scores: [[Double]], isGood: [[Bool]]) -> Double {
    required(try checkedReciprocalRank(of: scores, isGood: isGood))
  }

  package static func checkedReciprocalRank(
    of scores: [[Double]], isGood: [[Bool]]
  ) throws(TensorError) -> Double {
    try check(scores.count, against: isGood.count, "lists of scores and of documents")
    var sum = 0.0
    for (scores, isGood) in zip(scores, isGood) {
      try check(scores.count, against: isGood.count, "scores and documents of a list")
      try checkNumbers(scores, "score")
      guard let best = scores.indices.filter({ isGood[$0] }).map({ scores[$0] }).max() else {
        continue
      }
      let before = scores.indices.count { scores[$0] > best || scores[$0] == best && !isGood[$0] }
      sum += 1 / Double(before + 1)
    }
    return sum / Double(scores.count)
  }

  /// The rule of metrics that sort.
  static func checkNumbers(_ values: [Double], _ what: String) throws(TensorError) {
    if let place = values.firstIndex(where: \.isNaN) {
      throw TensorError("The \(what) of example \(place) is not a number.")
    }
  }
}
