import Tensors

extension BoostedTreeGrower {
  /// The best of the columns' cuts, the first of equals.
  func best(_ columns: [Int], _ cut: (Int) -> Cut) -> Cut {
    let cuts = UnsafeMutablePointer<Cut>.allocate(capacity: columns.count)
    cuts.initialize(repeating: Cut(), count: columns.count)
    defer { cuts.deallocate() }
    Parallel.pieces(of: columns.count, size: 4) { piece in
      for place in piece { cuts[place] = cut(columns[place]) }
    }
    return (0..<columns.count).reduce(Cut()) { cuts[$1].gain > $0.gain ? cuts[$1] : $0 }
  }

  /// The best cut of a column: after which bin, and where gaps go.
  func cut(_ column: Int, _ leaf: Leaf) -> Cut {
    let sums = UnsafePointer(leaf.histogram! + column * 256)
    let missing = sums[Int(ColumnBins.missing)]
    let total = leaf.sums
    let least = Double(rules.rowsPerLeaf)
    let before = total[0] * total[0] / (total[1] + l2)
    var best = Cut()
    func consider(_ first: Sums, after bin: Int, before next: Int?, missingFirst: Bool) {
      let second = total - first
      guard first[2] >= least, second[2] >= least, first[1] >= BoostingRules.leastCurvature,
        second[1] >= BoostingRules.leastCurvature
      else { return }
      let gain =
        first[0] * first[0] / (first[1] + l2) + second[0] * second[0] / (second[1] + l2) - before
      guard gain > best.gain else { return }
      best = Cut(
        gain: gain, column: column, bin: bin,
        threshold: next.map { bins.columns[column].threshold(after: bin, before: $0) }
          ?? .infinity,
        // Where no gap was seen, gaps go with the many.
        missingGoesFirst: missing[2] > 0 ? missingFirst : first[2] > second[2], first: first)
    }
    var (first, last) = (Sums.zero, -1)
    for bin in 0..<bins.columns[column].count where sums[bin][2] > 0 {
      if last >= 0 {
        consider(first, after: last, before: bin, missingFirst: false)
        if missing[2] > 0 {
          consider(first + missing, after: last, before: bin, missingFirst: true)
        }
      }
      first += sums[bin]
      last = bin
    }
    if missing[2] > 0, last >= 0 {
      consider(first, after: last, before: nil, missingFirst: false)
    }
    return best
  }
}
