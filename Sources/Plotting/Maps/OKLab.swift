import Foundation

/// A colour by how it looks: lightness, and two axes from green to red and from blue to yellow.
///
/// Equal distances look about equally different (Björn Ottosson's OKLab), so that a map that walks
/// at constant speed through this space shows equal differences of numbers equally.
package struct OKLab: Sendable, Equatable {
  package var lightness: Double
  package var a: Double
  package var b: Double

  package init(lightness: Double, a: Double, b: Double) {
    self.lightness = lightness
    self.a = a
    self.b = b
  }

  /// A colour by lightness, colourfulness and hue in degrees.
  package init(lightness: Double, chroma: Double, degrees: Double) {
    self.init(
      lightness: lightness, a: chroma * cos(degrees * .pi / 180),
      b: chroma * sin(degrees * .pi / 180))
  }

  package init(_ color: Color) {
    let (r, g, b) = (
      Double(color.linear.x), Double(color.linear.y), Double(color.linear.z)
    )
    let l = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    let m = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    let s = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    self.init(
      lightness: 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
      a: 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
      b: 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s)
  }

  /// Amounts of red, green and blue light; outside 0 to 1 where no screen shows the colour.
  package var light: (red: Double, green: Double, blue: Double) {
    let l = lightness + 0.3963377774 * a + 0.2158037573 * b
    let m = lightness - 0.1055613458 * a - 0.0638541728 * b
    let s = lightness - 0.0894841775 * a - 1.2914855480 * b
    let (l3, m3, s3) = (l * l * l, m * m * m, s * s * s)
    return (
      4.0767416621 * l3 - 3.3077115913 * m3 + 0.2309699292 * s3,
      -1.2684380046 * l3 + 2.6097574011 * m3 - 0.3413193965 * s3,
      -0.0041960863 * l3 - 0.7034186147 * m3 + 1.7076147010 * s3
    )
  }

  /// The nearest colour that a screen shows.
  package var color: Color {
    let light = light
    return Color(linear: SIMD4(Float(light.red), Float(light.green), Float(light.blue), 1))
  }

  /// How different two colours look.
  package func distance(to other: OKLab) -> Double {
    let (dl, da, db) = (lightness - other.lightness, a - other.a, b - other.b)
    return (dl * dl + da * da + db * db).squareRoot()
  }

  package static func + (x: OKLab, y: OKLab) -> OKLab {
    OKLab(lightness: x.lightness + y.lightness, a: x.a + y.a, b: x.b + y.b)
  }

  package static func * (x: OKLab, factor: Double) -> OKLab {
    OKLab(lightness: x.lightness * factor, a: x.a * factor, b: x.b * factor)
  }
}
