import Tensors

/// Gives every feature mean 0 and deviation 1, with means and deviations taken from the training
/// part alone. Fitting it to more lets the test part speak before its turn.
///
/// ```swift
/// let standardize = Standardizer(fittedTo: parts.train)
/// let train = standardize(parts.train)
/// let validation = standardize(parts.validation)
/// ```
public struct Standardizer: Sendable, Equatable, Codable {
  /// The mean of each feature.
  public let mean: [Float]
  /// The deviation of each feature (dividing by the number of examples); 1 where all values agree,
  /// so that a constant feature becomes 0.
  public let deviation: [Float]

  /// Takes means and deviations from a matrix `[count, features]`; sums in double precision.
  public init(fittedTo features: Tensor) {
    self = required(try Standardizer(checking: features))
  }

  /// Takes means and deviations from the features of a set.
  public init(fittedTo examples: some DataSet) { self.init(fittedTo: examples.features) }

  package init(checking features: Tensor) throws(TensorError) {
    guard features.rank == 2, features.shape[0] > 0 else {
      throw TensorError(
        "Standardising needs features of shape [count, features] with at least one row, and "
          + "these have the shape \(features.shape).")
    }
    let (count, width) = (features.shape[0], features.shape[1])
    let scalars = features.scalars
    var mean = [Double](repeating: 0, count: width)
    for row in 0..<count {
      for column in 0..<width { mean[column] += Double(scalars[row * width + column]) }
    }
    for column in 0..<width { mean[column] /= Double(count) }
    var variance = [Double](repeating: 0, count: width)
    for row in 0..<count {
      for column in 0..<width {
        let distance = Double(scalars[row * width + column]) - mean[column]
        variance[column] += distance * distance
      }
    }
    self.mean = mean.map { Float($0) }
    deviation = zip(variance, mean).map { squares, mean in
      let deviation = (squares / Double(count)).squareRoot()
      return deviation <= abs(mean) * 1e-7 ? 1 : Float(deviation)
    }
  }

  /// The features in deviations from the mean: ``$`(x - \mu) / \sigma`$`` by column.
  public func callAsFunction(_ features: Tensor) -> Tensor {
    required(try checked(features))
  }

  /// The set with its features in deviations from the mean.
  public func callAsFunction<Examples: DataSet>(_ examples: Examples) -> Examples {
    examples.withFeatures(self(examples.features))
  }

  /// The features as they were before: the inverse of calling the standardizer.
  public func restored(_ features: Tensor) -> Tensor {
    var scalars = features.scalars
    let width = mean.count
    for index in scalars.indices {
      scalars[index] = scalars[index] * deviation[index % width] + mean[index % width]
    }
    return Tensor(shape: features.shape, scalars: scalars)
  }

  package func checked(_ features: Tensor) throws(TensorError) -> Tensor {
    guard features.rank == 2, features.shape[1] == mean.count else {
      throw TensorError(
        "The standardizer was fitted to \(mean.count) features, and these have the shape "
          + "\(features.shape).")
    }
    var scalars = features.scalars
    let width = mean.count
    for row in 0..<features.shape[0] {
      for column in 0..<width {
        let index = row * width + column
        scalars[index] = (scalars[index] - mean[column]) / deviation[column]
      }
    }
    return Tensor(shape: features.shape, scalars: scalars)
  }
}
