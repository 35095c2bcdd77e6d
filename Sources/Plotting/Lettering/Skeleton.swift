import Foundation

/// The line along which the pen goes to write one stroke of a letter.
struct Skeleton {
  /// A place the pen passes, in thousandths of the size, y upwards.
  struct Node {
    var place: Point
    /// Where the pen is heading; nil at the end of a straight line.
    var direction: Point?
    /// How much of its thickness the pen has here.
    var width: Double
    /// How square the curve to the next node is: 0.5523 follows an ellipse.
    var tension: Double
  }

  /// How an end of a stroke is cut.
  enum Cut {
    /// Across the stroke.
    case square
    case level
    case upright
    /// Along a line with this angle in degrees.
    case slanted(Double)
  }

  var nodes: [Node] = []
  var isClosed = false
  var start = Cut.square
  var end = Cut.square

  /// A place on the way with the pen's heading and its part of the thickness.
  struct Sample {
    var place: Point
    var heading: Point
    var width: Double
  }

  /// Enough steps that a letter two hundred pixels high has no visible corners.
  private static let stepsPerCurve = 14

  /// The whole way in small steps.
  func samples() -> [Sample] {
    var result: [Sample] = []
    let count = isClosed ? nodes.count : nodes.count - 1
    for index in 0..<count {
      let (a, b) = (nodes[index], nodes[(index + 1) % nodes.count])
      let chord = b.place - a.place
      guard let from = a.direction, let to = b.direction,
        !Skeleton.isStraight(chord, from, to)
      else {
        result.append(Sample(place: a.place, heading: chord, width: a.width))
        result.append(Sample(place: b.place, heading: chord, width: b.width))
        continue
      }
      let (first, second) = Skeleton.handles(a, from, b, to)
      let steps = Skeleton.stepsPerCurve
      for step in 0...steps where step > 0 || result.isEmpty || index == 0 {
        let t = Double(step) / Double(steps)
        // The pen's thickness changes gently at both ends.
        let ease = t * t * (3 - 2 * t)
        result.append(
          Sample(
            place: Skeleton.cubic(a.place, first, second, b.place, t),
            heading: Skeleton.derivative(a.place, first, second, b.place, t),
            width: a.width + (b.width - a.width) * ease))
      }
    }
    if isClosed { result.removeLast() }
    return result
  }

  private static func isStraight(_ chord: Point, _ from: Point, _ to: Point) -> Bool {
    let size = chord.length * 1e-3
    return abs(cross(chord, from)) < size && abs(cross(chord, to)) < size
  }

  /// The handles of the curve between two nodes.
  ///
  /// Where the tangents meet, each handle goes a fixed part of the way there: for a quarter of an
  /// oval that is an ellipse, or something squarer with more tension. Where they do not meet, as in
  /// the spine of an S, handles take a part of the chord.
  private static func handles(_ a: Node, _ from: Point, _ b: Node, _ to: Point) -> (Point, Point) {
    let chord = b.place - a.place
    let turn = cross(from, to)
    if abs(turn) > 0.05 {
      let ahead = cross(chord, to) / turn
      let behind = cross(from, chord) / turn * -1
      if ahead > 0, behind < 0, ahead < 3 * chord.length, -behind < 3 * chord.length {
        // For the same roundness a gentle bend needs longer handles than a quarter turn.
        let angle = acos(min(max(from.x * to.x + from.y * to.y, -1), 1))
        let reach = a.tension * Skeleton.circleHandle(angle) / Skeleton.circleHandle(.pi / 2)
        return (a.place + from * (ahead * reach), b.place + to * (behind * reach))
      }
    }
    let reach = chord.length * a.tension * 0.72
    return (a.place + from * reach, b.place - to * reach)
  }

  /// The part of the way to where the tangents meet at which a circle's handles end.
  private static func circleHandle(_ angle: Double) -> Double {
    angle < 1e-3 ? 2.0 / 3 : 4.0 / 3 * tan(angle / 4) / tan(angle / 2)
  }

  private static func cross(_ a: Point, _ b: Point) -> Double { a.x * b.y - a.y * b.x }

  private static func cubic(_ a: Point, _ b: Point, _ c: Point, _ d: Point, _ t: Double) -> Point {
    let s = 1 - t
    return a * (s * s * s) + b * (3 * s * s * t) + c * (3 * s * t * t) + d * (t * t * t)
  }

  private static func derivative(
    _ a: Point, _ b: Point, _ c: Point, _ d: Point, _ t: Double
  ) -> Point {
    let s = 1 - t
    return (b - a) * (3 * s * s) + (c - b) * (6 * s * t) + (d - c) * (3 * t * t)
  }
}
