import Metrics
import Trace

/// Puts a claim to the test and shows it: first the answer, then the claim with its evidence and
/// verdict.
///
///     claim(
///       "A ten percent change of the learning rate moves accuracy by five points",
///       answer: "False at the best rate of either; only beyond it does accuracy swing."
///     ) {
///       Condition(
///         "SGD", effect: swing, interval: bootstrap(accuracies),
///         holds: { $0 >= 0.05 }, threshold: "at least five points")
///       Condition(
///         "Adam", effect: other, interval: bootstrap(others),
///         holds: { $0 >= 0.05 }, threshold: "at least five points")
///     }
///
/// The claim's verdict is that of its conditions where they agree, and *depends* where they do not.
///
/// - Parameters:
///   - text: What is said, with its threshold in the sentence.
///   - answer: What came of it, in one sentence that a reader can repeat. It is code's text, so it
///     may name results.
/// - Returns: The verdict, for code that goes on from it.
@discardableResult
public func claim(
  _ text: String, answer: String, @ConditionBuilder _ conditions: () throws -> [Condition]
) rethrows -> Verdict {
  let conditions = try conditions()
  let output = required(try claimOutput(text, answer: answer, checking: conditions))
  put(output)
  return output.verdict
}

/// One condition under which a claim is tested: an effect that was measured, the interval in which
/// luck would let it lie, and what must be true of it for the claim to hold.
///
/// The verdict is found by asking `holds` of the effect and of 201 points spread evenly over the
/// interval, its ends included: *holds* where it is true of all of them, *does not hold here* where
/// it is true of none, *too small to tell* where it is true of some. Without an interval the effect
/// alone decides, and the page says "one run"; where no luck is involved (a count, an exact
/// computation) write `exact:` in place of `effect:`, and it says so. An effect that is NaN, or an
/// interval with an end at infinity on which `holds` changes, tells nothing: *too small to tell*.
public struct Condition: Sendable {
  package let output: ClaimOutput.Condition

  /// A condition on something that was measured.
  ///
  /// - Parameters:
  ///   - format: How effect and interval are written, as in C.
  ///   - threshold: What `holds` asks, as a reader says it: "more than half a point".
  public init(
    _ name: String, effect: some BinaryFloatingPoint, interval: ClosedRange<Double>? = nil,
    format: String = "%.3g", holds: (Double) throws -> Bool, threshold: String
  ) rethrows {
    try self.init(
      name, Double(effect), in: interval, isExact: false, format, holds, threshold)
  }

  /// The same with one of the intervals that metrics come with; one whose ends are no numbers tells
  /// nothing.
  public init(
    _ name: String, effect: some BinaryFloatingPoint, interval: Interval, format: String = "%.3g",
    holds: (Double) throws -> Bool, threshold: String
  ) rethrows {
    let isKnown = interval.lower <= interval.upper
    try self.init(
      name, Double(effect),
      in: isKnown ? interval.lower...interval.upper : -.infinity ... .infinity, isExact: false,
      format, holds, threshold)
  }

  /// A condition on a number that involves no luck: every run gives the same.
  public init(
    _ name: String, exact effect: some BinaryFloatingPoint, format: String = "%.3g",
    holds: (Double) throws -> Bool, threshold: String
  ) rethrows {
    try self.init(name, Double(effect), in: nil, isExact: true, format, holds, threshold)
  }

  private init(
    _ name: String, _ effect: Double, in interval: ClosedRange<Double>?, isExact: Bool,
    _ format: String, _ holds: (Double) throws -> Bool, _ threshold: String
  ) rethrows {
    let verdict = try Condition.verdict(effect: effect, interval: interval, holds: holds)
    output = ClaimOutput.Condition(
      name: name, effect: shortest(effect), interval: interval, isExact: isExact,
      format: required(try Condition.format(checking: format)),
      threshold: required(try Condition.threshold(checking: threshold, of: name)),
      verdict: verdict)
  }

  package static func verdict(
    effect: Double, interval: ClosedRange<Double>?, holds: (Double) throws -> Bool
  ) rethrows -> Verdict {
    guard !effect.isNaN else { return .tooSmallToTell }
    let first = try holds(effect)
    if let interval {
      for point in points(in: interval) where try holds(point) != first { return .tooSmallToTell }
    }
    return first ? .holds : .doesNotHold
  }

  /// The points at which a condition is asked: 201 over a finite interval; over an infinite one its
  /// finite ends, zero, both signs of 40 powers of ten that lie in it, and infinity itself.
  private static func points(in interval: ClosedRange<Double>) -> [Double] {
    let (low, high) = (interval.lowerBound, interval.upperBound)
    guard low.isFinite, high.isFinite else {
      var points = [low, 0, high]
      var power = 1e-20
      while power < 1e20 {
        points += [power, -power]
        power *= 10
      }
      return points.filter(interval.contains)
    }
    return (0...200).map { step in
      step == 200 ? high : low + (high - low) * Double(step) / 200
    }
  }

  package static func threshold(checking text: String, of name: String) throws -> String {
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw NotebookError(
        "The condition \"\(name)\" does not say what its effect must be; \"more than 0.005\" would."
      )
    }
    return text
  }

  private static func format(checking text: String) throws -> NumberFormat {
    guard let format = NumberFormat(text) else {
      throw NotebookError("\"\(text)\" is not the form of one number: \"%.3f\" and \"%.2e\" are.")
    }
    return format
  }
}

/// Collects the conditions of a claim: one a statement.
@resultBuilder
public enum ConditionBuilder {
  public static func buildExpression(_ condition: Condition) -> [Condition] { [condition] }
  public static func buildExpression(_ conditions: [Condition]) -> [Condition] { conditions }
  public static func buildBlock(_ parts: [Condition]...) -> [Condition] { parts.flatMap { $0 } }
  public static func buildOptional(_ part: [Condition]?) -> [Condition] { part ?? [] }
  public static func buildEither(first: [Condition]) -> [Condition] { first }
  public static func buildEither(second: [Condition]) -> [Condition] { second }
  public static func buildArray(_ parts: [[Condition]]) -> [Condition] { parts.flatMap { $0 } }
}

/// The claim with its verdict.
package func claimOutput(
  _ text: String, answer: String, checking conditions: [Condition]
) throws -> ClaimOutput {
  guard let first = conditions.first?.output.verdict else {
    throw NotebookError("The claim \"\(text)\" has no condition to test it under.")
  }
  guard answer.contains(where: { !$0.isWhitespace }) else {
    throw NotebookError(
      "The claim \"\(text)\" has no answer: one sentence that says what came of it.")
  }
  let agree = conditions.allSatisfy { $0.output.verdict == first }
  return ClaimOutput(
    text: text, answer: answer, conditions: conditions.map(\.output),
    verdict: agree ? first : .depends)
}
