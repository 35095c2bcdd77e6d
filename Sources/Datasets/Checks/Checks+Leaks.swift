extension Checks {
  /// How well one column alone tells the rows of a class from the others.
  public struct Leak: Sendable, Equatable {
    /// The column.
    public let column: String
    /// The share of pairs, one row of the class and one other, that the column puts in the right
    /// order, ties counted half: 1 when it gives the answer away, 0.5 when it knows nothing.
    public let score: Double
  }

  /// The columns that alone predict `target` better than `above`, the best first: suspects of
  /// knowing what is not known when the prediction is made, as the delay at departure knows that at
  /// arrival.
  ///
  /// Numbers are taken as they are, in whichever direction predicts; a category by the share of the
  /// target among the rows of the other half that have it, so that an identifier does not pass for
  /// knowledge. A gap is a value of its own: that something is missing can give the answer away.
  public static func leaks(
    in table: Table, target: [Bool], above: Double = 0.95
  ) throws(TableError) -> [Leak] {
    guard target.count == table.rowCount, target.contains(true), target.contains(false) else {
      throw TableError(
        "Looking for leaks needs a target for each of \(table.rowCount) rows, some true and some "
          + "false, and \(target.count { $0 }) of \(target.count) are true.")
    }
    return table.columns.map { column in
      let scores =
        column.values.kind == .text
        ? [shares(column, target)]
        : [Double.infinity, -.infinity].map { gap in column.numbers.map { $0 ?? gap } }
      let best = scores.map { area($0, target) }.map { max($0, 1 - $0) }.max() ?? 0.5
      return Leak(column: column.name, score: best)
    }.filter { $0.score > above }.sorted { $0.score > $1.score }
  }

  /// The share of the target by category, for even rows counted in odd ones and the other way round.
  private static func shares(_ column: Table.Column, _ target: [Bool]) -> [Double] {
    let categories = column.text
    var counts: [[String?: (hits: Double, rows: Double)]] = [[:], [:]]
    for row in target.indices {
      let old = counts[row % 2][categories[row]] ?? (0, 0)
      counts[row % 2][categories[row]] = (old.hits + (target[row] ? 1 : 0), old.rows + 1)
    }
    let all = Double(target.count { $0 }) / Double(target.count)
    return target.indices.map { row in
      // One row more that is like all, so that a single one does not decide.
      let (hits, rows) = counts[1 - row % 2][categories[row]] ?? (0, 0)
      return (hits + all) / (rows + 1)
    }
  }

  /// The area under the curve that ranking by `scores` gives, from the sum of ranks.
  private static func area(_ scores: [Double], _ target: [Bool]) -> Double {
    let order = scores.indices.sorted { scores[$0] < scores[$1] }
    var (sum, place) = (0.0, 0)
    while place < order.count {
      var end = place
      while end < order.count, scores[order[end]] == scores[order[place]] { end += 1 }
      let rank = Double(place + 1 + end) / 2
      sum += rank * Double(order[place..<end].count { target[$0] })
      place = end
    }
    let hits = Double(target.count { $0 })
    return (sum - hits * (hits + 1) / 2) / (hits * (Double(target.count) - hits))
  }
}
