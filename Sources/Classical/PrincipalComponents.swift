import Tensors

/// The directions in which rows vary most, at right angles to one another, the most varying first.
///
/// ```swift
/// let components = try PrincipalComponents(fittedTo: train.features, count: 16)
/// let numbers = components(validation.features)     // [n, 64] to [n, 16]
/// let images = components.restored(numbers)         // and back, as near as 16 numbers allow
/// ```
///
/// With ``$`\mu`$`` the mean row and ``$`X - \mu = U S V^\top`$`` the singular value decomposition, the
/// directions are the first columns of V, and the variance along the i-th is ``$`s_i^2 / n`$``. Among
/// all ways to restore rows linearly from as many numbers this one misses least, in the sum of squares
/// over the rows that it was fitted to.
///
/// Mean and directions come from the training rows alone, as those of a `Standardizer` do. The values
/// are found from the rows themselves and not from their covariance, which would square the condition
/// number and lose the small ones.
public struct PrincipalComponents: Sendable, Equatable {
  /// The mean of each column.
  public let mean: Tensor
  /// One direction of length 1 a row: `[count, columns]`. Each has its largest entry positive, since
  /// a direction and its opposite are equally good.
  public let directions: Tensor
  /// The variance along each direction (dividing by the number of rows), descending.
  public let variances: Tensor
  /// The variance along all directions, also those that were not kept.
  public let totalVariance: Double

  /// Finds the directions of a matrix `[rows, columns]`.
  ///
  /// - Parameter count: How many to keep; without it as many as there are, the smaller of the numbers
  ///   of rows and columns.
  public init(fittedTo rows: Tensor, count: Int? = nil) throws {
    let count = try PrincipalComponents.check(rows.shape, count)
    mean = rows.mean(axes: [0])
    let (_, stretches, directions) = try (rows - mean).svd()
    let squares = stretches.scalars.map { Double($0) * Double($0) / Double(rows.shape[0]) }
    totalVariance = squares.reduce(0, +)
    variances = Tensor(squares.prefix(count).map { Float($0) })
    self.directions = PrincipalComponents.turned(directions[0..<count])
  }

  private init(_ mean: Tensor, _ directions: Tensor, _ variances: Tensor, _ totalVariance: Double) {
    (self.mean, self.directions) = (mean, directions)
    (self.variances, self.totalVariance) = (variances, totalVariance)
  }

  /// How many directions there are.
  public var count: Int { variances.count }

  /// The share of the whole variance along each direction.
  public var shares: [Double] {
    variances.scalars.map { totalVariance > 0 ? Double($0) / totalVariance : 0 }
  }

  /// The first directions only.
  public func prefix(_ count: Int) -> PrincipalComponents {
    let count = min(max(count, 1), self.count)
    return PrincipalComponents(
      mean, directions[0..<count], variances[0..<count], totalVariance)
  }

  /// How far each row lies from the mean along each direction: `[rows, count]`.
  public func callAsFunction(_ rows: Tensor) -> Tensor {
    required(try checkColumns(of: rows.shape, mean.count, "rows"))
    return (rows - mean).matmul(directions, transposeRight: true)
  }

  /// The rows that these numbers stand for: the inverse of calling, up to what was left out.
  public func restored(_ numbers: Tensor) -> Tensor {
    required(try checkColumns(of: numbers.shape, count, "numbers"))
    return numbers.matmul(directions) + mean
  }

  /// The numbers divided by the deviation along their direction, so that every direction counts alike.
  /// Throws where a direction does not vary; keep fewer of them then.
  public func whitened(_ rows: Tensor) throws -> Tensor {
    let deviations = variances.squareRoot()
    if let flat = deviations.scalars.firstIndex(where: { $0 <= 1e-6 * deviations.scalars[0] }) {
      throw TensorError(
        "Whitening divides by the deviation along each direction, and along direction \(flat) of "
          + "\(count) there is none within rounding. Keep the first \(flat).")
    }
    return self(rows) / deviations
  }

  /// Each direction with its largest entry positive.
  private static func turned(_ directions: Tensor) -> Tensor {
    let largest = directions.abs().argmax(axis: 1)
    let signs = largest.enumerated().map { row, column in
      directions[row, column] < 0 ? Float(-1) : 1
    }
    return directions * Tensor(signs).reshaped([-1, 1])
  }

  package static func check(_ shape: [Int], _ count: Int?) throws(TensorError) -> Int {
    guard shape.count == 2, shape[0] > 1, shape[1] > 0 else {
      throw TensorError(
        "Principal components need a matrix [rows, columns] of at least two rows, and this tensor "
          + "has the shape \(shape).")
    }
    let most = min(shape[0], shape[1])
    let count = count ?? most
    guard (1...most).contains(count) else {
      throw TensorError(
        "\(shape[0]) rows of \(shape[1]) columns have 1 to \(most) principal components, and "
          + "\(count) were asked for.")
    }
    return count
  }

  package func checkColumns(
    of shape: [Int], _ wanted: Int, _ what: String
  ) throws(TensorError) {
    guard shape.count == 2, shape[1] == wanted else {
      throw TensorError(
        "These principal components take \(what) of shape [n, \(wanted)], and these have the shape "
          + "\(shape).")
    }
  }
}
