import Metrics
import Trace

/// Puts a claim to the test and shows it with its evidence and verdict.
///
///     claim("A ten percent change of the learning rate moves accuracy by five points") {
///       Condition("SGD", effect: swing, interval: bootstrap(accuracies)) { $0 >= 0.05 }
///       Condition("Adam", effect: other, interval: bootstrap(others)) { $0 >= 0.05 }
///     }
///
/// The claim's verdict is that of its conditions where they agree, and *depends* where they do not.
/// - Returns: The verdict, for code that goes on from it.
@discardableResult
public func claim(
  _ text: String, @ConditionBuilder _ conditions: () throws -> [Condition]
) rethrows -> Verdict {
  let conditions = try conditions()
  let output = required(try claimOutput(text, checking: conditions))
  put(output)
  return output.verdict
}

/// One condition under which a claim is tested: an effect that was measured, the interval in which
/// luck would let it lie, and what must be true of it for the claim to hold.
///
/// The verdict is found by asking `holds` of the effect and of 201 points spread evenly over the
/// interval, its ends included: *holds* where it is true of all of them, *does not hold here* where
/// it is true of none, *too small to tell* where it is true of some. Without an interval (no luck is
/// involved: a count, an exact computation) the effect alone decides. An effect that is NaN, or an
/// interval with an end at infinity on which `holds` changes, tells nothing: *too small to tell*.
public struct Condition: Sendable {
  package let output: ClaimOutput.Condition

  /// - Parameter format: How effect and interval are written, as in C.
  public init(
    _ name: String, effect: some BinaryFloatingPoint, interval: ClosedRange<Double>? = nil,
    format: String = "%.3g", holds: (Double) throws -> Bool
  ) rethrows {
    let effect = Double(effect)
    let verdict = try Condition.verdict(effect: effect, interval: interval, holds: holds)
    output = ClaimOutput.Condition(
      name: name, effect: shortest(effect), interval: interval,
      format: required(try Condition.format(checking: format)), verdict: verdict)
  }

  /// The same with one of the intervals that metrics come with; one whose ends are no numbers tells
  /// nothing.
  public init(
    _ name: String, effect: some BinaryFloatingPoint, interval: Interval, format: String = "%.3g",
    holds: (Double) throws -> Bool
  ) rethrows {
    let isKnown = interval.lower <= interval.upper
    try self.init(
      name, effect: effect,
      interval: isKnown ? interval.lower...interval.upper : -.infinity ... .infinity,
      format: format, holds: holds)
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
package func claimOutput(_ text: String, checking conditions: [Condition]) throws -> ClaimOutput {
  guard let first = conditions.first?.output.verdict else {
    throw NotebookError("The claim \"\(text)\" has no condition to test it under.")
  }
  let agree = conditions.allSatisfy { $0.output.verdict == first }
  return ClaimOutput(
    text: text, conditions: conditions.map(\.output), verdict: agree ? first : .depends)
}
