import Foundation
import Tensors

/// A pole that stands on a cart and falls, unless the cart is pushed to and fro beneath it: the task
/// of Barto, Sutton and Anderson ("Neuronlike adaptive elements that can solve difficult learning
/// control problems", 1983), with the masses, lengths and limits that they gave it and, as in
/// Gymnasium's `CartPole-v1`, without friction.
///
/// Every step brings a reward of 1, that in which the pole falls too. There is no limit to the time
/// it can stand: see `TimeLimit`.
public struct Pole: Environment, Sendable, Equatable {
  /// Where the cart is pushed.
  public enum Push: Int, Sendable, CaseIterable {
    case left, right
  }

  /// Where cart and pole are, and how fast they move.
  public struct State: Sendable, Equatable {
    /// Of the cart, in metres from the middle.
    public var position: Double
    /// Of the cart, in metres a second.
    public var velocity: Double
    /// Of the pole, in radians from upright, to the right.
    public var angle: Double
    /// Of the pole, in radians a second.
    public var turning: Double

    /// A state from its four numbers.
    public init(position: Double, velocity: Double, angle: Double, turning: Double) {
      self.position = position
      self.velocity = velocity
      self.angle = angle
      self.turning = turning
    }

    /// The four numbers, as a network reads them.
    public var numbers: [Float] { [position, velocity, angle, turning].map(Float.init) }

    /// Whether the pole leans by more than twelve degrees, or the cart has left the track.
    public var isFallen: Bool { abs(angle) > 12 * .pi / 180 || abs(position) > 2.4 }
  }

  /// Where it is now.
  public private(set) var state: State

  /// A pole at rest, upright in the middle, or where it is put.
  public init(
    at state: State = State(position: 0, velocity: 0, angle: 0, turning: 0)
  ) {
    self.state = state
  }

  /// Puts it near the middle, nearly upright and nearly at rest: each of the four numbers is drawn
  /// from -0.05..<0.05.
  public mutating func restart(using random: inout Random) -> State {
    func little() -> Double { random.uniform(-0.05..<0.05) }
    state = State(
      position: little(), velocity: little(), angle: little(), turning: little())
    return state
  }

  /// Pushes the cart for a fiftieth of a second. Nothing in it is chance.
  public mutating func act(_ push: Push, using random: inout Random) -> Step<State> {
    act(push)
  }

  /// Pushes the cart for a fiftieth of a second.
  public mutating func act(_ push: Push) -> Step<State> {
    let (turn, speed) = accelerations(under: push == .right ? Self.force : -Self.force)
    let old = state
    state.position += Self.tick * old.velocity
    state.velocity += Self.tick * speed
    state.angle += Self.tick * old.turning
    state.turning += Self.tick * turn
    return Step(state: state, reward: 1, ending: state.isFallen ? .terminal : nil)
  }

  /// How fast the pole's turning and the cart's velocity grow.
  private func accelerations(under force: Double) -> (turn: Double, speed: Double) {
    let sine = sin(state.angle), cosine = cos(state.angle)
    let total = Self.cartMass + Self.poleMass
    let moment = Self.poleMass * Self.halfLength
    let pushed = (force + moment * state.turning * state.turning * sine) / total
    let turn =
      (Self.gravity * sine - cosine * pushed)
      / (Self.halfLength * (4.0 / 3.0 - Self.poleMass * cosine * cosine / total))
    return (turn, pushed - moment * turn * cosine / total)
  }

  /// In kilograms, metres, seconds and newtons.
  private static let gravity = 9.8, cartMass = 1.0, poleMass = 0.1, halfLength = 0.5
  private static let force = 10.0, tick = 0.02
}
