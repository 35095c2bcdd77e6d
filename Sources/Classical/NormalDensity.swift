import Foundation
import Tensors

/// A normal density in several dimensions: a mean, and a covariance that says how it is stretched.
///
/// With ``$`\Sigma = L L^\top`$`` its logarithm is
/// ``$`-\tfrac12 |L^{-1}(x - \mu)|^2 - \sum \log L_{ii} - \tfrac d2 \log 2\pi`$``.
public struct NormalDensity: Sendable, Equatable {
  /// Where it is highest: `[columns]`.
  public let mean: Tensor
  /// What makes it round: rows less the mean, times this, have variance 1 in every direction.
  public let whitening: Tensor
  /// The logarithm of its height at the mean.
  public let logHeight: Float

  /// A density from its mean, `[columns]`, and covariance, `[columns, columns]`. Throws where some
  /// direction has no variance.
  public init(mean: Tensor, covariance: Tensor) throws {
    let size = mean.count
    guard mean.rank == 1, covariance.shape == [size, size] else {
      throw TensorError(
        "A density has a mean [columns] and a covariance [columns, columns], and these have the "
          + "shapes \(mean.shape) and \(covariance.shape).")
    }
    let triangle = try covariance.cholesky()
    var logs = 0.0
    for column in 0..<size {
      // What is left of a column's variance when those before it are known: within rounding, none.
      let (left, variance): (Float, Float) = (triangle[column, column], covariance[column, column])
      guard left * left > 2 * .ulpOfOne * variance else {
        throw TensorError(
          "A density needs variance in every direction, and column \(column) follows from those "
            + "before it.")
      }
      logs += log(Double(left))
    }
    self.mean = mean
    whitening = try triangle.inverse().transposed()
    logHeight = Float(-logs - Double(size) / 2 * log(2 * Double.pi))
  }

  init(mean: Tensor, whitening: Tensor, logHeight: Float) {
    (self.mean, self.whitening, self.logHeight) = (mean, whitening, logHeight)
  }

  /// The logarithm of the density at each row: `[n]`.
  public func logDensity(of rows: Tensor) -> Tensor {
    required(try checkAsked(rows.shape, columns: mean.count, "This density"))
    let white = (rows - mean).matmul(whitening)
    return logHeight - 0.5 * (white * white).sum(axes: [1])
  }
}

/// Covariances of rows, pulled towards a round one where asked for.
enum Covariance {
  /// The mean product of every two columns of rows that have been centred, mixed with the round
  /// covariance of the same total variance.
  static func of(_ centred: Tensor, shrinkage: Float) -> Tensor {
    let raw = centred.matmul(centred, transposeLeft: true) / Float(centred.shape[0])
    return shrunk(raw, shrinkage)
  }

  /// A covariance of which a share is replaced by the round one of the same trace.
  static func shrunk(_ covariance: Tensor, _ shrinkage: Float) -> Tensor {
    guard shrinkage > 0 else { return covariance }
    let size = covariance.shape[0]
    let variance = (0..<size).reduce(Float(0)) { $0 + covariance[$1, $1] } / Float(size)
    return (1 - shrinkage) * covariance + shrinkage * variance * Tensor.identity(size)
  }

  static func check(shrinkage: Float, for model: String) throws(TensorError) {
    guard (0...1).contains(shrinkage) else {
      throw TensorError(
        "\(model) takes a shrinkage from 0 to 1, and \(shrinkage) is not.")
    }
  }
}
