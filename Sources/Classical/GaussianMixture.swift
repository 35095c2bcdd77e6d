import Foundation
import Tensors

/// A density made of several normal ones, each with a share of the rows.
///
/// ```swift
/// let model = try GaussianMixture(fittedTo: rows, parts: 3, using: &random)
/// model.probabilities(of: rows)   // how far each part is responsible for each row, [n, parts]
/// model.logDensity(of: rows)      // how probable each row is, [n]
/// ```
///
/// Expectation-maximisation: rows are dealt to the parts in proportion to what each part says of
/// them, then each part becomes the mean and covariance of what it was dealt. Neither step can
/// lower the likelihood of the rows, but for the ridge, which is there because a part that shrinks
/// to a single row would raise it without end. It begins at the groups of k-means.
public struct GaussianMixture: StoredModel, Equatable {
  /// What shapes the parts may have.
  public enum Shape: Int, Sendable {
    /// Any covariance.
    case full
    /// Stretched along the axes only.
    case diagonal
    /// The same variance in every direction.
    case round
  }

  /// The share of each part: `[parts]`.
  public let shares: Tensor
  /// The density of each part.
  public let densities: [NormalDensity]
  public let shape: Shape
  /// The mean log-likelihood of the training rows at the start of each step and at the end.
  public let history: [Double]

  /// Finds the parts.
  ///
  /// - Parameters:
  ///   - ridge: What is added to every variance, as a share of the columns' mean variance.
  ///   - starts: How often to begin anew, each time at other groups; the likeliest is kept.
  ///   - tolerance: It stops where a step gains less mean log-likelihood than this.
  public init(
    fittedTo rows: Tensor, parts: Int, shape: Shape = .full, ridge: Float = 1e-6, starts: Int = 1,
    limit: Int = 200, tolerance: Double = 1e-4, using random: inout Random
  ) throws {
    try KMeans.check(rows, groups: parts, for: "A mixture")
    try GaussianMixture.check(ridge: ridge, starts: starts, limit: limit)
    var best: GaussianMixture?
    for _ in 0..<starts {
      let groups = try KMeans(fittedTo: rows, groups: parts, using: &random).groups(of: rows)
      let found = try GaussianMixture(
        fittedTo: rows, from: Tensor.oneHot(groups, classes: parts), shape: shape, ridge: ridge,
        limit: limit, tolerance: tolerance)
      if found.logLikelihood > best?.logLikelihood ?? -.infinity { best = found }
    }
    guard let best else { throw TensorError("No start of a mixture came to a likelihood.") }
    self = best
  }

  /// Goes on from responsibilities of one's own, `[rows, parts]`, each row adding up to 1.
  public init(
    fittedTo rows: Tensor, from responsibilities: Tensor, shape: Shape = .full, ridge: Float = 1e-6,
    limit: Int = 200, tolerance: Double = 1e-4
  ) throws {
    try KMeans.check(rows, groups: responsibilities.shape.last ?? 0, for: "A mixture")
    try GaussianMixture.check(responsibilities, of: rows.shape[0])
    try GaussianMixture.check(ridge: ridge, starts: 1, limit: limit)
    let added = max(ridge * rows.variance(axes: [0]).mean().scalar, .leastNormalMagnitude)
    var current = try GaussianMixture.maximised(rows, responsibilities, shape, added)
    var history: [Double] = []
    for step in 0...limit {
      let scores = current.scores(of: rows)
      let totals = scores.logSumExp(axes: [1], keepingAxes: true)
      history.append(totals.scalars.reduce(0) { $0 + Double($1) } / Double(rows.shape[0]))
      if step == limit || (step > 0 && history[step] - history[step - 1] < tolerance) { break }
      current = try GaussianMixture.maximised(rows, (scores - totals).exp(), shape, added)
    }
    self.init(current.shares, current.densities, shape, history)
  }

  private init(_ shares: Tensor, _ densities: [NormalDensity], _ shape: Shape, _ history: [Double])
  {
    (self.shares, self.densities, self.shape) = (shares, densities, shape)
    self.history = history.map(\.asKept)
  }

  private var logLikelihood: Double { history.last ?? -.infinity }

  /// How many parts there are.
  public var count: Int { densities.count }

  /// The logarithm of each part's share and density at each row: `[n, parts]`.
  public func scores(of rows: Tensor) -> Tensor {
    Tensor.stacked(densities.map { $0.logDensity(of: rows) }, axis: 1) + shares.log()
  }

  /// The logarithm of the whole density at each row: `[n]`.
  public func logDensity(of rows: Tensor) -> Tensor { scores(of: rows).logSumExp(axes: [1]) }

