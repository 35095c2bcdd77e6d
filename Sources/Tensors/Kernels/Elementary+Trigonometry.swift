import Foundation

extension Elementary {
  /// Up to here sine and cosine are computed by ``sin(_:)`` and ``cos(_:)``; beyond it, the
  /// distance to the nearest quarter turn needs more digits of pi than they hold.
  @usableFromInline package static let largestAngle: Float = 100_000

  /// Takes whole quarter turns away: x = n π/2 + rest, with π/2 in three parts.
  @inlinable @inline(__always)
  package static func splitAngle(_ x: Float) -> (quarter: UInt32, rest: Float) {
    let shifted = roundingShift.addingProduct(x, 0x1.45f306p-1)
    let n = shifted - roundingShift
    let rest = x.addingProduct(n, -0x1.921fb6p0).addingProduct(n, 0x1.777a5cp-25)
    return (shifted.bitPattern, rest.addingProduct(n, 0x1.ee59dap-50))
  }

  /// The sine of a rest for even quarters and the cosine for odd ones, with the sign of the half.
  @inlinable @inline(__always)
  package static func wave(_ quarter: UInt32, _ r: Float) -> Float {
    let s = r * r
    var p: Float = -0x1.9956b6p-13
    p = Float(0x1.11077ep-7).addingProduct(p, s)
    p = Float(-0x1.555546p-3).addingProduct(p, s)
    let sine = r.addingProduct(p, s * r)
    var q: Float = 0x1.99e0ecp-16
    q = Float(-0x1.6c0c1ap-10).addingProduct(q, s)
    q = Float(0x1.55554ap-5).addingProduct(q, s)
    q = Float(-0.5).addingProduct(q, s)
    let cosine = Float(1).addingProduct(q, s)
    let value = quarter & 1 == 0 ? sine : cosine
    return Float(bitPattern: value.bitPattern ^ ((quarter & 2) &<< 30))
  }

  /// The sine of an angle up to ``largestAngle``, within 2 ulps.
  @inlinable @inline(__always)
  package static func sin(_ x: Float) -> Float {
    let (quarter, rest) = splitAngle(x)
    return wave(quarter, rest)
  }

  /// The cosine of an angle up to ``largestAngle``, within 2 ulps.
  @inlinable @inline(__always)
  package static func cos(_ x: Float) -> Float {
    let (quarter, rest) = splitAngle(x)
    return wave(quarter &+ 1, rest)
  }
}

extension Tensor {
  /// Maps with a fast function, and larger angles than it can take with an exact slow one.
  package func mappedAngles(fast: (Piece) -> Void, exact: (Float) -> Float) -> Tensor {
    var result = mapped(fast)
    let limit = Elementary.largestAngle.bitPattern
    let isLarge = read { x in
      var isLarge: UInt32 = 0
      for i in 0..<count { isLarge |= x[i].magnitude.bitPattern > limit ? 1 : 0 }
      return isLarge != 0
    }
    if isLarge {
      for i in 0..<count where !(scalars[i].magnitude <= Elementary.largestAngle) {
        result.scalars[i] = exact(scalars[i])
      }
    }
    return result
  }
}
