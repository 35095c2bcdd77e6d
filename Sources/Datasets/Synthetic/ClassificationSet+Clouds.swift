import Tensors

extension ClassificationSet {
  /// Round clouds of equal size, one class around each of `centers`.
  public static func blobs(
    count: Int, centers: [[Float]], deviation: Float = 1, using random: inout Random
  ) -> ClassificationSet {
    required(try checkCenters(centers))
    required(try Synthetic.check(count: count, noise: deviation))
    var (points, labels): ([[Double]], [Int]) = ([], [])
    for (label, size) in Synthetic.shares(count, classes: centers.count).enumerated() {
      points += [[Double]](repeating: centers[label].map(Double.init), count: size)
      labels += [Int](repeating: label, count: size)
    }
    return Synthetic.classified(
      points, labels, classes: centers.count, noise: deviation, using: &random)
  }

  /// Round clouds around `classes` centres drawn evenly from -10...10 in each dimension.
  public static func blobs(
    count: Int, classes: Int = 3, dimensions: Int = 2, deviation: Float = 1,
    using random: inout Random
  ) -> ClassificationSet {
    let centers = (0..<classes).map { _ in
      (0..<dimensions).map { _ in Float(random.uniform(-10..<10)) }
    }
    return blobs(count: count, centers: centers, deviation: deviation, using: &random)
  }

  /// Four clouds at the corners of a square; opposite corners share a class. Neither feature says
  /// anything alone.
  public static func xor(
    count: Int, noise: Float = 0.2, using random: inout Random
  ) -> ClassificationSet {
    required(try Synthetic.check(count: count, noise: noise))
    let corners: [[Double]] = [[-1, -1], [1, -1], [1, 1], [-1, 1]]
    let points = (0..<count).map { corners[$0 % 4] }
    let labels = (0..<count).map { $0 % 2 }
    return Synthetic.classified(points, labels, classes: 2, noise: noise, using: &random)
  }

  package static func checkCenters(_ centers: [[Float]]) throws(TensorError) {
    guard let width = centers.first?.count, width > 0, centers.allSatisfy({ $0.count == width })
    else {
      throw TensorError(
        "Clouds need at least one centre, all with the same number of coordinates, and these have "
          + "\(centers.map(\.count)).")
    }
  }
}
