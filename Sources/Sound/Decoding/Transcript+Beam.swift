import Foundation
import Tensors

extension Transcript {
  /// A row of symbols and how likely it is.
  public struct Reading: Sendable, Equatable {
    /// The symbols.
    public let symbols: [Int]
    /// The logarithm of the sum of the probabilities of all paths that were followed and spell them.
    public let logProbability: Double
  }

  /// The likeliest rows of symbols, the best first: prefix beam search.
  ///
  /// From place to place it follows the `width` likeliest beginnings, and adds up all paths that spell
  /// the same, those that end in the blank apart from those that end in the last symbol: only after a
  /// blank does the same symbol begin anew. With a width of all beginnings there are the answer is
  /// exact. It takes places x width x classes steps.
  ///
  ///     let sure = Tensor([[0, 9], [9, 0], [0, 9]])
  ///     Transcript.beam(sure, width: 4)[0].symbols   // [1, 1]
  public static func beam(_ logits: Tensor, width: Int, blank: Int = 0) -> [Reading] {
    required(try check(logits.shape, blank: blank, width: width))
    let classes = logits.shape[1]
    var beam = [Beginning(symbols: [], afterBlank: 0, afterSymbol: -.infinity)]
    for place in 0..<logits.shape[0] {
      let scores = logSoftmax(logits.scalars[(place * classes)..<((place + 1) * classes)])
      var found = Beginnings()
      for old in beam {
        found.add(to: old.symbols, afterBlank: old.total + scores[blank])
        if let last = old.symbols.last {
          found.add(to: old.symbols, afterSymbol: old.afterSymbol + scores[last])
        }
        for symbol in 0..<classes where symbol != blank {
          let before = symbol == old.symbols.last ? old.afterBlank : old.total
          guard before > -.infinity else { continue }
          found.add(to: old.symbols + [symbol], afterSymbol: before + scores[symbol])
        }
      }
      beam = found.best(width)
    }
    return beam.map { Reading(symbols: $0.symbols, logProbability: $0.total) }
  }

  private static func logSoftmax(_ logits: ArraySlice<Float>) -> [Double] {
    let largest = Double(logits.max() ?? 0)
    let sum = logits.reduce(0) { $0 + exp(Double($1) - largest) }
    return logits.map { Double($0) - largest - log(sum) }
  }
}

/// A beginning that is followed.
private struct Beginning {
  let symbols: [Int]
  /// The logarithms of the probabilities of its paths that end in the blank, and in its last symbol.
  var afterBlank: Double
  var afterSymbol: Double

  var total: Double { Elementary.logSum(afterBlank, afterSymbol) }
}

/// Beginnings, each once, in the order in which they were found first: sums then never depend on how
/// a table is arranged.
private struct Beginnings {
  private var all: [Beginning] = []
  private var places: [[Int]: Int] = [:]

  mutating func add(
    to symbols: [Int], afterBlank: Double = -.infinity, afterSymbol: Double = -.infinity
  ) {
    guard let place = places[symbols] else {
      places[symbols] = all.count
      all.append(Beginning(symbols: symbols, afterBlank: afterBlank, afterSymbol: afterSymbol))
      return
    }
    all[place].afterBlank = Elementary.logSum(all[place].afterBlank, afterBlank)
    all[place].afterSymbol = Elementary.logSum(all[place].afterSymbol, afterSymbol)
  }

  /// The likeliest, the best first; of equal ones the first in the order of symbols.
  func best(_ count: Int) -> [Beginning] {
    let ranked = all.map { (total: $0.total, beginning: $0) }.sorted { left, right in
      left.total != right.total
        ? left.total > right.total
        : left.beginning.symbols.lexicographicallyPrecedes(right.beginning.symbols)
    }
    return ranked.prefix(count).map(\.beginning)
  }
}
