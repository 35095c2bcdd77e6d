import Tensors

/// Boosting itself: round by round, a step against the slope of the loss, as a tree can take it.
///
/// The model is a function of rows, and what is minimised is a sum over rows. Its slope with respect to
/// the function is a number for each row; a tree is fitted to these numbers, so that the step is known
/// for rows that were not seen. The curvature says how long the step should be.
struct Booster {
  /// What is minimised.
  enum Target {
    /// Half the squared error; one tree a round.
    case numbers(Tensor)
    /// Cross-entropy; one tree a round for two classes, one for each for more.
    case classes([Int], count: Int)

    var outputs: Int {
      if case .classes(_, let count) = self, count > 2 { count } else { 1 }
    }
  }

  /// Rows that the loss is measured on after each round, and how long to wait for a better one.
  struct Watch {
    let rows: Tensor
    let target: Target
    let patience: Int
  }

  let rules: BoostingRules
  let target: Target

  /// What boosting leaves behind.
  struct Fitted {
    /// What every row begins with: `[outputs]`.
    var base: Tensor
    /// The trees round by round, `outputs` in each.
    var trees: [Tree] = []
    /// The mean loss of the watched rows after each round.
    var history: [Float] = []
  }

  /// Fits trees to rows that have been checked.
  func fit(_ rows: Tensor, watch: Watch?, using random: inout Random) -> Fitted {
    let outputs = target.outputs
    var fitted = Fitted(base: base)
    let bins = BinnedRows(rows)
    let grower = BoostedTreeGrower(bins, rules)
    var margins = Tensor.zeros([rows.shape[0], outputs]) + fitted.base
    var watched = watch.map { Tensor.zeros([$0.rows.shape[0], outputs]) + fitted.base }
    var best = (loss: Float.infinity, rounds: 0)
    for round in 0..<rules.rounds {
      let shown = draw(bins.rowCount, rules.rowShare, using: &random)
      let steps = self.steps(margins)
      for output in 0..<outputs {
        let columns = draw(bins.columnCount, rules.columnShare, using: &random)
        steps.slopes.read { slopes in
          steps.curvatures.read { curvatures in
            grower.take { row in
              (slopes[row * outputs + output], curvatures[row * outputs + output])
            }
          }
        }
        let tree = grower.grow(
          rows: shown.map { $0.map { Int32($0) } }, columns: columns ?? Array(0..<bins.columnCount))
        fitted.trees.append(tree)
        if shown == nil {
          advance(&margins, by: tree, output, grower)
        } else {
          Booster.advance(&margins, by: tree, output, rows)
        }
        if let watch { Booster.advance(&watched!, by: tree, output, watch.rows) }
      }
      if let watch {
        let loss = watch.target.loss(watched!)
        fitted.history.append(loss)
        if loss < best.loss { best = (loss, round + 1) }
        if round + 1 - best.rounds >= watch.patience { break }
      }
    }
    if watch != nil {
      fitted.trees.removeLast(fitted.trees.count - max(best.rounds, 1) * outputs)
    }
    return fitted
  }

  /// The constant that minimises the loss.
  private var base: Tensor {
    switch target {
    case .numbers(let targets):
      let mean = targets.scalars.reduce(0) { $0 + Double($1) } / Double(targets.count)
      return Tensor([Float(mean)])
    case .classes(let labels, let count):
      var counts = [Double](repeating: 0, count: count)
      for label in labels { counts[label] += 1 }
      // A class that no row has begins far down, and not at minus infinity.
      let shares = counts.map { Float(max($0, 1e-3) / Double(labels.count)) }
      let logarithms = Tensor(shares).log()
      return count == 2 ? logarithms[1..<2] - logarithms[0..<1] : logarithms
    }
  }

