import Environments
import Foundation
import TestSupport

/// What Gymnasium says (Tests/Golden/environments.py).
struct EnvironmentsGolden: Decodable {
  struct Fall: Decodable {
    let start: [Double]
    let pushes: [Int]
    let states: [[Double]]
    let isFallen: Bool
    let isCutOff: Bool
  }

  /// Probability, square, reward and end, as a row without names.
  struct Outcome: Decodable {
    let probability: Float
    let state: Int
    let reward: Float
    let isTerminal: Bool

    init(from decoder: any Decoder) throws {
      var row = try decoder.unkeyedContainer()
      probability = try row.decode(Float.self)
      state = try row.decode(Int.self)
      reward = try row.decode(Float.self)
      isTerminal = try row.decode(Bool.self)
    }
  }

  let poles: [Fall]
  /// By square, then by up, right, down and left.
  let cliff: [[[Outcome]]]
  let lake: [[[Outcome]]]

  static func load() throws -> EnvironmentsGolden {
    try JSONDecoder().decode(EnvironmentsGolden.self, from: Golden.data("environments.json"))
  }
}

extension Pole.State {
  init(_ numbers: [Double]) {
    self.init(
      position: numbers[0], velocity: numbers[1], angle: numbers[2], turning: numbers[3])
  }
}
