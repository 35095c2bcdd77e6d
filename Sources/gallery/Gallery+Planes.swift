import Foundation
import Ladder

extension Gallery {
  private static func valley(_ x: Double, _ y: Double) -> Double {
    (1 - x) * (1 - x) + 20 * (y - x * x) * (y - x * x)
  }

  /// Sixty steps down the valley.
  private static func walk(_ rate: Double, momentum: Double) -> (x: [Double], y: [Double]) {
    var (x, y, vx, vy) = (-1.4, 1.6, 0.0, 0.0)
    var (xs, ys) = ([x], [y])
    for _ in 0..<60 {
      let slopeX = -2 * (1 - x) - 80 * x * (y - x * x)
      let slopeY = 40 * (y - x * x)
      vx = momentum * vx - rate * slopeX
      vy = momentum * vy - rate * slopeY
      (x, y) = (x + vx, y + vy)
      xs.append(x)
      ys.append(y)
    }
    return (xs, ys)
  }

  static var contours: Figure {
    Figure("A bent valley")
      .contours(x: -2...2, y: -1...3, levels: [0.3, 1, 3, 10, 30, 100, 300], of: valley)
      .xLabel("$\\theta_1$").yLabel("$\\theta_2$")
  }

  static var landscape: Figure {
    let plain = walk(0.004, momentum: 0)
    let heavy = walk(0.002, momentum: 0.9)
    return Figure("Momentum turns the corner")
      .filledContours(x: -2...2, y: -1...3, logarithmic: true, label: "loss", of: valley)
      .path(plain.x, plain.y, label: "plain", hue: .orange)
      .path(heavy.x, heavy.y, label: "momentum", hue: .red)
      .xLabel("$\\theta_1$").yLabel("$\\theta_2$")
  }

  static var regions: Figure {
    let noise = normal(320, seed: 31).map { 0.12 * $0 }
    let kinds = (0..<160).map { $0 % 2 }
    var (x, y): ([Double], [Double]) = ([], [])
    for index in 0..<160 {
      let angle = Double(index / 2) / 80 * .pi
      x.append((kinds[index] == 0 ? cos(angle) : 1 - cos(angle)) + noise[2 * index])
      y.append((kinds[index] == 0 ? sin(angle) : 0.5 - sin(angle)) + noise[2 * index + 1])
    }
    return Figure("Five nearest neighbours on two moons")
      .scatter(x, y, classes: kinds, names: ["upper", "lower"])
      .decisionRegions { point in
        let distances = kinds.indices.map { index -> (Double, Int) in
          let (dx, dy) = (x[index] - Double(point[0]), y[index] - Double(point[1]))
          return (dx * dx + dy * dy, kinds[index])
        }
        let nearest = distances.sorted { $0.0 < $1.0 }.prefix(5)
        return nearest.map(\.1).reduce(0, +) >= 3 ? 1 : 0
      }
      .xLabel("$x_1$").yLabel("$x_2$")
  }

  /// Chances, what came of them, and numbers around them.
  private static func forecasts() -> (truth: [Double], outcomes: [Bool], noise: [Double]) {
    var random = Random(seed: 32)
    let truth = (0..<3000).map { _ in random.unit() }
    return (truth, truth.map { random.unit() < $0 }, normal(3000, seed: 33))
  }

  /// The ranking by chances that are known up to some noise.
  private static func ranking(noise size: Double) -> RankingCurve {
    let (truth, outcomes, noise) = forecasts()
    return RankingCurve(
      scores: zip(truth, noise).map { Float($0 + size * $1) }, labels: outcomes.map { $0 ? 1 : 0 })
  }

  static var roc: Figure {
    Figure("Two classifiers, one threshold each to choose")
      .rocCurve(ranking(noise: 0.1), label: "network")
      .rocCurve(ranking(noise: 0.8), label: "linear")
  }

  static var calibration: Figure {
    let (truth, outcomes, noise) = forecasts()
    let good = zip(truth, noise).map { min(max($0 + 0.08 * $1, 0), 1) }
    let bold = truth.map { chance in pow(chance, 3) / (pow(chance, 3) + pow(1 - chance, 3)) }
    return Figure("Sharp is not calibrated")
      .calibration(Calibration(probabilities: good, outcomes: outcomes, bins: 10), label: "network")
      .calibration(
        Calibration(probabilities: bold, outcomes: outcomes, bins: 10), label: "overconfident")
  }

  static var arrows: Figure {
    Figure("The gradient stands upright on its contour")
      .contours(x: -3...3, y: -2...2.4) { x, y in x * x + 3 * y * y }
      .arrow(from: (1.5, 1), to: (2.1, 2.2), label: "gradient", hue: .red)
      .arrow(from: (1.5, 1), to: (0.9, -0.2), label: "step", hue: .blue)
      .xLabel("$\\theta_1$").yLabel("$\\theta_2$").yRange(-2...2.4)
  }
}
