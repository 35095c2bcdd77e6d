import Foundation
import Tensors

/// All ways to spell a target along the places of a sequence, one symbol or the blank a place, where a
/// symbol may be held for several places and blanks may stand between, before and behind symbols:
/// connectionist temporal classification (Graves et al. 2006).
///
/// The target with a blank around every symbol gives the states, in order. From one place to the next a
/// path stays in its state, goes on to the next, or leaps over a blank between two symbols that differ.
/// Between two that are equal it may not leap: both would be read as one that was held.
///
/// A path's probability is a product of as many small numbers as there are places; all of them are
/// logarithms in double precision here.
struct Trellis {
  /// Logarithms of probabilities, [places, classes].
  let scores: UnsafePointer<Double>
  let places: Int
  let classes: Int
  let target: [Int]
  let blank: Int

  /// The number of states.
  private var states: Int { 2 * target.count + 1 }

  /// The symbol of a state.
  @inline(__always)
  private func symbol(_ state: Int) -> Int { state % 2 == 0 ? blank : target[state / 2] }

  /// Whether a path may come to a state from two before it.
  @inline(__always)
  private func leaps(to state: Int) -> Bool {
    state % 2 == 1 && state > 1 && target[state / 2] != target[state / 2 - 1]
  }

  /// The fewest places that a target takes: one for each symbol, and one for the blank between each
  /// two equal neighbours.
  static func fewestPlaces(_ target: [Int]) -> Int {
    target.count + zip(target, target.dropFirst()).count { $0 == $1 }
  }

  /// The logarithm of the probability of the target: the sum over all paths.
  func logProbability() -> Double {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: max(places, 1) * states) { table in
      forward(table.baseAddress!)
    }
  }

  /// Fills the table of α, [places, states]: the logarithm of the sum over all beginnings of paths
  /// that are in a state at a place, that place included. Returns that of all whole paths.
  private func forward(_ alpha: UnsafeMutablePointer<Double>) -> Double {
    guard places > 0 else { return target.isEmpty ? 0 : -.infinity }
    let states = states
    for state in 0..<states { alpha[state] = state < 2 ? scores[symbol(state)] : -.infinity }
    for place in stride(from: 1, to: places, by: 1) {
      let (before, now) = (alpha + (place - 1) * states, alpha + place * states)
      for state in 0..<states {
        var sum = before[state]
        if state > 0 { sum = Elementary.logSum(sum, before[state - 1]) }
        if leaps(to: state) { sum = Elementary.logSum(sum, before[state - 2]) }
        now[state] = sum + scores[place * classes + symbol(state)]
      }
    }
    let last = alpha + (places - 1) * states
    return states == 1 ? last[0] : Elementary.logSum(last[states - 1], last[states - 2])
  }

  /// Adds to `shares`, [places, classes], the probability that a path of the target, drawn by its
  /// probability among all of them, is at a class at a place. Returns the logarithm of the target's.
  func addShares(to shares: UnsafeMutablePointer<Double>) -> Double {
    let states = states
    return withUnsafeTemporaryAllocation(
      of: Double.self, capacity: max(places, 1) * states + 2 * states
    ) { table in
      let alpha = table.baseAddress!
      let total = forward(alpha)
      // β: the same for all ends of paths, this place left out.
      var (beta, next) = (alpha + places * states, alpha + (places + 1) * states)
      for state in 0..<states { beta[state] = state + 2 < states ? -.infinity : 0 }
      for place in stride(from: places - 1, through: 0, by: -1) {
        let (here, own) = (alpha + place * states, shares + place * classes)
        for state in 0..<states { own[symbol(state)] += exp(here[state] + beta[state] - total) }
        guard place > 0 else { break }
        swap(&beta, &next)
        let scores = scores + place * classes
        for state in 0..<states {
          var sum = next[state] + scores[symbol(state)]
          if state + 1 < states {
            sum = Elementary.logSum(sum, next[state + 1] + scores[symbol(state + 1)])
          }
          if state + 2 < states, leaps(to: state + 2) {
            sum = Elementary.logSum(sum, next[state + 2] + scores[symbol(state + 2)])
          }
          beta[state] = sum
        }
      }
      return total
    }
  }
}
