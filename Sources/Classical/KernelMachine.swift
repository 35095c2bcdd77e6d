import Tensors

/// A support vector machine: between every two classes the border with the widest margin, in the
/// space of a kernel.
///
/// ```swift
/// let model = try KernelMachine(
///   fittedTo: train.features, labels: train.labels, kernel: .gaussian(gamma: 0.001), slack: 10)
/// model.supportRows.shape   // the training rows that it needs
/// ```
///
/// For two classes it minimises ``$`\tfrac12 |w|^2 + C \sum \max(0, 1 - y_i f(x_i))`$`` with
/// ``$`f(x) = w \cdot \phi(x) + b`$``, in its dual: a weight from 0 to C for each row, most of them
/// 0 in the end. With more classes each two have a machine of their own and vote; equal votes are
/// decided by the margins. The kernel of a row with all others is kept once it is needed, so that
/// between two classes with n rows it takes up to 4n² bytes.
public struct KernelMachine: Classifier, StoredModel, Equatable {
  public let kernel: Kernel
  public let classCount: Int
  /// The training rows with a weight in some machine: `[supports, columns]`.
  public let supportRows: Tensor
  /// Where they stood among the training rows.
  public let supports: [Int]
  /// The weight of each, with the sign of its class, in the machine of every two classes, in the
  /// order (0, 1), (0, 2), … (1, 2), …: `[supports, pairs]`.
  public let weights: Tensor
  /// The bias of each machine: `[pairs]`.
  public let bias: Tensor

  /// Finds the machines, several at a time.
  ///
  /// - Parameters:
  ///   - slack: C, what a row costs that lies within the margin or beyond, for each unit.
  ///   - tolerance: By how much the conditions of the best weights may be missed.
  public init(
    fittedTo rows: Tensor, labels: [Int], classes: Int? = nil, kernel: Kernel, slack: Float = 1,
    tolerance: Float = 1e-3
  ) throws {
    let name = "A kernel machine"
    let known = try TrainingRows(rows, labels, classes: classes, for: name)
    try Kernel.check(kernel)
    guard slack > 0, slack.isFinite, tolerance > 0 else {
      throw TensorError(
        "The slack and the tolerance of a kernel machine are above 0, and \(slack) and "
          + "\(tolerance) were given.")
    }
    guard known.classCount > 1 else {
      throw TensorError("\(name) tells at least two classes apart, and was given one.")
    }
    let members = try known.membersOfEach(atLeast: 1, for: name)
    let pairs = KernelMachine.pairs(known.classCount)
    let solutions = pairs.concurrentMap { first, second in
      let places = members[first] + members[second]
      let signs = places.map { labels[$0] == first ? Float(1) : -1 }
      var dual = MarginDual(rows.rows(places), signs, kernel, slack: slack)
      dual.solve(tolerance: tolerance)
      return (places: places, weights: dual.signedWeights, bias: dual.bias)
    }
    var isNeeded = [Bool](repeating: false, count: labels.count)
    for solution in solutions {
      for (place, weight) in zip(solution.places, solution.weights) where weight != 0 {
        isNeeded[place] = true
      }
    }
    supports = labels.indices.filter { isNeeded[$0] }
    var rank = [Int](repeating: 0, count: labels.count)
    for (place, support) in supports.enumerated() { rank[support] = place }
    var weights = Tensor.zeros([supports.count, pairs.count])
    for (pair, solution) in solutions.enumerated() {
      for (place, weight) in zip(solution.places, solution.weights) where weight != 0 {
        weights.scalars[rank[place] * pairs.count + pair] = weight
      }
    }
    (self.kernel, self.weights, classCount) = (kernel, weights, known.classCount)
    supportRows = rows.rows(supports)
    bias = Tensor(solutions.map { $0.bias })
  }

  /// What each machine says: `[n, pairs]`, positive for the first class of the pair.
  public func decisions(of rows: Tensor) -> Tensor {
    required(try checkAsked(rows.shape, columns: supportRows.shape[1], "This kernel machine"))
    return kernel(rows, supportRows).matmul(weights) + bias
  }

  /// The votes for each class, and a little for its margins: `[n, classes]`. What is added lies
  /// between -1/3 and 1/3, so that it only decides between equal votes.
  public func callAsFunction(_ rows: Tensor) -> Tensor {
    let decisions = decisions(of: rows).scalars
    let pairs = KernelMachine.pairs(classCount)
    var scores: [Float] = []
    for row in 0..<rows.shape[0] {
      var votes = [Float](repeating: 0, count: classCount)
      var margins = votes
      for (place, pair) in pairs.enumerated() {
        let decision = decisions[row * pairs.count + place]
        votes[decision > 0 ? pair.first : pair.second] += 1
        margins[pair.first] += decision
        margins[pair.second] -= decision
      }
      scores += zip(votes, margins).map { $0 + $1 / (3 * ($1.magnitude + 1)) }
    }
    return Tensor(shape: [rows.shape[0], classCount], scalars: scores)
  }

  /// Every two classes.
  private static func pairs(_ classes: Int) -> [(first: Int, second: Int)] {
    (0..<classes).flatMap { first in (first + 1..<classes).map { (first, $0) } }
  }
}

extension KernelMachine {
  public var namedTensors: [(name: String, tensor: Tensor)] {
    [
      ("kernel", kernel.tensor), ("classes", Tensor(whole: [classCount])),
      ("supports", Tensor(whole: supports)), ("supportRows", supportRows), ("weights", weights),
      ("bias", bias),
    ]
  }

  public init(namedTensors tensors: [String: Tensor]) throws {
    let stored = StoredTensors(tensors: tensors, model: "A kernel machine")
    kernel = try Kernel(try stored.tensor("kernel", [4]))
    classCount = try stored.one("classes", atLeast: 2)
    supportRows = try stored.tensor("supportRows", [nil, nil])
    supports = try stored.whole("supports", count: supportRows.shape[0])
    let pairs = classCount * (classCount - 1) / 2
    weights = try stored.tensor("weights", [supports.count, pairs])
    bias = try stored.tensor("bias", [pairs])
  }
}
