import Foundation

/// A colour with transparency, named by its sRGB components and kept in linear light.
///
/// Light adds linearly, so edges are smoothed and colours mixed in linear components; the numbers
/// that people write, and that files hold, are the sRGB ones.
public struct Color: Hashable, Sendable {
  /// Red, green and blue as amounts of light and the opacity, each from 0 to 1.
  package var linear: SIMD4<Float>

  /// A colour from linear components and an opacity.
  package init(linear: SIMD4<Float>) {
    self.linear = linear.clamped(lowerBound: .zero, upperBound: .one)
  }

  /// A colour from sRGB components and an opacity, each from 0 to 1; values outside are clamped.
  public init(red: Double, green: Double, blue: Double, alpha: Double = 1) {
    self.init(
      linear: SIMD4(
        Float(Transfer.linear(red)), Float(Transfer.linear(green)), Float(Transfer.linear(blue)),
        Float(alpha.isNaN ? 0 : alpha)))
  }

  /// A colour as designers write it: `Color(0x1F6FB4)`.
  public init(_ hexadecimal: UInt32, alpha: Double = 1) {
    self.init(
      red: Double((hexadecimal >> 16) & 255) / 255, green: Double((hexadecimal >> 8) & 255) / 255,
      blue: Double(hexadecimal & 255) / 255, alpha: alpha)
  }

  /// A grey, from 0 for black to 1 for white.
  public init(gray: Double, alpha: Double = 1) {
    self.init(red: gray, green: gray, blue: gray, alpha: alpha)
  }

  public static let black = Color(gray: 0)
  public static let white = Color(gray: 1)
  public static let clear = Color(gray: 0, alpha: 0)

  /// The opacity, from 0 for invisible to 1 for solid.
  public var alpha: Double { Double(linear.w) }

  /// The sRGB components, each from 0 to 1.
  public var components: (red: Double, green: Double, blue: Double) {
    (
      Transfer.encoded(Double(linear.x)), Transfer.encoded(Double(linear.y)),
      Transfer.encoded(Double(linear.z))
    )
  }

  /// The same colour with the opacity multiplied by `factor`.
  public func faded(to factor: Double) -> Color {
    var faded = linear
    faded.w = min(max(faded.w * Float(factor), 0), 1)
    return Color(linear: faded)
  }

  /// The colour `amount` of the way towards `other`, mixed in linear light.
  public func mixed(with other: Color, by amount: Double) -> Color {
    let t = Float(min(max(amount, 0), 1))
    return Color(linear: linear * (1 - t) + other.linear * t)
  }

  /// The amount of light that the eye sees, from 0 for black to 1 for white.
  public var luminance: Double {
    0.2126 * Double(linear.x) + 0.7152 * Double(linear.y) + 0.0722 * Double(linear.z)
  }

  /// How light the colour looks, from 0 for black to 100 for white (CIE L*).
  public var lightness: Double {
    let y = luminance
    return y > 216.0 / 24389 ? 116 * cbrt(y) - 16 : y * 24389 / 27
  }

  /// How far two colours' luminances stand apart, from 1 to 21 (WCAG contrast ratio).
  public func contrast(with other: Color) -> Double {
    let (low, high) = (min(luminance, other.luminance), max(luminance, other.luminance))
    return (high + 0.05) / (low + 0.05)
  }

  /// Components multiplied by the opacity, ready for blending.
  var premultiplied: SIMD4<Float> {
    SIMD4(linear.x * linear.w, linear.y * linear.w, linear.z * linear.w, linear.w)
  }
}
