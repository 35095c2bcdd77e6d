import Foundation

extension Tensor {
  /// Numbers drawn evenly from a range.
  public static func uniform(
    _ shape: [Int], in range: Range<Float> = 0..<1, using random: inout Random
  ) -> Tensor {
    let (low, width) = (range.lowerBound, range.upperBound - range.lowerBound)
    let largest = range.upperBound.nextDown
    return drawn(shape, using: &random) { word in
      min(low + width * Self.unit(word), largest)
    }
  }

  /// Numbers drawn from a normal distribution.
  public static func normal(
    _ shape: [Int], mean: Float = 0, deviation: Float = 1, using random: inout Random
  ) -> Tensor {
    drawn(shape, using: &random) { mean + deviation * Self.normalQuantile(word: $0) }
  }

  /// Ones with the given probability, and zeros.
  public static func bernoulli(
    _ shape: [Int], probability: Float, using random: inout Random
  ) -> Tensor {
    drawn(shape, using: &random) { Self.unit($0) < probability ? 1 : 0 }
  }

  /// The numbers of `0..<count` in random order.
  public static func permutation(_ count: Int, using random: inout Random) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, Int.random(in: 0...last, using: &random))
    }
    return order
  }

  private static func drawn(
    _ shape: [Int], using random: inout Random, _ f: (UInt32) -> Float
  ) -> Tensor {
    let count = required(try Shape.count(shape, in: "drawing random numbers"))
    let (key, start) = (random.key, random.draw(count))
    return Tensor(shape: shape) { result in
      for i in 0..<count { result[i] = f(Philox.word(at: start + UInt64(i), key: key)) }
    }
  }

  /// A word as a number in 0..<1.
  private static func unit(_ word: UInt32) -> Float {
    Float(word >> 8) * 0x1p-24
  }

  private static func normalQuantile(word: UInt32) -> Float {
    let q = (Double(word & 0x7fff_ffff) + 0.5) * 0x1p-32
    var z = (-2 * Foundation.log(2 * q)).squareRoot()
    for _ in 0..<8 {
      let tail = 0.5 * erfc(z / 2.0.squareRoot())
      z += (tail - q) / (Foundation.exp(-z * z / 2) / (2 * Double.pi).squareRoot())
      z = max(z, 0)
    }
    return Float(word >> 31 == 0 ? z : -z)
  }
}
