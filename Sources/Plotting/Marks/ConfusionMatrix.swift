extension Figure {
  /// Adds how often each class was taken for each: rows are what is true, columns what was said.
  ///
  /// The darkness of a cell is its share of the row, so that a rare class is as visible as a common
  /// one; the number is the count.
  public func confusionMatrix(
    actual: [Int], predicted: [Int], names: [String]? = nil
  ) -> Figure {
    let pairs = required(try Confusion.counts(actual: actual, predicted: predicted, names: names))
    return confusionMatrix(pairs, names: names)
  }

  /// Adds a confusion matrix from its counts.
  public func confusionMatrix(
    _ counts: some PlottableMatrix, names: [String]? = nil
  ) -> Figure {
    let counts = counts.plotMatrix
    let names = names ?? (0..<max(counts.rows, counts.columns)).map { "\($0)" }
    if counts.rows > 0 {
      let what = "drawing a confusion matrix"
      required(try requireSameCount(what, ("rows", counts.rows), ("names", names.count)))
      required(try requireSameCount(what, ("columns", counts.columns), ("names", names.count)))
    }
    let mark = HeatMapMark(
      matrix: counts, tones: Confusion.shares(counts), rows: names, columns: names,
      showsValues: true, hasBar: false, map: .sequential, range: 0...1, label: "", decimals: nil)
    return adding(mark).changing { figure in
      if figure.x.label.isEmpty { figure.x.label = "predicted" }
      if figure.y.label.isEmpty { figure.y.label = "actual" }
    }
  }
}

/// Counting how classes were taken for each other.
package enum Confusion {
  package static func counts(
    actual: [Int], predicted: [Int], names: [String]?
  ) throws -> PlotMatrix {
    let what = "drawing a confusion matrix"
    try requireSameCount(
      what, ("actual classes", actual.count), ("predicted classes", predicted.count))
    let highest = max(actual.max() ?? -1, predicted.max() ?? -1)
    let count = names?.count ?? highest + 1
    let lowest = min(actual.min() ?? 0, predicted.min() ?? 0)
    guard lowest >= 0, highest < count else {
      throw PlottingError(
        "\(what): classes count from 0 to \(count - 1), and there is a "
          + "\(lowest < 0 ? lowest : highest)")
    }
    guard count <= 1000 else {
      throw PlottingError("\(what): \(count) classes are more than a page can show")
    }
    var counts = [Double](repeating: 0, count: count * count)
    for (a, p) in zip(actual, predicted) { counts[a * count + p] += 1 }
    return PlotMatrix(rows: count, columns: count, values: counts)
  }

  /// Each count as a share of its row.
  package static func shares(_ counts: PlotMatrix) -> PlotMatrix {
    var shares = counts.values
    for row in 0..<counts.rows {
      let cells = row * counts.columns..<(row + 1) * counts.columns
      let total = counts.values[cells].filter(\.isFinite).reduce(0, +)
      for cell in cells where total > 0 { shares[cell] /= total }
    }
    return PlotMatrix(rows: counts.rows, columns: counts.columns, values: shares)
  }
}
