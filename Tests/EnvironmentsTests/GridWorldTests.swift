import Environments
import Tensors
import XCTest

final class GridWorldTests: XCTestCase {
  private let lake = """
    SFFF
    FHFH
    FFFH
    HFFG
    """.replacingOccurrences(of: "F", with: ".")

  /// What a move may lead to, equal ways added up: Gymnasium tells some apart that we tell apart too,
  /// in another order.
  private func sums(
    _ outcomes: [(probability: Float, state: Int, reward: Float, isTerminal: Bool)]
  ) -> [String: Float] {
    outcomes.reduce(into: [:]) { sums, outcome in
      sums["\(outcome.state) \(outcome.reward) \(outcome.isTerminal)", default: 0] +=
        outcome.probability
    }
  }

  private func compare(
    _ world: GridWorld, with golden: [[[EnvironmentsGolden.Outcome]]], _ name: String
  ) {
    XCTAssertEqual(world.count, golden.count)
    for state in 0..<world.count where !world.isTerminal(state) {
      for move in Move.allCases {
        let found = sums(
          world.outcomes(of: move, from: state).map {
            ($0.probability, $0.state, $0.reward, $0.isTerminal)
          })
        let wanted = sums(
          golden[state][move.rawValue].map { ($0.probability, $0.state, $0.reward, $0.isTerminal) })
        XCTAssertEqual(Set(found.keys), Set(wanted.keys), "\(name), \(state), \(move)")
        for (key, value) in wanted {
          XCTAssertEqual(found[key] ?? 0, value, accuracy: 1e-6, "\(name), \(state), \(move)")
        }
      }
    }
  }

  func testTheCliffIsGymnasiums() throws {
    // Squares of the cliff itself are never stood upon; Gymnasium has moves from there all the same.
    compare(GridWorld.cliff, with: try EnvironmentsGolden.load().cliff, "cliff")
    XCTAssertEqual(GridWorld.cliff.start, 36)
    XCTAssertTrue(GridWorld.cliff.isTerminal(47))
  }

  func testASlipperyLakeIsGymnasiums() throws {
    let world = try GridWorld(
      lake, rewards: .init(step: 0, goal: 1, fall: 0), slip: 1.0 / 3)
    compare(world, with: try EnvironmentsGolden.load().lake, "lake")
  }

  func testAWalkAlongTheCliff() {
    var random = Random(seed: 1)
    let untouched = random
    var world = GridWorld.cliff
    XCTAssertEqual(world.restart(using: &random), 36)
    XCTAssertEqual(world.act(.right, using: &random), Step(state: 36, reward: -100))
    XCTAssertEqual(world.act(.left, using: &random), Step(state: 36, reward: -1))
    XCTAssertEqual(world.act(.up, using: &random), Step(state: 24, reward: -1))
    for _ in 0..<11 { _ = world.act(.right, using: &random) }
    XCTAssertEqual(
      world.act(.down, using: &random), Step(state: 47, reward: -1, ending: .terminal))
    XCTAssertEqual(random, untouched, "nothing is left to chance")
  }

  func testWhatHappensIsAsProbableAsTheModelSays() throws {
    var random = Random(seed: 5)
    var world = try GridWorld(
      """
      #.#
      .S.
      #.#
      """, rewards: .init(step: 0, goal: 0, fall: 0), slip: 0.1)
    var counts: [Int: Float] = [:]
    for _ in 0..<10_000 {
      _ = world.restart(using: &random)
      counts[world.act(.up, using: &random).state, default: 0] += 1
    }
    for outcome in world.outcomes(of: .up, from: 4) {
      XCTAssertEqual(
        (counts[outcome.state] ?? 0) / 10_000, outcome.probability, accuracy: 0.015)
    }
    XCTAssertEqual(counts.count, 3)
  }

  func testWallsAndEdgesHold() throws {
    let world = try GridWorld("S#G", rewards: .init(step: -2, goal: 1, fall: 0))
    for move in Move.allCases {
      XCTAssertEqual(
        world.outcomes(of: move, from: 0),
        [GridWorld.Outcome(probability: 1, state: 0, reward: -2, isTerminal: false)])
    }
    XCTAssertEqual(world.outcomes(of: .left, from: 2)[0].state, 2, "nobody leaves the goal")
  }

  func testABadMapIsRefusedWithItsPlace() {
    let cases = [
      ("", "grid: the map has no start, `S`"),
      ("..\n..", "grid: the map has no start, `S`"),
      ("S.\n.x", "grid: row 2, column 2: `x` is no square; there are `.`, `S`, `G`, `#`, `H`, `C`"),
      ("S.\n.S", "grid: row 2, column 2: a second start, and episodes begin at one square"),
      ("S..\n..", "grid: row 2, column 3: the row has 2 squares, and the first has 3"),
      ("S.\n...", "grid: row 2, column 4: the row has 3 squares, and the first has 2"),
    ]
    for (map, message) in cases {
      XCTAssertThrowsError(try GridWorld(map, rewards: .init(step: 0, goal: 0, fall: 0))) {
        XCTAssertEqual("\($0)", message)
      }
    }
  }
}
