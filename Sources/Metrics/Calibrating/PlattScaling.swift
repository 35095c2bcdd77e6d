import Foundation
import Tensors

/// Two numbers that turn a score into a probability, ``$`1 / (1 + e^{-(a z + b)})`$``, found by the
/// cross-entropy on rows that the model has not learned from.
///
/// ```swift
/// let map = PlattScaling(scores: scores, outcomes: outcomes)
/// map(1.3)   // how likely it is where the score is 1.3
/// ```
public struct PlattScaling: Sendable, Equatable, Codable {
  /// What scores are multiplied by: ``$`a`$``.
  public let scale: Double
  /// What is added: ``$`b`$``.
  public let shift: Double

  /// A map that is known.
  public init(scale: Double, shift: Double) { (self.scale, self.shift) = (scale, shift) }

  /// Finds both by Newton's steps, halved where the loss would rise. Scores may have any size and
  /// place. Where a threshold tells all outcomes apart the best scale is infinite; a penalty of a
  /// thousandth on the scale of standardised scores keeps it finite.
  public init(scores: [Double], outcomes: [Bool]) {
    self = required(try PlattScaling(checking: scores, outcomes: outcomes))
  }

  package init(checking scores: [Double], outcomes: [Bool]) throws(TensorError) {
    try Score.check(scores: scores, outcomes: outcomes)
    let events = outcomes.count { $0 }
    guard events > 0, events < outcomes.count else {
      throw TensorError(
        "A map to probabilities needs outcomes of both kinds, and all \(outcomes.count) are "
          + "\(events > 0).")
    }
    let count = Double(scores.count)
    let mean = scores.reduce(0, +) / count
    let variance = scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    // Of equal scores rounding may leave a variance that means nothing.
    let deviation = scores.min() == scores.max() ? 1 : variance.squareRoot()
    let z = scores.map { ($0 - mean) / deviation }
    var (a, b) = (0.0, log(Double(events) / (count - Double(events))))
    var loss = PlattScaling.loss(z, outcomes, a, b)
    for _ in 0..<100 {
      let step = PlattScaling.newton(z, outcomes, a, b)
      var share = 1.0
      var next = PlattScaling.loss(z, outcomes, a - step.a, b - step.b)
      while !(next <= loss), share > 1e-9 {
        share /= 2
        next = PlattScaling.loss(z, outcomes, a - share * step.a, b - share * step.b)
      }
      guard next <= loss else { break }
      (a, b) = (a - share * step.a, b - share * step.b)
      let gained = loss - next
      loss = next
      if gained < 1e-12 * count { break }
    }
    scale = a / deviation
    shift = b - a * mean / deviation
  }

  /// The probability of a score.
  public func callAsFunction(_ score: Double) -> Double { 1 / (1 + exp(-(scale * score + shift))) }

  static let penalty = 1e-3

  private static func loss(_ z: [Double], _ outcomes: [Bool], _ a: Double, _ b: Double) -> Double {
    var sum = penalty / 2 * a * a
    for (z, outcome) in zip(z, outcomes) {
      let logit = outcome ? -(a * z + b) : a * z + b
      sum += max(logit, 0) + log1p(exp(-abs(logit)))
    }
    return sum
  }

  private static func newton(
    _ z: [Double], _ outcomes: [Bool], _ a: Double, _ b: Double
  ) -> (a: Double, b: Double) {
    var (slopeA, slopeB) = (penalty * a, 0.0)
    var (aa, ab, bb) = (penalty, 0.0, 1e-12)
    for (z, outcome) in zip(z, outcomes) {
      let p = 1 / (1 + exp(-(a * z + b)))
      let (miss, weight) = (p - (outcome ? 1 : 0), p * (1 - p))
      slopeA += miss * z
      slopeB += miss
      aa += weight * z * z
      ab += weight * z
      bb += weight
    }
    let determinant = aa * bb - ab * ab
    return ((bb * slopeA - ab * slopeB) / determinant, (aa * slopeB - ab * slopeA) / determinant)
  }
}
