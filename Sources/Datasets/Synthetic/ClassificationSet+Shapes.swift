import Foundation
import Tensors

extension ClassificationSet {
  /// Two half circles that reach into each other: two classes no line can part.
  public static func moons(
    count: Int, noise: Float = 0.1, using random: inout Random
  ) -> ClassificationSet {
    arcs(count: count, noise: noise, using: &random) { label, along in
      let angle = .pi * along
      return label == 0 ? [cos(angle), sin(angle)] : [1 - cos(angle), 0.5 - sin(angle)]
    }
  }

  /// A circle of radius 1, class 0, and one of radius `inner` inside it, class 1.
  public static func circles(
    count: Int, inner: Float = 0.5, noise: Float = 0.05, using random: inout Random
  ) -> ClassificationSet {
    arcs(count: count, noise: noise, isClosed: true, using: &random) { label, along in
      let radius = label == 0 ? 1 : Double(inner)
      return [radius * cos(2 * .pi * along), radius * sin(2 * .pi * along)]
    }
  }

  /// Arms that wind around each other from the centre to radius 1, one for each class.
  public static func spirals(
    count: Int, classes: Int = 2, turns: Float = 1, noise: Float = 0.02, using random: inout Random
  ) -> ClassificationSet {
    arcs(count: count, classes: classes, noise: noise, using: &random) { label, along in
      let start = 2 * .pi * Double(label) / Double(classes)
      let angle = start + 2 * .pi * Double(turns) * along
      return [along * cos(angle), along * sin(angle)]
    }
  }

  /// Evenly spaced points of a curve for each class; `along` goes from 0 to 1.
  private static func arcs(
    count: Int, classes: Int = 2, noise: Float, isClosed: Bool = false,
    using random: inout Random, _ point: (_ label: Int, _ along: Double) -> [Double]
  ) -> ClassificationSet {
    required(try Synthetic.check(count: count, noise: noise))
    var (points, labels): ([[Double]], [Int]) = ([], [])
    for (label, size) in Synthetic.shares(count, classes: classes).enumerated() {
      let steps = Double(isClosed ? size : max(size - 1, 1))
      for step in 0..<size {
        points.append(point(label, Double(step) / steps))
        labels.append(label)
      }
    }
    return Synthetic.classified(points, labels, classes: classes, noise: noise, using: &random)
  }
}