  /// How far each part is responsible for each row: `[n, parts]`.
  public func probabilities(of rows: Tensor) -> Tensor {
    let scores = scores(of: rows)
    return (scores - scores.logSumExp(axes: [1], keepingAxes: true)).exp()
  }

  /// The part that is most responsible for each row.
  public func groups(of rows: Tensor) -> [Int] { scores(of: rows).argmax(axis: 1) }

  /// How many numbers the mixture has learned.
  public var parameterCount: Int {
    let width = densities[0].mean.count
    let spread =
      switch shape {
      case .full: width * (width + 1) / 2
      case .diagonal: width
      case .round: 1
      }
    return count * (width + spread) + count - 1
  }

  /// Schwarz's criterion, to be low: minus twice the log-likelihood of the training rows, and the
  /// logarithm of their number for each number that was learned.
  public func informationCriterion(of rows: Tensor) -> Double {
    let likelihood = logDensity(of: rows).scalars.reduce(0) { $0 + Double($1) }
    return Double(parameterCount) * log(Double(rows.shape[0])) - 2 * likelihood
  }

  private static func check(ridge: Float, starts: Int, limit: Int) throws(TensorError) {
    guard ridge >= 0, ridge.isFinite, starts > 0, limit > 0 else {
      throw TensorError(
        "A mixture takes a ridge from 0 up and at least one start and one step, and \(ridge), "
          + "\(starts) and \(limit) were given.")
    }
  }

  private static func check(_ responsibilities: Tensor, of count: Int) throws(TensorError) {
    guard responsibilities.rank == 2, responsibilities.shape[0] == count else {
      throw TensorError(
        "A mixture of \(count) rows begins at responsibilities [\(count), parts], and these have the "
          + "shape \(responsibilities.shape).")
    }
    let sums = responsibilities.sum(axes: [1]).scalars
    let isDealt = responsibilities.scalars.allSatisfy { $0 >= 0 }
    guard isDealt, sums.allSatisfy({ abs($0 - 1) < 1e-3 }) else {
      throw TensorError(
        "The responsibilities for a row are 0 or more and add up to 1, and not all of these do.")
    }
  }

  /// Shares, means and covariances of what each part was dealt.
  private static func maximised(
    _ rows: Tensor, _ responsibilities: Tensor, _ shape: Shape, _ ridge: Float
  ) throws -> GaussianMixture {
    let (count, width) = (responsibilities.shape[1], rows.shape[1])
    // A part that is dealt nothing keeps a little, so that its mean is one.
    let dealt = responsibilities.sum(axes: [0]) + 1e-6
    let means =
      responsibilities.matmul(rows, transposeLeft: true) / dealt.reshaped([-1, 1])
    let roots = responsibilities.squareRoot()
    let densities = try (0..<count).map { part in
      let (mean, rowsDealt): (Tensor, Float) = (means.row(part), dealt[part])
      let own = (rows - mean) * roots[0..., part].reshaped([-1, 1])
      let covariance: Tensor
      switch shape {
      case .full:
        covariance = own.matmul(own, transposeLeft: true) / rowsDealt
      case .diagonal, .round:
        let variances = (own * own).sum(axes: [0]) / rowsDealt
        covariance =
          Tensor.identity(width)
          * (shape == .round ? variances.mean().broadcast(to: [width]) : variances)
      }
      do {
        return try NormalDensity(
          mean: mean, covariance: covariance + ridge * Tensor.identity(width))
      } catch {
        throw TensorError(
          "Part \(part) of a mixture has shrunk until some direction has no variance. Give a "
            + "larger ridge, fewer parts, or another shape.")
      }
    }
    return GaussianMixture(dealt / dealt.sum(), densities, shape, [])
  }
}

extension GaussianMixture {
  public var namedTensors: [(name: String, tensor: Tensor)] {
    [
      ("shares", shares), ("shape", Tensor(whole: [shape.rawValue])),
      ("history", Tensor(history.map { Float($0) })),
    ] + densities.namedTensors
  }

  public init(namedTensors tensors: [String: Tensor]) throws {
    let stored = StoredTensors(tensors: tensors, model: "A mixture")
    let densities = try [NormalDensity](stored)
    let shape = Shape(rawValue: try stored.one("shape", atLeast: 0))
    guard let shape else { throw TensorError("A mixture cannot be made: it has an unknown shape.") }
    self.init(
      try stored.tensor("shares", [densities.count]), densities, shape,
      try stored.tensor("history", [nil]).scalars.map { Double($0) })
  }
}
