import Foundation
import Tensors

/// Whether a difference of two means may be luck: how often one at least as large, on either side,
/// comes about when it does not matter which value belongs to which side.
///
///     PermutationTest.paired(errors[0], errors[1], using: &random).probability
///
/// Where there are few arrangements all are tried and the probability is exact; otherwise some are
/// drawn, and the one that was measured counts among them, so that it is never 0.
public struct PermutationTest: Sendable, Equatable {
  /// The mean of the first values less that of the second.
  public let difference: Double
  /// The probability of at least such a difference if there were none.
  public let probability: Double
  /// How many arrangements were tried.
  public let arrangements: Int
  /// Whether these were all there are.
  public let isExact: Bool

  /// For values that belong together in pairs (the same seed, row or fold): within each pair it may
  /// be the other way round.
  public static func paired(
    _ first: [Double], _ second: [Double], arrangements: Int = 10_000, using random: inout Random
  ) -> PermutationTest {
    required(try Score.check(first.count, against: second.count, "pairs of values"))
    required(try check(arrangements: arrangements))
    let differences = zip(first, second).map { $0 - $1 }
    let count = differences.count
    func mean(_ isTurned: (Int) -> Bool) -> Double {
      differences.indices.reduce(0) { $0 + (isTurned($1) ? -differences[$1] : differences[$1]) }
        / Double(count)
    }
    var tally = Tally(measured: mean { _ in false })
    let isExact = count < 40 && 1 << count <= arrangements
    if isExact {
      for pattern in 0..<(1 << count) { tally.add(mean { pattern >> $0 & 1 == 1 }) }
    } else {
      for _ in 0..<arrangements {
        let turned = (0..<count).map { _ in random.below(2) == 1 }
        tally.add(mean { turned[$0] })
      }
    }
    return PermutationTest(tally, isExact: isExact)
  }

  /// For values that do not belong together: any of them may have been on the other side.
  public static func unpaired(
    _ first: [Double], _ second: [Double], arrangements: Int = 10_000, using random: inout Random
  ) -> PermutationTest {
    required(try Score.check(first.count, against: first.count, "values of the first side"))
    required(try Score.check(second.count, against: second.count, "values of the second side"))
    required(try check(arrangements: arrangements))
    var values = first + second
    let total = values.reduce(0, +)
    func difference(_ sum: Double) -> Double {
      sum / Double(first.count) - (total - sum) / Double(second.count)
    }
    var tally = Tally(measured: difference(first.reduce(0, +)))
    let all = choices(first.count, of: values.count)
    let isExact = all <= Double(arrangements)
    if isExact {
      var chosen = Array(0..<first.count)
      repeat {
        tally.add(difference(chosen.reduce(0) { $0 + values[$1] }))
      } while next(
        &chosen, below: values.count)
    } else {
      for _ in 0..<arrangements {
        for place in 0..<first.count {
          values.swapAt(place, place + random.below(values.count - place))
        }
        tally.add(difference(values[..<first.count].reduce(0, +)))
      }
    }
    return PermutationTest(tally, isExact: isExact)
  }

  private init(_ tally: Tally, isExact: Bool) {
    difference = tally.measured
    // Of drawn arrangements the one measured is one more.
    let extra = isExact ? 0 : 1
    probability = Double(tally.extreme + extra) / Double(tally.count + extra)
    arrangements = tally.count
    self.isExact = isExact
  }

  package static func check(arrangements: Int) throws(TensorError) {
    guard arrangements > 0 else {
      throw TensorError(
        "A permutation test needs arrangements to try, and \(arrangements) were asked for.")
    }
  }

  /// How many ways there are to choose some of several.
  private static func choices(_ some: Int, of all: Int) -> Double {
    let (n, k) = (Double(all), Double(some))
    return exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)).rounded()
  }

  /// The next choice of places in order; false after the last.
  private static func next(_ chosen: inout [Int], below count: Int) -> Bool {
    var place = chosen.count - 1
    while place >= 0, chosen[place] == count - chosen.count + place { place -= 1 }
    guard place >= 0 else { return false }
    chosen[place] += 1
    for later in place + 1..<max(chosen.count, place + 1) { chosen[later] = chosen[later - 1] + 1 }
    return true
  }

  /// Counts the arrangements whose difference is at least as large as the one measured.
  private struct Tally {
    let measured: Double
    private let least: Double
    private(set) var count = 0
    private(set) var extreme = 0

    init(measured: Double) {
      self.measured = measured
      // The same sum in another order may differ in its last digits.
      least = abs(measured) * (1 - 1e-12)
    }

    mutating func add(_ difference: Double) {
      count += 1
      if abs(difference) >= least { extreme += 1 }
    }
  }
}
