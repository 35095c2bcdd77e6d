/// x to the power of one exponent for many x, within 1 ulp; the exponent's special values are looked
/// at once and not for every x.
package struct Power {
  let exponent: Double
  /// The powers of 0 and of infinity, and what the power of a positive x is multiplied by for -x.
  let ofZero: Double
  let ofInfinity: Double
  let ofMinusOne: Double

  package init(_ exponent: Float) {
    self.exponent = Double(exponent)
    let isWhole = exponent == exponent.rounded(.towardZero)
    let isOdd = isWhole && exponent.magnitude < 0x1p24 && Int(exponent) % 2 != 0
    ofMinusOne = isOdd ? -1 : (isWhole ? 1 : .nan)
    (ofZero, ofInfinity) = exponent > 0 ? (0, .infinity) : (.infinity, 0)
  }

  /// x to the power of the exponent, worked out in Double: e^(exponent log x).
  @inline(__always)
  package func callAsFunction(_ x: Float) -> Float {
    let size = Double(x.magnitude)
    let inside = Power.exp(exponent * Power.log(size))
    let finite = size < .infinity ? inside : ofInfinity
    let positive = size == 0 ? ofZero : finite
    // The sign counts for zeros and infinities too, but they have a power for any exponent.
    let factor = ofMinusOne.isNaN && (size == 0 || size == .infinity) ? 1 : ofMinusOne
    let result = Float(x.sign == .minus ? positive * factor : positive)
    return x.isNaN ? x : result
  }

  /// The natural logarithm of a positive number, to 1e-11: log m = 2 atanh((m - 1) / (m + 1)), with
  /// m between the square roots of 1/2 and 2.
  @inline(__always)
  static func log(_ x: Double) -> Double {
    let aboveRootOfHalf = Int64(bitPattern: x.bitPattern &- 0x3fe6_a09e_667f_3bcd)
    let mantissa = UInt64(bitPattern: aboveRootOfHalf) & 0x000f_ffff_ffff_ffff
    let m = Double(bitPattern: mantissa &+ 0x3fe6_a09e_667f_3bcd)
    let s = (m - 1) / (m + 1)
    let square = s * s
    var p = 1.0 / 13
    p = (1.0 / 11).addingProduct(p, square)
    p = (1.0 / 9).addingProduct(p, square)
    p = (1.0 / 7).addingProduct(p, square)
    p = (1.0 / 5).addingProduct(p, square)
    p = (1.0 / 3).addingProduct(p, square)
    p = 1.0.addingProduct(p, square)
    return (2 * s * p).addingProduct(Double(aboveRootOfHalf &>> 52), 0x1.62e42fefa39efp-1)
  }

  /// e^x, to 1e-11, for results that a Float can hold.
  @inline(__always)
  static func exp(_ x: Double) -> Double {
    let low = x < -200 ? -200 : x
    let inRange = low > 200 ? 200 : low
    let shift = 0x1.8p52
    let shifted = shift.addingProduct(inRange, 0x1.71547652b82fep0)
    let r = inRange.addingProduct(shifted - shift, -0x1.62e42fefa39efp-1)
    var p = 1.0 / 362_880
    p = (1.0 / 40_320).addingProduct(p, r)
    p = (1.0 / 5_040).addingProduct(p, r)
    p = (1.0 / 720).addingProduct(p, r)
    p = (1.0 / 120).addingProduct(p, r)
    p = (1.0 / 24).addingProduct(p, r)
    p = (1.0 / 6).addingProduct(p, r)
    p = 0.5.addingProduct(p, r)
    p = 1.0.addingProduct(p, r)
    p = 1.0.addingProduct(p, r)
    let exponent = Int64(bitPattern: shifted.bitPattern) &- Int64(bitPattern: shift.bitPattern)
    return p * Double(bitPattern: UInt64(bitPattern: (exponent &+ 1023) &<< 52))
  }
}
