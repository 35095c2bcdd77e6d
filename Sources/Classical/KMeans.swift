import Tensors

/// Groups rows around centres: each row belongs to the nearest, each centre is the mean of its
/// rows.
///
/// ```swift
/// let model = try KMeans(fittedTo: rows, groups: 10, starts: 5, using: &random)
/// model.groups(of: rows)   // the group of each row
/// model.sumOfSquares       // what the ten leave over
/// ```
///
/// Two steps take turns, and neither can raise the sum of squared distances: rows go to the nearest
/// centre, centres go to the mean of their rows (Lloyd). The start decides where it ends. Centres
/// begin at rows, each drawn with a chance in proportion to the squared distance from those already
/// drawn (k-means++). A centre that loses all its rows begins anew at the row that lies worst. A step
/// takes time in proportion to rows times columns times groups.
public struct KMeans: StoredModel, Equatable {
  /// The centres: `[groups, columns]`.
  public let centres: Tensor
  /// The sum of squared distances of the training rows to the nearest centre.
  public let sumOfSquares: Double
  /// The sum before each step and at the end, for the start that was kept: it never rises, but for
  /// the last digit of single precision.
  public let history: [Double]

  /// Finds centres.
  ///
  /// - Parameters:
  ///   - starts: How often to begin anew; the start with the smallest sum is kept.
  ///   - limit: How many steps one start takes at most.
  ///   - tolerance: It stops where the squares of the centres' moves add up to no more than this share
  ///     of the columns' mean variance, or where no row changed its group.
  public init(
    fittedTo rows: Tensor, groups: Int, starts: Int = 1, limit: Int = 300, tolerance: Float = 1e-4,
    using random: inout Random
  ) throws {
    try KMeans.check(rows, groups: groups, for: "k-means")
    try KMeans.check(starts: starts, limit: limit)
    let search = Lloyd(rows, limit: limit, tolerance: tolerance)
    var best = KMeans(search, from: search.drawn(groups, using: &random))
    for _ in 1..<starts {
      let next = KMeans(search, from: search.drawn(groups, using: &random))
      if next.sumOfSquares < best.sumOfSquares { best = next }
    }
    self = best
  }

  /// Goes on from centres of one's own: `[groups, columns]`.
  public init(
    fittedTo rows: Tensor, from centres: Tensor, limit: Int = 300, tolerance: Float = 1e-4
  ) throws {
    try KMeans.check(rows, groups: centres.shape.first ?? 0, for: "k-means")
    try TrainingRows.check(centres, for: "k-means")
    try checkAsked(centres.shape, columns: rows.shape[1], "k-means")
    try KMeans.check(starts: 1, limit: limit)
    let search = Lloyd(rows, limit: limit, tolerance: tolerance)
    self.init(search, from: centres - search.middle)
  }

  private init(_ search: Lloyd, from start: Tensor) {
    let (centres, sums) = search.run(from: start)
    self.centres = centres + search.middle
    history = sums.map(\.asKept)
    sumOfSquares = history[history.count - 1]
  }

  /// The squared distance of each row to each centre: `[n, groups]`.
  public func squaredDistances(of rows: Tensor) -> Tensor {
    required(try checkAsked(rows.shape, columns: centres.shape[1], "This k-means"))
    let middle = centres.mean(axes: [0])
    let (asked, known) = (rows - middle, centres - middle)
    let own = (asked * asked).sum(axes: [1], keepingAxes: true)
    let theirs = (known * known).sum(axes: [1])
    return Tensor.maximum(own + theirs - 2 * asked.matmul(known, transposeRight: true), 0)
  }

  /// The group of each row: the nearest centre, the first of equals.
  public func groups(of rows: Tensor) -> [Int] { squaredDistances(of: rows).argmin(axis: 1) }

  /// Checks rows that are to be parted; `model` is what a sentence calls the model.
  static func check(_ rows: Tensor, groups: Int, for model: String) throws(TensorError) {
    try TrainingRows.check(rows, for: model)
    guard (1...rows.shape[0]).contains(groups) else {
      throw TensorError(
        "\(model) makes 1 to \(rows.shape[0]) groups of \(rows.shape[0]) rows, and \(groups) were "
          + "asked for.")
    }
  }

  private static func check(starts: Int, limit: Int) throws(TensorError) {
    guard starts > 0, limit > 0 else {
      throw TensorError(
        "k-means needs at least one start and one step, and \(starts) and \(limit) were given.")
    }
  }
}

extension KMeans {
  public var namedTensors: [(name: String, tensor: Tensor)] {
    [("centres", centres), ("history", Tensor(history.map { Float($0) }))]
  }

  public init(namedTensors tensors: [String: Tensor]) throws {
    let stored = StoredTensors(tensors: tensors, model: "k-means")
    centres = try stored.tensor("centres", [nil, nil])
    history = try stored.tensor("history", [nil]).scalars.map { Double($0) }
    sumOfSquares = history.last ?? .nan
  }
}
