/// How near two tensors are, and where they are furthest apart.
public struct Closeness: Equatable, CustomStringConvertible, Sendable {
  /// Where the difference most exceeds what is allowed; nil when everything is within it.
  public let worstIndex: [Int]?
  /// The answer as a sentence that names the worst place.
  public let description: String

  /// True when the shapes agree and every pair of scalars is as close as asked for.
  public var isClose: Bool { worstIndex == nil && !shapesDiffer }

  private let shapesDiffer: Bool

  fileprivate init(worstIndex: [Int]?, shapesDiffer: Bool = false, _ description: String) {
    (self.worstIndex, self.shapesDiffer) = (worstIndex, shapesDiffer)
    self.description = description
  }
}

extension Tensor {
  /// True when both have the same shape and no pair of scalars differs by more than
  /// `absolute + relative |other|`.
  ///
  /// NaN is close to NaN and an infinity to itself. Exact comparison is `==`.
  public func isClose(
    to other: Tensor, relative: Float = 1e-5, absolute: Float = 1e-6
  ) -> Bool {
    closeness(to: other, relative: relative, absolute: absolute).isClose
  }

  /// How near two tensors are: a sentence that names the worst place.
  ///
  ///     "at [1, 2]: 3.0 and 3.1 differ by 0.1, 1000 times what is allowed; 5 of 6 differ too much"
  public func closeness(
    to other: Tensor, relative: Float = 1e-5, absolute: Float = 1e-6
  ) -> Closeness {
    guard shape == other.shape else {
      return Closeness(
        worstIndex: nil, shapesDiffer: true, "shapes \(shape) and \(other.shape) differ")
    }
    var (worst, excess, failures) = (0, 0.0, 0)
    for place in 0..<count {
      let ratio = Self.excess(
        scalars[place], other.scalars[place], relative: relative, absolute: absolute)
      if ratio > 1 { failures += 1 }
      if ratio > excess { (worst, excess) = (place, ratio) }
    }
    guard failures > 0 else {
      return Closeness(
        worstIndex: nil, "all \(count) are close, at most \(Self.short(excess)) of what is allowed")
    }
    let (a, b) = (scalars[worst], other.scalars[worst])
    let index = Shape.strides(shape).enumerated().map { worst / $1 % shape[$0] }
    return Closeness(
      worstIndex: index,
      "at \(index): \(a) and \(b) differ by \((a - b).magnitude), \(Self.short(excess)) times what "
        + "is allowed; \(failures) of \(count) differ too much")
  }

  /// The difference as a multiple of what is allowed.
  private static func excess(
    _ a: Float, _ b: Float, relative: Float, absolute: Float
  ) -> Double {
    if a == b || (a.isNaN && b.isNaN) { return 0 }
    let difference = (Double(a) - Double(b)).magnitude
    let allowed = Double(absolute) + Double(relative) * Double(b.magnitude)
    guard difference.isFinite, allowed.isFinite else { return .infinity }
    return allowed > 0 ? difference / allowed : .infinity
  }

  private static func short(_ number: Double) -> String {
    number >= 100 ? "\(number.rounded())" : "\((number * 100).rounded() / 100)"
  }
}
