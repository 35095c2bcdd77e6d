import Tensors

/// Grows the trees of a forest, several at a time.
enum ForestGrower {
  static func grow(
    _ rows: Tensor, _ target: TreeGrower.Target, _ rules: TreeGrower.Rules, count: Int,
    drawsRows: Bool, for name: String, using random: inout Random
  ) throws(TensorError) -> (trees: [Tree], outOfBag: OutOfBag) {
    try rules.check(columns: rows.shape[1], for: name)
    guard count > 0 else {
      throw TensorError("\(name) has at least one tree, and \(count) were asked for.")
    }
    let grower = TreeGrower(bins: BinnedRows(rows), target: target, rules: rules)
    let streams = (0..<count).map { _ in random.split() }
    let rowCount = rows.shape[0]
    let grown = streams.concurrentMap { (stream: Random) -> (tree: Tree, drawn: [Int]) in
      var random = stream
      let drawn = drawsRows ? draw(rowCount, using: &random) : nil
      return (grower.grow(drawn: drawn, using: &random), drawn ?? [])
    }
    let trees = grown.map(\.tree)
    let outOfBag = outOfBag(trees, drawsRows ? grown.map(\.drawn) : nil, rows)
    return (trees, outOfBag)
  }

  /// How often each row is drawn when as many are drawn with replacement as there are.
  private static func draw(_ count: Int, using random: inout Random) -> [Int] {
    var drawn = [Int](repeating: 0, count: count)
    for _ in 0..<count { drawn[random.below(count)] += 1 }
    return drawn
  }

  /// The mean answer for each row of the trees whose rows it was not among.
  private static func outOfBag(_ trees: [Tree], _ drawn: [[Int]]?, _ rows: Tensor) -> OutOfBag {
    let (rowCount, columns) = (rows.shape[0], rows.shape[1])
    let outputs = trees[0].outputs
    var shares = Tensor.zeros([rowCount, outputs])
    var counts = [Int](repeating: 0, count: rowCount)
    guard let drawn else { return OutOfBag(shares: shares, treeCounts: counts) }
    for row in 0..<rowCount {
      for place in trees.indices where drawn[place][row] == 0 { counts[row] += 1 }
    }
    shares.change { shares in
      rows.read { scalars in
        Parallel.pieces(of: rowCount, size: 64) { piece in
          for (tree, drawn) in zip(trees, drawn) {
            for row in piece where drawn[row] == 0 {
              let leaf = tree.leaf(of: scalars + row * columns)
              for output in 0..<outputs {
                shares[row * outputs + output] +=
                  tree.values[leaf * outputs + output] / Float(counts[row])
              }
            }
          }
        }
      }
    }
    return OutOfBag(shares: shares, treeCounts: counts)
  }
}
