import Tensors

extension [Tree] {
  /// Trees as tensors: the nodes of all, one after the other, and how many each tree has.
  var namedTensors: [(name: String, tensor: Tensor)] {
    let nodes = flatMap(\.nodes)
    let outputs = first?.outputs ?? 1
    return [
      ("nodeCounts", Tensor(whole: map(\.nodes.count))),
      ("columns", Tensor(whole: nodes.map { Int($0.column) })),
      ("children", Tensor(whole: nodes.map { Int($0.child) })),
      ("missingGoesFirst", Tensor(whole: nodes.map { $0.missingGoesFirst ? 1 : 0 })),
      ("thresholds", Tensor(nodes.map(\.threshold))),
      ("weights", Tensor(flatMap(\.weights))),
      ("gains", Tensor(flatMap(\.gains))),
      ("values", Tensor(shape: [nodes.count, outputs], scalars: flatMap(\.values))),
    ]
  }

  /// Reads trees that ask about `columns` columns.
  init(_ stored: StoredTensors, columns: Int, outputs: Int) throws(TensorError) {
    guard columns > 0, outputs > 0 else {
      throw TensorError(
        "\(stored.model) cannot be made: trees ask about at least one column and answer with at least "
          + "one number, not \(columns) and \(outputs).")
    }
    let counts = try stored.whole("nodeCounts")
    let total = counts.reduce(0, +)
    let asked = try stored.whole("columns", count: total, below: columns)
    let children = try stored.whole("children", count: total)
    let missing = try stored.whole("missingGoesFirst", count: total, below: 2)
    let thresholds = try stored.tensor("thresholds", [total]).scalars
    let weights = try stored.tensor("weights", [total]).scalars
    let gains = try stored.tensor("gains", [total]).scalars
    let values = try stored.tensor("values", [total, outputs]).scalars
    self = []
    var start = 0
    for count in counts {
      var tree = Tree(outputs: outputs)
      let places = start..<start + count
      // A child that stood before its parent would lead a row round in circles.
      guard count > 0,
        places.allSatisfy({
          children[$0] == 0 || (children[$0] > $0 - start && children[$0] + 1 < count)
        })
      else {
        throw TensorError(
          "\(stored.model) cannot be made: the children of tree \(self.count) do not stand behind "
            + "their parents and within the tree.")
      }
      tree.nodes = places.map { place in
        Tree.Node(
          column: Int32(asked[place]), child: Int32(children[place]),
          threshold: thresholds[place], missingGoesFirst: missing[place] == 1)
      }
      tree.weights = Array<Float>(weights[places])
      tree.gains = Array<Float>(gains[places])
      tree.values = Array<Float>(values[start * outputs..<(start + count) * outputs])
      append(tree)
      start += count
    }
  }
}
