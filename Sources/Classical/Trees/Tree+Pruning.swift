extension Tree {
  /// The tree without the questions that are not worth their cost.
  ///
  /// Among all trees that can be cut out of this one, it is the one that makes the impurity per row
  /// plus `cost` for each leaf smallest, and the smallest of equals (cost-complexity pruning). A
  /// question is kept where it and those below it gain more than the leaves they add cost.
  func pruned(cost: Float) -> Tree {
    var worth = [Double](repeating: 0, count: nodes.count)
    // Children stand behind their parents, so the way back meets them first.
    for place in nodes.indices.reversed() where !nodes[place].isLeaf {
      let child = Int(nodes[place].child)
      let gain = Double(gains[place]) / Double(weights[0])
      worth[place] = max(0, gain + worth[child] + worth[child + 1] - Double(cost))
    }
    var tree = Tree(outputs: outputs)
    tree.copyAnswer(0, of: self, from: 0)
    var open = [(old: 0, new: 0)]
    while let (old, new) = open.popLast() {
      guard worth[old] > 0 else { continue }
      let node = nodes[old]
      let child = tree.split(
        new, column: Int(node.column), threshold: node.threshold,
        missingGoesFirst: node.missingGoesFirst)
      tree.gains[new] = gains[old]
      for side in 0..<2 {
        tree.copyAnswer(child + side, of: self, from: Int(node.child) + side)
        open.append((Int(node.child) + side, child + side))
      }
    }
    return tree
  }

  private mutating func copyAnswer(_ place: Int, of other: Tree, from source: Int) {
    weights[place] = other.weights[source]
    for output in 0..<outputs {
      values[place * outputs + output] = other.values[source * outputs + output]
    }
  }
}
