import Tensors

/// The classes' logits as weighted sums of the columns, with the weights that make the training
/// labels most likely, less a penalty on their size.
///
/// ```swift
/// let model = try LogisticRegression(
///   fittedTo: train.features, labels: train.labels, penalty: .l1(0.01))
/// model.weights.scalars.count { $0 == 0 }   // the columns it does without
/// ```
///
/// It minimises the mean cross-entropy plus the penalty; the bias is not penalised. There is one
/// lowest point, which is found by accelerated proximal gradient steps (FISTA, begun anew where it
/// overshoots): a step down the slope of the cross-entropy, whose length the largest eigenvalue of
/// the covariance allows, then the penalty's own step, which for L1 moves each weight towards 0 and
/// stops it there. Standardise the columns first: a penalty compares weights, and so units.
public struct LogisticRegression: LogarithmicClassifier, StoredModel, Equatable {
  /// What each column speaks for each class: `[columns, classes]`.
  public let weights: Tensor
  /// What each class has to begin with: `[classes]`.
  public let bias: Tensor
  /// How many steps were taken.
  public let steps: Int
  /// Whether the slope was as flat as asked for when it stopped.
  public let hasSettled: Bool

  /// Finds the weights.
  ///
  /// - Parameters:
  ///   - tolerance: How flat it has to be: the largest slope of a weight, penalty included.
  ///   - limit: How many steps it takes at most.
  public init(
    fittedTo rows: Tensor, labels: [Int], classes: Int? = nil, penalty: Penalty = .l2(1e-3),
    tolerance: Float = 1e-5, limit: Int = 5_000
  ) throws {
    let name = "Logistic regression"
    let known = try TrainingRows(rows, labels, classes: classes, for: name)
    guard penalty.strength >= 0, penalty.strength.isFinite, tolerance > 0, limit > 0 else {
      throw TensorError(
        "\(name) takes a penalty from 0 up, a tolerance above 0 and at least one step, and was "
          + "given \(penalty.strength), \(tolerance) and \(limit).")
    }
    guard known.classCount > 1 else {
      throw TensorError("\(name) tells at least two classes apart, and was given one.")
    }
    // With the mean taken off, the bias and the weights do not pull at each other.
    let centre = rows.mean(axes: [0])
    let search = try Search(
      rows - centre, Tensor.oneHot(labels, classes: known.classCount), penalty)
    let found = search.run(tolerance: tolerance, limit: limit)
    weights = found.weights
    bias = found.bias - centre.reshaped([1, -1]).matmul(found.weights).flattened()
    (steps, hasSettled) = (found.steps, found.hasSettled)
  }

  public var classCount: Int { bias.count }

  /// The logits: `[n, classes]`.
  public func callAsFunction(_ rows: Tensor) -> Tensor {
    required(try checkAsked(rows.shape, columns: weights.shape[0], "This logistic regression"))
    return rows.matmul(weights) + bias
  }
}

/// The descent to the one lowest point.
private struct Search {
  let rows, targets: Tensor
  let penalty: Penalty
  let step: Float

  /// The bias's curvature is at most one half, whatever the rows.
  let biasStep: Float = 2

  init(_ rows: Tensor, _ targets: Tensor, _ penalty: Penalty) throws {
    (self.rows, self.targets, self.penalty) = (rows, targets, penalty)
    // The curvature of cross-entropy is at most half that of the squared error.
    let covariance = Covariance.of(rows, shrinkage: 0)
    let largest = try covariance.symmetricEigen().values.maximum().scalar
    var curvature = 0.5 * max(largest, 1e-12) * 1.0001
    if case .l2(let strength) = penalty { curvature += strength }
    step = 1 / curvature
  }

  func run(
    tolerance: Float, limit: Int
  ) -> (weights: Tensor, bias: Tensor, steps: Int, hasSettled: Bool) {
    var weights = Tensor.zeros([rows.shape[1], targets.shape[1]])
    var bias = Tensor.zeros([targets.shape[1]])
    var (ahead, aheadBias) = (weights, bias)
    var speed: Float = 1
    for taken in 1...limit {
      let (slope, biasSlope) = slopes(ahead, aheadBias)
      let next = shrunk(ahead - step * slope)
      let nextBias = aheadBias - biasStep * biasSlope
      let (left, leftBias) = (ahead - next, aheadBias - nextBias)
      let flatness = max(
        left.abs().maximum().scalar / step, leftBias.abs().maximum().scalar / biasStep)
      let (move, biasMove) = (next - weights, nextBias - bias)
      (weights, bias) = (next, nextBias)
      if flatness <= tolerance { return (weights, bias, taken, true) }
      // Begin anew where the momentum has carried it uphill.
      let uphill = (left * move).sum().scalar / step + (leftBias * biasMove).sum().scalar / biasStep
      let faster = uphill > 0 ? 1 : (1 + (1 + 4 * speed * speed).squareRoot()) / 2
      let momentum = uphill > 0 ? 0 : (speed - 1) / faster
      speed = faster
      (ahead, aheadBias) = (weights + momentum * move, bias + momentum * biasMove)
    }
    return (weights, bias, limit, false)
  }

  /// The slope of the mean cross-entropy, and of an L2 penalty.
  private func slopes(_ weights: Tensor, _ bias: Tensor) -> (Tensor, Tensor) {
    let logits = rows.matmul(weights) + bias
    let probabilities = (logits - logits.logSumExp(axes: [1], keepingAxes: true)).exp()
    let misses = (probabilities - targets) / Float(rows.shape[0])
    var slope = rows.matmul(misses, transposeLeft: true)
    if case .l2(let strength) = penalty { slope += strength * weights }
    return (slope, misses.sum(axes: [0]))
  }

  /// The step of an L1 penalty: towards 0 and no further.
  private func shrunk(_ weights: Tensor) -> Tensor {
    guard case .l1(let strength) = penalty else { return weights }
    let reach = step * strength
    return Tensor.maximum(weights - reach, 0) - Tensor.maximum(-weights - reach, 0)
  }
}

extension LogisticRegression {
  public var namedTensors: [(name: String, tensor: Tensor)] {
    [
      ("weights", weights), ("bias", bias), ("steps", Tensor(whole: [steps])),
      ("hasSettled", Tensor(whole: [hasSettled ? 1 : 0])),
    ]
  }

  public init(namedTensors tensors: [String: Tensor]) throws {
    let stored = StoredTensors(tensors: tensors, model: "Logistic regression")
    weights = try stored.tensor("weights", [nil, nil])
    bias = try stored.tensor("bias", [weights.shape[1]])
    steps = try stored.one("steps")
    hasSettled = try stored.one("hasSettled", atLeast: 0) == 1
  }
}
