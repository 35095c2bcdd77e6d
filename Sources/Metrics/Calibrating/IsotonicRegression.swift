import Tensors

/// The staircase that never falls and lies nearest to what happened: a map from scores to
/// probabilities that believes nothing of the scores but their order.
///
/// Neighbouring steps that fall are pooled until none does. Between two scores that were seen the map
/// goes in a straight line, and beyond the ends it stays level, as in scikit-learn.
///
///     IsotonicRegression(scores: [1, 2, 3, 4], outcomes: [false, true, false, true])(2.5)   // 0.5
public struct IsotonicRegression: Sendable, Equatable, Codable {
  /// The ends of the steps, rising.
  public let scores: [Double]
  /// The value at each of them, never falling.
  public let values: [Double]

  /// Fits the staircase, in the time that sorting the scores takes. Rows of equal score have one
  /// value.
  public init(scores: [Double], outcomes: [Bool]) {
    self = required(try IsotonicRegression(checking: scores, outcomes: outcomes))
  }

  package init(checking scores: [Double], outcomes: [Bool]) throws(TensorError) {
    try Score.check(scores: scores, outcomes: outcomes)
    var steps: [Step] = []
    for row in scores.indices.sorted(by: { scores[$0] < scores[$1] }) {
      let event = outcomes[row] ? 1.0 : 0
      // The last step is always of one score, and not yet compared with those before it.
      if let last = steps.indices.last, steps[last].last == scores[row] {
        steps[last].sum += event
        steps[last].count += 1
      } else {
        IsotonicRegression.settle(&steps)
        steps.append(Step(first: scores[row], last: scores[row], sum: event, count: 1))
      }
    }
    IsotonicRegression.settle(&steps)
    let ends = steps.flatMap { step in
      let scores = step.first == step.last ? [step.first] : [step.first, step.last]
      return scores.map { ($0, step.mean) }
    }
    self.scores = ends.map(\.0)
    values = ends.map(\.1)
  }

  /// The probability of a score.
  public func callAsFunction(_ score: Double) -> Double {
    guard let first = scores.first, let last = scores.last, !score.isNaN else { return .nan }
    if score <= first { return values[0] }
    if score >= last { return values[values.count - 1] }
    // The first end that is not below the score.
    var (low, high) = (0, scores.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if scores[middle] < score { low = middle } else { high = middle }
    }
    let share = (score - scores[low]) / (scores[high] - scores[low])
    return values[low] + share * (values[high] - values[low])
  }

  private struct Step {
    let first: Double
    var last: Double
    var sum: Double
    var count: Double
    var mean: Double { sum / count }
  }

  /// Pools the last step with those before it until the stack rises.
  private static func settle(_ steps: inout [Step]) {
    while steps.count > 1 {
      let (last, before) = (steps[steps.count - 1], steps[steps.count - 2])
      guard before.sum * last.count >= last.sum * before.count else { return }
      steps.removeLast(2)
      steps.append(
        Step(
          first: before.first, last: last.last, sum: before.sum + last.sum,
          count: before.count + last.count))
    }
  }
}
