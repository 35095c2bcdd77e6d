import Ladder

/// Numbers without a pattern that both sides of a race can make: a hash of their place.
///
/// Benchmarks/peers/noise.py computes the same ones, bit by bit.
enum Noise {
  /// `count` numbers between -scale and scale; `stream` picks which.
  static func scalars(_ count: Int, stream: UInt32, scale: Float = 1) -> [Float] {
    var scalars = [Float](repeating: 0, count: count)
    for place in 0..<count {
      let bits = hash(UInt32(truncatingIfNeeded: place), stream: stream)
      scalars[place] = (Float(bits >> 8) / 8_388_608 - 1) * scale
    }
    return scalars
  }

  /// The same as a tensor.
  static func tensor(_ shape: [Int], stream: UInt32, scale: Float = 1) -> Tensor {
    Tensor(shape: shape, scalars: scalars(shape.reduce(1, *), stream: stream, scale: scale))
  }

  /// `count` whole numbers below `bound`.
  static func integers(_ count: Int, below bound: Int, stream: UInt32) -> [Int] {
    (0..<count).map { Int(hash(UInt32($0), stream: stream) >> 8) % bound }
  }

  /// `count` bytes.
  static func bytes(_ count: Int, stream: UInt32) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    for place in 0..<count {
      bytes[place] = UInt8(hash(UInt32(truncatingIfNeeded: place), stream: stream) >> 24)
    }
    return bytes
  }

  /// A finalizer that turns every bit of the place into half of the result's bits.
  private static func hash(_ place: UInt32, stream: UInt32) -> UInt32 {
    var bits = place &* 0x9E37_79B1 &+ stream &* 0x85EB_CA77
    bits ^= bits >> 16
    bits = bits &* 0x7FEB_352D
    bits ^= bits >> 15
    bits = bits &* 0x846C_A68B
    return bits ^ (bits >> 16)
  }
}