  /// Slope and curvature of the loss for each row and output.
  private func steps(_ margins: Tensor) -> (slopes: Tensor, curvatures: Tensor) {
    switch target {
    case .numbers(let targets):
      return (margins - targets.reshaped([-1, 1]), Tensor.ones(margins.shape))
    case .classes(let labels, let count) where count == 2:
      let probabilities = margins.sigmoid()
      let slopes = probabilities - Tensor(labels.map { Float($0) }).reshaped([-1, 1])
      return (slopes, probabilities * (1 - probabilities))
    case .classes(let labels, let count):
      let probabilities = (margins - margins.logSumExp(axes: [1], keepingAxes: true)).exp()
      let slopes = probabilities - Tensor.oneHot(labels, classes: count)
      return (slopes, probabilities * (1 - probabilities))
    }
  }

  /// Some of `0..<count`, ascending; nothing where all are meant.
  private func draw(_ count: Int, _ share: Double, using random: inout Random) -> [Int]? {
    guard share < 1 else { return nil }
    let wanted = max(1, Int((Double(count) * share).rounded()))
    // Each is taken with the chance that is left: so many wanted of so many that remain.
    var drawn: [Int] = []
    for place in 0..<count where random.below(count - place) < wanted - drawn.count {
      drawn.append(place)
    }
    return drawn
  }

  /// Adds a tree's answers where the grower knows which rows are in which leaf.
  private func advance(
    _ margins: inout Tensor, by tree: Tree, _ output: Int, _ grower: BoostedTreeGrower
  ) {
    let outputs = target.outputs
    margins.change { margins in
      for leaf in grower.leaves {
        let rows = grower.rows(of: leaf)
        let step = tree.values[leaf.node]
        Parallel.pieces(of: rows.count, size: 16_384) { piece in
          for place in piece { margins[Int(rows[place]) * outputs + output] += step }
        }
      }
    }
  }

  /// Adds a tree's answers to rows of any kind.
  static func advance(_ margins: inout Tensor, by tree: Tree, _ output: Int, _ rows: Tensor) {
    let (count, columns, outputs) = (rows.shape[0], rows.shape[1], margins.shape[1])
    margins.change { margins in
      rows.read { scalars in
        Parallel.pieces(of: count, size: 1_024) { piece in
          for row in piece {
            margins[row * outputs + output] += tree.values[tree.leaf(of: scalars + row * columns)]
          }
        }
      }
    }
  }
}

extension Booster.Target {
  /// The mean loss of rows with these margins.
  func loss(_ margins: Tensor) -> Float {
    switch self {
    case .numbers(let targets):
      let misses = margins.flattened() - targets
      return (misses * misses).mean().scalar / 2
    case .classes(let labels, let count):
      let scores = Booster.scores(margins, classes: count)
      let normalised = scores - scores.logSumExp(axes: [1], keepingAxes: true)
      var sum = 0.0
      for (row, label) in labels.enumerated() {
        sum -= Double(normalised.scalars[row * count + label])
      }
      return Float(sum / Double(labels.count))
    }
  }
}

extension Booster {
  /// A score for each class; for two, the first has 0 and the second the margin.
  static func scores(_ margins: Tensor, classes: Int) -> Tensor {
    guard classes == 2 else { return margins }
    var scores = Tensor.zeros([margins.shape[0], 2])
    for row in 0..<margins.shape[0] { scores.scalars[row * 2 + 1] = margins.scalars[row] }
    return scores
  }

  /// The margins that a base and trees give to rows: `[n, outputs]`.
  static func margins(_ base: Tensor, _ trees: [Tree], over rows: Tensor) -> Tensor {
    let outputs = base.count
    guard outputs > 1 else { return sums(of: trees, outputs: 1, over: rows) + base }
    var margins = Tensor.zeros([rows.shape[0], outputs]) + base
    for output in 0..<outputs {
      let own = stride(from: output, to: trees.count, by: outputs).map { trees[$0] }
      let column = sums(of: own, outputs: 1, over: rows)
      for row in 0..<rows.shape[0] {
        margins.scalars[row * outputs + output] += column.scalars[row]
      }
    }
    return margins
  }
}
