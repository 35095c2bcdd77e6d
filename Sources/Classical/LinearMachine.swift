import Tensors

/// A linear support vector machine: for each class the flat border against all others with the
/// widest margin, rows within it paying by how far.
///
/// For each class it minimises ``$`\tfrac12 |w|^2 + C \sum \max(0, 1 - y_i (w \cdot x_i + b))`$``,
/// with the bias counted among the weights, by going through the dual's weights one at a time
/// (Hsieh and others), in an order shuffled from a fixed seed: there is one lowest point, so the
/// order decides only how soon it is reached. For many rows it is far cheaper than
/// `KernelMachine(kernel: .linear)`, which compares every two classes.
public struct LinearMachine: Classifier, StoredModel, Equatable {
  /// What each column speaks for each class: `[columns, classes]`.
  public let weights: Tensor
  /// What each class has to begin with: `[classes]`.
  public let bias: Tensor
  /// Whether the conditions of the best weights were met, for all classes.
  public let hasSettled: Bool

  /// Finds the borders, several at a time.
  ///
  /// - Parameters:
  ///   - slack: C, what a row costs that lies within the margin or beyond, for each unit.
  ///   - tolerance: By how much the conditions of the best weights may be missed.
  ///   - limit: How often it goes through all rows at most.
  public init(
    fittedTo rows: Tensor, labels: [Int], classes: Int? = nil, slack: Float = 1,
    tolerance: Float = 1e-3, limit: Int = 2_000
  ) throws {
    let name = "A linear machine"
    let known = try TrainingRows(rows, labels, classes: classes, for: name)
    guard slack > 0, slack.isFinite, tolerance > 0, limit > 0 else {
      throw TensorError(
        "The slack and the tolerance of a linear machine are above 0 and it goes through the rows "
          + "at least once, and \(slack), \(tolerance) and \(limit) were given.")
    }
    guard known.classCount > 1 else {
      throw TensorError("\(name) tells at least two classes apart, and was given one.")
    }
    // The bias is the weight of a column of ones.
    let augmented = Tensor.concatenated([rows, Tensor.ones([rows.shape[0], 1])], axis: 1)
    let lengths = (augmented * augmented).sum(axes: [1]).scalars
    let found = (0..<known.classCount).concurrentMap { label in
      LinearMachine.border(
        augmented, lengths, labels.map { $0 == label ? 1 : -1 }, slack: slack, tolerance: tolerance,
        limit: limit)
    }
    let all = Tensor.stacked(found.map { Tensor($0.weights) }, axis: 1)
    weights = all[0..<rows.shape[1]]
    bias = all.row(rows.shape[1])
    hasSettled = found.allSatisfy { $0.hasSettled }
  }

  public var classCount: Int { bias.count }

  /// How far each row lies on the side of each class, the edge of the margin being at 1 and -1:
  /// `[n, classes]`.
  public func callAsFunction(_ rows: Tensor) -> Tensor {
    required(try checkAsked(rows.shape, columns: weights.shape[0], "This linear machine"))
    return rows.matmul(weights) + bias
  }

  private static func border(
    _ rows: Tensor, _ lengths: [Float], _ signs: [Float], slack: Float, tolerance: Float, limit: Int
  ) -> (weights: [Float], hasSettled: Bool) {
    let width = rows.shape[1]
    var weights = [Float](repeating: 0, count: width)
    var duals = [Float](repeating: 0, count: signs.count)
    var order = Array(signs.indices)
    var random = Random(seed: 1)
    for _ in 0..<limit {
      order.shuffle(using: &random)
      var (highest, lowest) = (-Float.infinity, Float.infinity)
      rows.read { x in
        weights.withUnsafeMutableBufferPointer { weights in
          for row in order {
            let start = x + row * width
            let slope = signs[row] * Sums.dot(weights.baseAddress!, start, count: width) - 1
            // At a bound, a slope that leads beyond it counts for nothing.
            let allowed =
              duals[row] <= 0 ? min(slope, 0) : (duals[row] >= slack ? max(slope, 0) : slope)
            highest = max(highest, allowed)
            lowest = min(lowest, allowed)
            guard allowed != 0 else { continue }
            let dual = min(max(duals[row] - slope / lengths[row], 0), slack)
            let change = (dual - duals[row]) * signs[row]
            duals[row] = dual
            for column in 0..<width { weights[column] += change * start[column] }
          }
        }
      }
      if highest - lowest <= tolerance { return (weights, true) }
    }
    return (weights, false)
  }
}

extension LinearMachine {
  public var namedTensors: [(name: String, tensor: Tensor)] {
    [
      ("weights", weights), ("bias", bias), ("hasSettled", Tensor(whole: [hasSettled ? 1 : 0])),
    ]
  }

  public init(namedTensors tensors: [String: Tensor]) throws {
    let stored = StoredTensors(tensors: tensors, model: "A linear machine")
    weights = try stored.tensor("weights", [nil, nil])
    bias = try stored.tensor("bias", [weights.shape[1]])
    hasSettled = try stored.one("hasSettled", atLeast: 0) == 1
  }
}
