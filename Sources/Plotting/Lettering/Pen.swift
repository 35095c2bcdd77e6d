import Foundation

/// The pen that all letters are written with.
///
/// How thick a stroke is depends on its direction alone, so that all letters agree: upright strokes
/// are full, level ones lighter, and the tilt makes strokes that fall to the right heavier than
/// those that rise, as a hand with a broad nib does.
struct Pen: Sendable {
  /// The thickness of upright and of level strokes, in thousandths of the size.
  private(set) var upright: Double
  private(set) var level: Double
  /// How far the nib is turned, in radians.
  let tilt = 0.16
  /// How much wider letters stand than in the regular weight.
  let spread: Double
  /// The tangent of the slant: 0 for roman.
  let slant: Double

  /// The pen for signs: as thick in every direction as level strokes are.
  var even: Pen {
    var even = self
    even.upright = level
    return even
  }

  /// Mixed in linear light, dark strokes on a light page look thinner than they are; the regular
  /// weight allows for that.
  init(weight: Double, isCapital: Bool, slant: Double) {
    let factor = isCapital ? 1.07 : 1
    upright = (94 + 52 * weight) * factor
    level = (72 + 35 * weight) * factor
    spread = 1 + 0.085 * weight
    self.slant = slant
  }

  /// The pen for a letter that is then made smaller, so that it does not come out too light.
  func shrunk(to size: Double) -> Pen {
    guard size < 1 else { return self }
    var heavier = self
    heavier.upright *= 0.82 / size
    heavier.level *= 0.82 / size
    return heavier
  }

  /// The thickness of a stroke whose tangent has this direction.
  func thickness(_ direction: Point) -> Double {
    let length = direction.length
    guard length > 0 else { return level }
    let (c, s) = (cos(tilt), sin(tilt))
    let along = (direction.x * c + direction.y * s) / length
    let across = (direction.y * c - direction.x * s) / length
    return (upright * upright * across * across + level * level * along * along).squareRoot()
  }
}
