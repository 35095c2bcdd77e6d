import Tensors

/// Grows the trees of boosting on rows of bytes, from histograms of slopes.
///
/// A histogram holds for each bin of each column the sums of slope, curvature and rows. From it the
/// best cut of a column is found in one walk over the bins. Of two children only the smaller is summed
/// up; the larger is the parent less the smaller.
///
/// Sums are made panel by panel and, within, in blocks of rows of a fixed size; cores share panels out
/// among them. So they are the same on any number of cores, to the last bit.
final class BoostedTreeGrower {
  /// Slope, curvature and how many rows; the fourth is not used.
  typealias Sums = SIMD4<Double>

  let bins: BinnedRows
  let rules: BoostingRules
  let l2: Double
  /// Slope, curvature and 1 of each row.
  let statistics: UnsafeMutablePointer<SIMD4<Float>>
  /// The rows of the leaves, one leaf after the other, and room to part them.
  let rows, aside: UnsafeMutablePointer<Int32>
  /// Histograms that no leaf needs at the moment, and all that were ever made.
  var free: [UnsafeMutablePointer<Sums>] = []
  var made: [UnsafeMutablePointer<Sums>] = []
  let histogramSize: Int

  private(set) var leaves: [Leaf] = []

  /// The best cut found in a column or a leaf.
  struct Cut {
    var gain = 0.0
    var column = 0
    var bin = 0
    var threshold: Float = 0
    var missingGoesFirst = false
    var first = Sums.zero
  }

  /// A leaf while its tree grows.
  struct Leaf {
    var node: Int
    /// Where its rows stand.
    var range: Range<Int>
    var depth: Int
    var sums: Sums
    var histogram: UnsafeMutablePointer<Sums>?
    var cut = Cut()
  }

  init(_ bins: BinnedRows, _ rules: BoostingRules) {
    (self.bins, self.rules, l2) = (bins, rules, Double(rules.l2))
    statistics = .allocate(capacity: bins.rowCount)
    statistics.initialize(repeating: .zero, count: bins.rowCount)
    rows = .allocate(capacity: bins.rowCount)
    rows.initialize(repeating: 0, count: bins.rowCount)
    aside = .allocate(capacity: bins.rowCount)
    aside.initialize(repeating: 0, count: bins.rowCount)
    histogramSize = bins.panelCount * BinnedRows.width * 256
  }

  deinit {
    statistics.deallocate()
    rows.deallocate()
    aside.deallocate()
    for histogram in made { histogram.deallocate() }
  }

  /// Takes the slope and curvature of each row for the next tree.
  func take(_ body: (_ row: Int) -> (slope: Float, curvature: Float)) {
    Parallel.pieces(of: bins.rowCount, size: 8_192) { piece in
      for row in piece {
        let (slope, curvature) = body(row)
        statistics[row] = SIMD4(slope, curvature, 1, 0)
      }
    }
  }

  /// The rows of a leaf, in ascending order.
  func rows(of leaf: Leaf) -> UnsafeBufferPointer<Int32> {
    UnsafeBufferPointer(start: rows + leaf.range.lowerBound, count: leaf.range.count)
  }

  /// Grows a tree on some rows and columns. Its leaves answer with the step against the slope, over
  /// the curvature, already multiplied by the rate.
  func grow(rows shown: [Int32]?, columns: [Int]) -> Tree {
    for leaf in leaves { giveBack(leaf.histogram) }
    let count = shown?.count ?? bins.rowCount
    for place in 0..<count { rows[place] = shown?[place] ?? Int32(place) }
    var tree = Tree(outputs: 1)
    var root = Leaf(node: 0, range: 0..<count, depth: 0, sums: total(count))
    if count >= 2 * rules.rowsPerLeaf {
      root.histogram = borrow()
      sum(root)
      root.cut = best(columns) { column in cut(column, root) }
    }
    leaves = [root]
    tree.weights[0] = Float(count)
    while leaves.count < rules.leaves, let place = mostGaining() {
      split(place, in: &tree, columns, isLast: leaves.count + 1 == rules.leaves)
    }
    for leaf in leaves { tree.values[leaf.node] = answer(leaf.sums) }
    return tree
  }

  /// The step of a leaf.
  private func answer(_ sums: Sums) -> Float {
    sums[1] + l2 > 0 ? Float(-sums[0] / (sums[1] + l2)) * rules.rate : 0
  }

  /// The leaf to split next: the first of those that gain most.
  private func mostGaining() -> Int? {
    var found: Int?
    for (place, leaf) in leaves.enumerated() where leaf.cut.gain > 0 {
      if found.map({ leaf.cut.gain > leaves[$0].cut.gain }) ?? true { found = place }
    }
    return found
  }

  /// Puts two leaves in place of one, with histograms and best cuts of their own.
  private func split(_ place: Int, in tree: inout Tree, _ columns: [Int], isLast: Bool) {
    let parent = leaves[place]
    let cut = parent.cut
    let middle = part(parent)
    let child = tree.split(
      parent.node, column: cut.column, threshold: cut.threshold,
      missingGoesFirst: cut.missingGoesFirst)
    tree.gains[parent.node] = Float(cut.gain / 2)
    tree.values[parent.node] = answer(parent.sums)
    var first = Leaf(
      node: child, range: parent.range.lowerBound..<middle, depth: parent.depth + 1,
      sums: cut.first)
    var second = Leaf(
      node: child + 1, range: middle..<parent.range.upperBound, depth: parent.depth + 1,
      sums: parent.sums - cut.first)
    tree.weights[child] = Float(first.range.count)
    tree.weights[child + 1] = Float(second.range.count)
    if isLast || !(maySplit(first) || maySplit(second)) {
      giveBack(parent.histogram)
    } else {
      let firstIsSmaller = first.range.count <= second.range.count
      var smaller = firstIsSmaller ? first : second
      var larger = firstIsSmaller ? second : first
      smaller.histogram = borrow()
      larger.histogram = parent.histogram
      sum(smaller)
      subtract(smaller, from: larger)
      for leaf in [smaller, larger] {
        var leaf = leaf
        if maySplit(leaf) {
          leaf.cut = best(columns) { column in self.cut(column, leaf) }
        } else {
          giveBack(leaf.histogram)
          leaf.histogram = nil
        }
        if leaf.node == child { first = leaf } else { second = leaf }
      }
    }
    leaves[place] = first
    leaves.append(second)
  }

  /// Whether a leaf has rows and curvature enough for two.
  private func maySplit(_ leaf: Leaf) -> Bool {
    leaf.range.count >= 2 * rules.rowsPerLeaf && leaf.depth < rules.depth ?? .max
      && leaf.sums[1] >= 2 * BoostingRules.leastCurvature
  }
}
