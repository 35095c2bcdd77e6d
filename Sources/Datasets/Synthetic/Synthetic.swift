import Tensors

/// What the made-up sets share. Each is a formula and normal noise, and the same seed gives the same
/// set.
enum Synthetic {
  /// The rule that all made-up sets obey.
  static func check(count: Int, noise: Float = 0) throws(TensorError) {
    guard count >= 0, noise >= 0 else {
      throw TensorError(
        "A made-up set needs a number of examples and a deviation of noise that are not negative, "
          + "and \(count) and \(noise) were asked for.")
    }
  }

  /// A set from a point and a class for each example, in a random order, with noise on every
  /// coordinate.
  static func classified(
    _ points: [[Double]], _ labels: [Int], classes: Int, noise: Float, using random: inout Random
  ) -> ClassificationSet {
    let width = points.first?.count ?? 2
    var scalars: [Float] = []
    scalars.reserveCapacity(points.count * width)
    for point in points {
      for coordinate in point {
        scalars.append(Float(coordinate + Double(noise) * random.gaussian()))
      }
    }
    let order = Tensor.permutation(points.count, using: &random)
    return ClassificationSet(
      features: Tensor(shape: [points.count, width], scalars: scalars), labels: labels,
      classNames: (0..<classes).map { "\($0)" }, featureNames: names(width)
    ).rows(order)
  }

  /// A set of one feature from a function of it: x drawn evenly from a range, y with noise.
  static func curve(
    count: Int, in range: ClosedRange<Float>, noise: Float, using random: inout Random,
    _ function: (Double) -> Double
  ) -> RegressionSet {
    required(try check(count: count, noise: noise))
    let (low, high) = (Double(range.lowerBound), Double(range.upperBound))
    var (inputs, targets): ([Float], [Float]) = ([], [])
    for _ in 0..<count {
      let x = low + (high - low) * random.unit()
      inputs.append(Float(x))
      targets.append(Float(function(x) + Double(noise) * random.gaussian()))
    }
    return RegressionSet(
      features: Tensor(shape: [count, 1], scalars: inputs),
      targets: Tensor(shape: [count], scalars: targets), featureNames: ["x"], targetName: "y")
  }

  /// How many of `count` examples each of `classes` classes gets.
  static func shares(_ count: Int, classes: Int) -> [Int] {
    (0..<classes).map { count * ($0 + 1) / classes - count * $0 / classes }
  }

  private static func names(_ width: Int) -> [String] {
    width <= 3 ? Array(["x", "y", "z"].prefix(width)) : (0..<width).map { "x\($0)" }
  }
}
