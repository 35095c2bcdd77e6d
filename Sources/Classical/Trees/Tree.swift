import Foundation
import Tensors

/// A tree of questions about one column each, as a flat list of nodes.
///
/// A row begins at node 0. Where a node has children, the row goes to the first if its value in the
/// node's column is at most the threshold, and to the second otherwise; a gap goes where the node
/// says. At a leaf it reads what the leaf answers.
public struct Tree: Sendable, Equatable {
  /// One question, or a leaf.
  public struct Node: Sendable, Equatable {
    /// The column that is asked about.
    public var column: Int32 = 0
    /// Where the two children stand: at `child` and `child + 1`; 0 for a leaf.
    public var child: Int32 = 0
    /// The largest value that goes to the first child.
    public var threshold: Float = 0
    /// Whether a missing value goes to the first child.
    public var missingGoesFirst = false

    public var isLeaf: Bool { child == 0 }

    /// The child that a value leads to.
    @inline(__always)
    func next(_ value: Float) -> Int {
      let goesFirst = value <= threshold || (value != value && missingGoesFirst)
      return Int(child) + (goesFirst ? 0 : 1)
    }
  }

  /// The root first; children stand behind their parent.
  public internal(set) var nodes = [Node()]
  /// What each node answers, `outputs` numbers for each, also those that ask: their rows' mean.
  public internal(set) var values: [Float]
  /// How many training rows reached each node (each as often as it was drawn).
  public internal(set) var weights: [Float] = [0]
  /// By how much each question lowers what is minimised, summed over its rows; 0 for leaves.
  public internal(set) var gains: [Float] = [0]
  /// How many numbers an answer has.
  public let outputs: Int

  /// A single leaf.
  init(outputs: Int) {
    self.outputs = outputs
    values = [Float](repeating: 0, count: outputs)
  }

  /// How many leaves there are.
  public var leafCount: Int { nodes.count { $0.isLeaf } }

  /// The largest number of questions that a row is asked.
  public var depth: Int {
    var depths = [Int](repeating: 0, count: nodes.count)
    for (place, node) in nodes.enumerated() where !node.isLeaf {
      depths[Int(node.child)] = depths[place] + 1
      depths[Int(node.child) + 1] = depths[place] + 1
    }
    return depths.max() ?? 0
  }

  /// Adds two leaves below a node, and says where the first stands.
  mutating func split(_ node: Int, column: Int, threshold: Float, missingGoesFirst: Bool) -> Int {
    let child = nodes.count
    nodes[node] = Node(
      column: Int32(column), child: Int32(child), threshold: threshold,
      missingGoesFirst: missingGoesFirst)
    for _ in 0..<2 {
      nodes.append(Node())
      weights.append(0)
      gains.append(0)
      values.append(contentsOf: repeatElement(0, count: outputs))
    }
    return child
  }

  /// The leaf that a row ends in.
  @inline(__always)
  func leaf(of row: UnsafePointer<Float>) -> Int {
    nodes.withUnsafeBufferPointer { nodes in
      var place = 0
      while nodes[place].child != 0 { place = nodes[place].next(row[Int(nodes[place].column)]) }
      return place
    }
  }

  /// The leaf that each row of a matrix ends in: its place among ``nodes``.
  public func leaves(of rows: Tensor) -> [Int] {
    required(try check(rows.shape))
    let columns = rows.shape[1]
    return rows.read { scalars in (0..<rows.shape[0]).map { leaf(of: scalars + $0 * columns) } }
  }

  package func check(_ shape: [Int]) throws(TensorError) {
    let columns = 1 + Int(nodes.map(\.column).max() ?? 0)
    guard shape.count == 2, shape[1] >= columns else {
      throw TensorError(
        "This tree asks about \(columns) columns and takes rows of shape [n, \(columns)] or wider, and "
          + "these have the shape \(shape).")
    }
  }

  /// The tree as text, one node a line, for columns of these names; numbers are rounded for
  /// reading, shares of classes to two decimals.
  public func description(columns names: [String] = []) -> String {
    var lines: [String] = []
    func add(_ place: Int, _ indent: String) {
      let node = nodes[place]
      guard !node.isLeaf else {
        // Shares of classes, or a number; and rows, as often as they were drawn.
        let answer = values[place * outputs..<(place + 1) * outputs]
          .map { String(format: outputs > 1 ? "%.2f" : "%.4g", $0) }.joined(separator: " ")
        let rows = String(format: "%.0f", weights[place])
        lines.append("\(indent)\(answer) (\(rows) \(weights[place] == 1 ? "row" : "rows"))")
        return
      }
      let column = Int(node.column)
      let name = column < names.count ? names[column] : "column \(column)"
      lines.append("\(indent)\(name) <= \(String(format: "%.5g", node.threshold))?")
      add(Int(node.child), indent + "  ")
      add(Int(node.child) + 1, indent + "  ")
    }
    add(0, "")
    return lines.joined(separator: "\n")
  }
}

/// The sums of what trees answer, for several rows at a time.
///
/// A few rows are led through all trees before the next few, so that they stay in the cache.
func sums(of trees: [Tree], outputs: Int, over rows: Tensor) -> Tensor {
  let (count, columns) = (rows.shape[0], rows.shape[1])
  var sums = Tensor.zeros([count, outputs])
  sums.change { sums in
    rows.read { scalars in
      Parallel.pieces(of: count, size: 64) { piece in
        for tree in trees {
          tree.values.withUnsafeBufferPointer { values in
            for row in piece {
              let leaf = tree.leaf(of: scalars + row * columns)
              for output in 0..<outputs {
                sums[row * outputs + output] += values[leaf * outputs + output]
              }
            }
          }
        }
      }
    }
  }
  return sums
}

extension [Tree] {
  /// The share of each column in all that the questions gained; adds up to 1.
  ///
  /// It is counted on training rows, where a column of many values finds something to gain by luck
  /// alone: a random number for each row is important to it.
  func importances(columns: Int) -> Tensor {
    var sums = [Double](repeating: 0, count: columns)
    for tree in self {
      // Each tree counts alike, as in scikit-learn.
      var own = [Double](repeating: 0, count: columns)
      for (node, gain) in zip(tree.nodes, tree.gains) where !node.isLeaf {
        own[Int(node.column)] += Double(gain)
      }
      let total = own.reduce(0, +)
      guard total > 0 else { continue }
      for column in 0..<columns { sums[column] += own[column] / total }
    }
    let total = sums.reduce(0, +)
    return Tensor(sums.map { Float(total > 0 ? $0 / total : 0) })
  }
}
