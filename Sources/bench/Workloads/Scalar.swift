import Foundation
import Ladder

extension Workload {
  /// The engine of chapter 3, number by number: 100 points, a 2-16-16-1 network of 337 parameters,
  /// 100 steps over all points. The peer is asked for two of the steps, its graph of objects being
  /// slow.
  static let scalar: Workload = {
    var workload = Workload(
      "scalar", "a scalar engine: 100 points, 337 parameters, 100 steps", goal: 200
    ) {
      {
        var network = ScalarNetwork()
        return network.train(steps: 100)
      }
    }
    workload.peerShare = 50
    return workload
  }()
}

/// Arithmetic that is written down as it is done: every number is a place on the tape, with the
/// places it was made of and its slope along each.
private struct ScalarTape {
  private var entries: [(left: Int32, right: Int32, slopeLeft: Double, slopeRight: Double)] = []
  private(set) var values: [Double] = []

  mutating func number(_ value: Double) -> Int32 {
    let place = Int32(values.count)
    return record(value, place, 0, place, 0)
  }

  mutating func add(_ a: Int32, _ b: Int32) -> Int32 {
    record(values[Int(a)] + values[Int(b)], a, 1, b, 1)
  }

  mutating func multiply(_ a: Int32, _ b: Int32) -> Int32 {
    let (left, right) = (values[Int(a)], values[Int(b)])
    return record(left * right, a, right, b, left)
  }

  mutating func relu(_ a: Int32) -> Int32 {
    let value = values[Int(a)]
    return record(max(value, 0), a, value > 0 ? 1 : 0, a, 0)
  }

  private mutating func record(
    _ value: Double, _ left: Int32, _ slopeLeft: Double, _ right: Int32, _ slopeRight: Double
  ) -> Int32 {
    entries.append((left, right, slopeLeft, slopeRight))
    values.append(value)
    return Int32(values.count - 1)
  }

  /// The slopes of the last number along each, in one walk from the end.
  func slopes() -> [Double] {
    var slopes = [Double](repeating: 0, count: entries.count)
    slopes[entries.count - 1] = 1
    for place in stride(from: entries.count - 1, through: 0, by: -1) {
      let (entry, slope) = (entries[place], slopes[place])
      slopes[Int(entry.left)] += slope * entry.slopeLeft
      slopes[Int(entry.right)] += slope * entry.slopeRight
    }
    return slopes
  }

  mutating func clear() {
    entries.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
  }
}

/// The network of two hidden layers with its points on two moons.
private struct ScalarNetwork {
  private let widths = [2, 16, 16, 1]
  private let points: [(x: Double, y: Double, side: Double)]
  private var weights: [Double]

  init() {
    points = (0..<100).map { place in
      let angle = Double(place / 2) / 49 * Double.pi
      return place % 2 == 0
        ? (cos(angle), sin(angle), 1) : (1 - cos(angle), 0.5 - sin(angle), -1)
    }
    let count = zip(widths, widths.dropFirst()).reduce(0) { $0 + ($1.0 + 1) * $1.1 }
    weights = Noise.scalars(count, stream: 1, scale: 0.5).map { Double($0) }
  }

  /// The mean of max(0, 1 − side · output) over the points, after so many steps down its slope.
  mutating func train(steps: Int) -> Double {
    var tape = ScalarTape()
    var first = 0.0
    for step in 0..<steps {
      tape.clear()
      let places = weights.map { tape.number($0) }
      var total = tape.number(0)
      for point in points {
        let output = output(of: [tape.number(point.x), tape.number(point.y)], places, &tape)
        let side = tape.number(-point.side)
        let margin = tape.add(tape.number(1), tape.multiply(side, output))
        total = tape.add(total, tape.relu(margin))
      }
      let loss = tape.multiply(total, tape.number(1 / Double(points.count)))
      // What two steps reach is what the peer is asked for.
      if step == 1 { first = tape.values[Int(loss)] }
      let slopes = tape.slopes()
      for place in weights.indices { weights[place] -= 0.1 * slopes[place] }
    }
    return first
  }

  private func output(of inputs: [Int32], _ places: [Int32], _ tape: inout ScalarTape) -> Int32 {
    var values = inputs
    var next = 0
    for width in widths.dropFirst() {
      var outputs: [Int32] = []
      outputs.reserveCapacity(width)
      for _ in 0..<width {
        var sum = places[next]
        for (number, value) in values.enumerated() {
          sum = tape.add(sum, tape.multiply(places[next + 1 + number], value))
        }
        next += 1 + values.count
        outputs.append(width == 1 ? sum : tape.relu(sum))
      }
      values = outputs
    }
    return values[0]
  }
}
