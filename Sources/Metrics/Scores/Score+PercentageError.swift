import Tensors

extension Score {
  /// The mean of the errors without their sign, each as a share of its target: 0.1 is ten percent.
  /// A target of zero has no such share and is refused.
  ///
  /// It can be at most 1 for predictions between 0 and the target, and has no limit above, so that a
  /// model chosen by it is chosen low.
  ///
  ///     Score.meanAbsolutePercentageError(of: Tensor([1, 3]), targets: Tensor([2, 2]))   // 0.5
  public static func meanAbsolutePercentageError(
    of predicted: Tensor, targets: Tensor
  ) -> Double {
    required(try checkedPercentageError(of: predicted, targets: targets))
  }

  package static func checkedPercentageError(
    of predicted: Tensor, targets: Tensor
  ) throws(TensorError) -> Double {
    try checkTargets(predicted, targets)
    let (predicted, targets) = (predicted.scalars, targets.scalars)
    if let place = targets.firstIndex(of: 0) {
      throw TensorError(
        "An error in percent needs targets other than zero, and that of example \(place) is zero.")
    }
    let sum = targets.indices.reduce(0.0) { sum, place in
      let target = Double(targets[place])
      return sum + abs(Double(predicted[place]) - target) / abs(target)
    }
    return sum / Double(targets.count)
  }
}
