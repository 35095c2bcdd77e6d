import Foundation

/// An affine map of the plane: (x, y) goes to (a x + c y + tx, b x + d y + ty).
package struct Transform: Hashable, Sendable {
  package var a = 1.0
  package var b = 0.0
  package var c = 0.0
  package var d = 1.0
  package var tx = 0.0
  package var ty = 0.0

  /// Leaves every point where it is.
  package static let identity = Transform()

  package init() {}

  package init(a: Double, b: Double, c: Double, d: Double, tx: Double, ty: Double) {
    (self.a, self.b, self.c, self.d, self.tx, self.ty) = (a, b, c, d, tx, ty)
  }

  /// Moves by (x, y).
  package static func translation(_ x: Double, _ y: Double) -> Transform {
    Transform(a: 1, b: 0, c: 0, d: 1, tx: x, ty: y)
  }

  /// Stretches along the axes.
  package static func scale(_ x: Double, _ y: Double) -> Transform {
    Transform(a: x, b: 0, c: 0, d: y, tx: 0, ty: 0)
  }

  /// Turns anticlockwise as seen on the page, by an angle in degrees.
  ///
  /// Quarter turns are exact, so that upright lettering turned by 90° stays crisp.
  package static func rotation(degrees: Double) -> Transform {
    let quarters = degrees / 90
    let (sine, cosine): (Double, Double)
    if quarters == quarters.rounded(), abs(quarters) < 1e6 {
      let table: [(Double, Double)] = [(0, 1), (1, 0), (0, -1), (-1, 0)]
      (sine, cosine) = table[((Int(quarters) % 4) + 4) % 4]
    } else {
      (sine, cosine) = (sin(degrees * .pi / 180), cos(degrees * .pi / 180))
    }
    return Transform(a: cosine, b: -sine, c: sine, d: cosine, tx: 0, ty: 0)
  }

  /// First this map, then `next`.
  package func then(_ next: Transform) -> Transform {
    Transform(
      a: next.a * a + next.c * b, b: next.b * a + next.d * b,
      c: next.a * c + next.c * d, d: next.b * c + next.d * d,
      tx: next.a * tx + next.c * ty + next.tx, ty: next.b * tx + next.d * ty + next.ty)
  }

  /// Where `point` goes.
  package func callAsFunction(_ point: Point) -> Point {
    Point(a * point.x + c * point.y + tx, b * point.x + d * point.y + ty)
  }
}
