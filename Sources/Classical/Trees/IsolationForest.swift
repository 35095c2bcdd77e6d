import Foundation
import Tensors

/// How soon a row is alone when columns and places to cut are drawn by chance: the sooner, the odder.
///
/// ```swift
/// let forest = try IsolationForest(fittedTo: rows, using: &random)
/// forest(rows)   // [n], 0.5 for a row like any other, towards 1 for one that is soon alone
/// ```
///
/// Each tree is grown on a few rows drawn without replacement, by cutting a column drawn by chance at
/// a place drawn evenly between its smallest and largest value. The score is ``$`2^{-d / c(n)}`$``,
/// with d the mean number of cuts to a row's leaf and c(n) that of a search tree on n rows (Liu, Ting
/// and Zhou 2008). It knows one column at a time and no labels: odd is what has an extreme value. A row
/// of many columns that are all ordinary, and odd only together, gets the score of the most ordinary.
public struct IsolationForest: StoredModel, Equatable {
  /// Trees whose leaves answer with the number of cuts, and what it would take to part their rows.
  public let trees: [Tree]
  /// How many columns it was fitted to.
  public let columnCount: Int
  /// How many rows each tree was grown on.
  public let rowsPerTree: Int

  /// Grows trees, several at a time and each from a stream of its own.
  public init(
    fittedTo rows: Tensor, trees count: Int = 100, rowsPerTree: Int = 256,
    using random: inout Random
  ) throws {
    try TrainingRows.check(rows, for: "An isolation forest")
    guard count > 0, rowsPerTree > 1, rows.shape[0] > 1 else {
      throw TensorError(
        "An isolation forest has at least one tree on at least two rows, and was given \(count) "
          + "trees, \(rowsPerTree) rows for each and \(rows.shape[0]) rows in all.")
    }
    let drawn = min(rowsPerTree, rows.shape[0])
    (columnCount, self.rowsPerTree) = (rows.shape[1], drawn)
    let streams = (0..<count).map { _ in random.split() }
    trees = streams.concurrentMap { (stream: Random) -> Tree in
      var random = stream
      return IsolationForest.grow(rows, drawn, using: &random)
    }
  }

  /// The score of each row: `[n]`.
  public func callAsFunction(_ rows: Tensor) -> Tensor {
    required(try checkAsked(rows.shape, columns: columnCount, "This isolation forest"))
    let cuts = sums(of: trees, outputs: 1, over: rows).flattened() / Float(trees.count)
    let ordinary = Float(IsolationForest.cutsToPart(rowsPerTree))
    return (cuts * (-0.693_147_2 / ordinary)).exp()
  }

  /// About the mean number of cuts in a random search tree on so many rows:
  /// ``$`2 (\ln (n-1) + \gamma) - 2 (n-1) / n`$``, with ``$`\gamma`$`` = 0.5772, as in the paper.
  package static func cutsToPart(_ rows: Int) -> Double {
    guard rows > 2 else { return rows == 2 ? 1 : 0 }
    let (count, gamma) = (Double(rows), 0.5772156649015329)
    return 2 * (log(count - 1) + gamma) - 2 * (count - 1) / count
  }

  /// A tree on some rows, no deeper than a balanced one would be.
  private static func grow(_ rows: Tensor, _ drawn: Int, using random: inout Random) -> Tree {
    let columns = rows.shape[1]
    var chosen = choose(drawn, of: rows.shape[0], using: &random)
    let limit = Int(log2(Double(drawn)).rounded(.up))
    var tree = Tree(outputs: 1)
    var open = [(node: 0, range: 0..<drawn, depth: 0)]
    while let (node, range, depth) = open.popLast() {
      tree.weights[node] = Float(range.count)
      tree.values[node] = Float(Double(depth) + cutsToPart(range.count))
      guard range.count > 1, depth < limit,
        let (column, least, most) = vary(rows, chosen[range], using: &random)
      else { continue }
      let place = Float(random.uniform(Double(least)..<Double(most)))
      // A cut between neighbouring floats may round to the upper one.
      let threshold = place < most ? place : least
      let middle = chosen[range].partition {
        rows.scalars[$0 * columns + column] > threshold
      }
      let child = tree.split(node, column: column, threshold: threshold, missingGoesFirst: true)
      open.append((child + 1, middle..<range.upperBound, depth + 1))
      open.append((child, range.lowerBound..<middle, depth + 1))
    }
    return tree
  }

  /// A column drawn among those that vary in these rows, with its smallest and largest value.
  private static func vary(
    _ rows: Tensor, _ chosen: ArraySlice<Int>, using random: inout Random
  ) -> (column: Int, least: Float, most: Float)? {
    let columns = rows.shape[1]
    var order = Array(0..<columns)
    for place in 0..<columns {
      order.swapAt(place, place + random.below(columns - place))
      let column = order[place]
      var (least, most) = (Float.infinity, -Float.infinity)
      for row in chosen {
        let value = rows.scalars[row * columns + column]
        (least, most) = (min(least, value), max(most, value))
      }
      if least < most { return (column, least, most) }
    }
    return nil
  }

  /// Some of `0..<count` without replacement: the first places of a shuffle.
  private static func choose(_ wanted: Int, of count: Int, using random: inout Random) -> [Int] {
    var order = Array(0..<count)
    for place in 0..<wanted { order.swapAt(place, place + random.below(count - place)) }
    return Array(order.prefix(wanted))
  }
}

extension IsolationForest {
  public var namedTensors: [(name: String, tensor: Tensor)] {
    trees.namedTensors + [("shape", Tensor(whole: [columnCount, rowsPerTree]))]
  }

  public init(namedTensors tensors: [String: Tensor]) throws {
    let stored = StoredTensors(tensors: tensors, model: "An isolation forest")
    let shape = try stored.whole("shape", count: 2)
    (columnCount, rowsPerTree) = (shape[0], shape[1])
    trees = try [Tree](stored, columns: shape[0], outputs: 1)
    guard !trees.isEmpty, rowsPerTree > 1 else {
      throw TensorError("An isolation forest cannot be made: there are no trees, or no rows.")
    }
  }
}
