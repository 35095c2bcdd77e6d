import Environments
import Tensors
import XCTest

final class PoleTests: XCTestCase {
  private func compare(
    _ found: Pole.State, _ wanted: Pole.State, within accuracy: Double, _ place: String
  ) {
    for number: KeyPath<Pole.State, Double> in [\.position, \.velocity, \.angle, \.turning] {
      XCTAssertEqual(
        found[keyPath: number], wanted[keyPath: number], accuracy: accuracy, "\(number), \(place)")
    }
  }

  /// Step by step from Gymnasium's own states, and the first hundred in one go: a rounding error at
  /// the beginning is another fall after some hundred more.
  func testItFallsAsGymnasiums() throws {
    for (number, fall) in try EnvironmentsGolden.load().poles.enumerated() {
      var free = Pole(at: Pole.State(fall.start))
      var before = Pole.State(fall.start)
      for (index, push) in fall.pushes.enumerated() {
        let place = "pole \(number), step \(index)"
        let push = push == 1 ? Pole.Push.right : .left
        var pole = Pole(at: before)
        let step = pole.act(push)
        let wanted = Pole.State(fall.states[index])
        compare(step.state, wanted, within: 1e-12, place)
        XCTAssertEqual(step.reward, 1)
        let isLast = index == fall.pushes.count - 1
        XCTAssertEqual(step.ending, isLast && fall.isFallen ? .terminal : nil, place)
        if index < 100 { compare(free.act(push).state, wanted, within: 1e-9, place) }
        before = wanted
      }
      XCTAssertEqual(fall.isCutOff, fall.pushes.count == 500, "pole \(number)")
    }
  }

  func testItBeginsNearTheMiddleAndElsewhereEveryTime() {
    var random = Random(seed: 2)
    var pole = Pole()
    var seen: [Pole.State] = []
    for _ in 0..<200 {
      let state = pole.restart(using: &random)
      XCTAssertEqual(state, pole.state)
      XCTAssertFalse(seen.contains(state))
      XCTAssertTrue(state.numbers.allSatisfy { abs($0) <= 0.05 })
      seen.append(state)
    }
    for place in 0..<4 {
      let values = seen.map { $0.numbers[place] }
      XCTAssertEqual(values.reduce(0, +) / 200, 0, accuracy: 0.01)
      XCTAssertGreaterThan(values.max() ?? 0, 0.045)
      XCTAssertLessThan(values.min() ?? 0, -0.045)
    }
  }

  /// A mirror turns every sign: left and right are alike.
  func testAMirroredWorldIsTheMirroredOne() {
    var pole = Pole(at: Pole.State(position: 0.1, velocity: -0.2, angle: 0.03, turning: 0.4))
    var mirrored = Pole(at: Pole.State(position: -0.1, velocity: 0.2, angle: -0.03, turning: -0.4))
    for push in [Pole.Push.left, .right, .right, .left, .right] {
      let step = pole.act(push), other = mirrored.act(push == .left ? .right : .left)
      for (one, two) in zip(step.state.numbers, other.state.numbers) { XCTAssertEqual(one, -two) }
    }
  }

  func testATimeLimitIsNoFall() {
    var random = Random(seed: 3)
    var world = TimeLimit(Pole(), steps: 3)
    for _ in 0..<2 {
      _ = world.restart(using: &random)
      XCTAssertNil(world.act(.left, using: &random).ending)
      XCTAssertNil(world.act(.right, using: &random).ending)
      XCTAssertEqual(world.act(.left, using: &random).ending, .timeLimit)
      XCTAssertEqual(world.steps, 3)
    }
    // One that falls in its last step has fallen.
    let falling = Pole.State(position: 0, velocity: 0, angle: 0.2, turning: 3)
    world = TimeLimit(Pole(at: falling), steps: 1)
    XCTAssertEqual(world.act(.left, using: &random).ending, .terminal)
  }

  func testSideBySideIsOneByOne() {
    func lives(_ count: Int) -> [[[Float]]] {
      var random = Random(seed: 4)
      var poles = SideBySide(count: count, of: TimeLimit(Pole(), steps: 60), using: &random)
      var steps: [[[Float]]] = Array(repeating: [], count: count)
      for time in 0..<200 {
        let before = poles.states
        let found = poles.act(before.map { $0.angle + $0.turning > 0 ? .right : .left })
        for index in 0..<count {
          steps[index].append(found[index].state.numbers)
          let state = poles.states[index]
          if found[index].ending == nil {
            XCTAssertEqual(state, found[index].state)
          } else {
            XCTAssertTrue(state.numbers.allSatisfy { abs($0) <= 0.05 }, "a new one at \(time)")
            XCTAssertNotEqual(state, found[index].state)
          }
        }
      }
      return steps
    }
    let five = lives(5)
    XCTAssertEqual(Array(five.prefix(2)), lives(2))
    XCTAssertNotEqual(five[0], five[1])
  }
}
