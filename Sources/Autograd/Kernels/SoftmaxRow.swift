import COpenBLAS
import Tensors

/// The softmax of one row, which stays in the innermost cache while it is walked through three times:
/// largest, exponentials with their sum, division.
package enum SoftmaxRow {
  /// Writes e^(x - shift) for each scalar, which may be in place, and returns the sum.
  ///
  /// Exponents below -87, where a float is no longer exact, count as 0, and so does a place masked
  /// with minus infinity.
  package static func exponentials(
    _ x: UnsafePointer<Float>, shift: Float, into y: UnsafeMutablePointer<Float>, _ count: Int
  ) -> Float {
    let shift = Lanes(repeating: shift)
    var (a, b) = (Lanes(repeating: 0), Lanes(repeating: 0))
    var i = 0
    while i + 32 <= count {
      // The next row is mostly the one behind this, and arithmetic leaves memory the time.
      ladder_fetch(x + i + count)
      ladder_fetch(x + i + 16 + count)
      let first = Elementary.expOrZero(Lanes(x + i) - shift)
      let second = Elementary.expOrZero(Lanes(x + i + 16) - shift)
      first.store(to: y + i)
      second.store(to: y + i + 16)
      a += first
      b += second
      i += 32
    }
    if i + 16 <= count {
      let first = Elementary.expOrZero(Lanes(x + i) - shift)
      first.store(to: y + i)
      a += first
      i += 16
    }
    if i < count {
      let rest = Elementary.expOrZero(Lanes(x + i, first: count - i, -.infinity) - shift)
      rest.store(to: y + i, first: count - i)
      b += rest
    }
    return (a + b).folded
  }

  /// The same in place.
  package static func exponentials(
    _ x: UnsafeMutablePointer<Float>, shift: Float, count: Int
  ) -> Float {
    exponentials(UnsafePointer(x), shift: shift, into: x, count)
  }

  /// The shift that keeps exponentials in range: the largest scalar, or 0 where all are masked.
  ///
  /// What is not a number is passed over here, since it makes the sum of the exponentials not a
  /// number: that takes one instruction where ``Sums/maximum(_:count:)`` takes four.
  package static func shift(_ x: UnsafePointer<Float>, _ count: Int) -> Float {
    var largest = -Float.infinity
    if count >= 16 {
      var (a, b) = (Lanes(repeating: largest), Lanes(repeating: largest))
      var i = 0
      while i + 32 <= count {
        a = larger(Lanes(x + i), a)
        b = larger(Lanes(x + i + 16), b)
        i += 32
      }
      // The last sixteen may overlap those before.
      if i + 16 <= count { a = larger(Lanes(x + i), a) }
      b = larger(Lanes(x + count - 16), b)
      var all = larger(a, b)
      all = larger(all.turned(by: 8), all)
      all = larger(all.turned(by: 4), all)
      all = larger(all.turned(by: 2), all)
      all = larger(all.turned(by: 1), all)
      largest = all[0]
    } else {
      for i in 0..<count where x[i] > largest { largest = x[i] }
    }
    return largest == -.infinity ? 0 : largest
  }

  /// The larger of each two lanes; the second where the first is not a number.
  @inline(__always)
  private static func larger(_ x: Lanes, _ y: Lanes) -> Lanes {
    y.replacing(with: x, where: x .> y)
  }

  /// The softmax of a row.
  static func forward(
    _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ count: Int
  ) {
    let sum = exponentials(x, shift: shift(x, count), into: y, count)
    let scale = 1 / sum
    for i in 0..<count { y[i] *= scale }
  }

  /// The logarithm of the softmax. The largest is taken away before the sum's logarithm, so that
  /// large scalars lose no digits.
  static func logarithm(
    _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ count: Int
  ) {
    let shift = shift(x, count)
    let logSum = Elementary.log(exponentials(x, shift: shift, into: y, count))
    for i in 0..<count { y[i] = (x[i] - shift) - logSum }
  }

  /// Turns the gradient of the result into that of the input.
  static func backward(
    _ gradient: UnsafeMutablePointer<Float>, _ y: UnsafePointer<Float>, _ count: Int
  ) {
    let mean = Sums.dot(gradient, y, count: count)
    for i in 0..<count { gradient[i] = y[i] * (gradient[i] - mean) }
  }

  /// The same for the logarithm.
  static func backwardOfLogarithm(
    _ gradient: UnsafeMutablePointer<Float>, _ y: UnsafePointer<Float>, _ count: Int
  ) {
    let total = Sums.sum(gradient, count: count)
    for i in 0..<count {
      let share = Elementary.expInRange(y[i])
      gradient[i] -= (y[i] < -87 ? 0 : share) * total
    }
  }
}
