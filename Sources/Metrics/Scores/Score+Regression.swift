import Tensors

extension Score {
  /// The share of the targets' variance that the predictions explain:
  /// ``$`1 - \sum (y - \hat y)^2 / \sum (y - \bar y)^2`$``. Where all targets agree it is 1 for
  /// perfect predictions and 0 for all others; of a single example it is not a number.
  ///
  ///     Score.rSquared(of: Tensor([1, 2, 3]), targets: Tensor([1, 2, 4]))   // 0.786
  public static func rSquared(of predicted: Tensor, targets: Tensor) -> Double {
    let squares = errors(predicted, targets).reduce(0) { $0 + $1 * $1 }
    guard targets.count > 1 else { return .nan }
    let mean = targets.scalars.reduce(0.0) { $0 + Double($1) } / Double(targets.count)
    let total = targets.scalars.reduce(0.0) { sum, target in
      sum + (Double(target) - mean) * (Double(target) - mean)
    }
    if total == 0 { return squares == 0 ? 1 : 0 }
    return 1 - squares / total
  }

  /// The mean of the squared errors.
  ///
  ///     Score.meanSquaredError(of: Tensor([1, 2, 3]), targets: Tensor([1, 2, 4]))   // 0.333
  public static func meanSquaredError(of predicted: Tensor, targets: Tensor) -> Double {
    errors(predicted, targets).reduce(0) { $0 + $1 * $1 } / Double(targets.count)
  }

  /// The square root of the mean squared error, in the unit of the targets.
  ///
  ///     Score.rootMeanSquaredError(of: Tensor([1, 2, 3]), targets: Tensor([1, 2, 4]))   // 0.577
  public static func rootMeanSquaredError(of predicted: Tensor, targets: Tensor) -> Double {
    meanSquaredError(of: predicted, targets: targets).squareRoot()
  }

  /// The mean of the errors without their sign, in the unit of the targets.
  ///
  ///     Score.meanAbsoluteError(of: Tensor([1, 2, 3]), targets: Tensor([1, 2, 4]))   // 0.333
  public static func meanAbsoluteError(of predicted: Tensor, targets: Tensor) -> Double {
    errors(predicted, targets).reduce(0) { $0 + abs($1) } / Double(targets.count)
  }

  private static func errors(_ predicted: Tensor, _ targets: Tensor) -> [Double] {
    required(try checkTargets(predicted, targets))
    let (predicted, targets) = (predicted.scalars, targets.scalars)
    return predicted.indices.map { Double(predicted[$0]) - Double(targets[$0]) }
  }

  package static func checkTargets(
    _ predicted: Tensor, _ targets: Tensor
  ) throws(TensorError) {
    guard predicted.shape == targets.shape else {
      throw TensorError(
        "Scoring compares predictions and targets one by one, and their shapes are "
          + "\(predicted.shape) and \(targets.shape).")
    }
    try check(predicted.count, against: targets.count, "predictions and targets")
  }
}
