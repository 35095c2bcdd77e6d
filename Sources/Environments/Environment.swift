import Tensors

/// A world that somebody acts in: it is in a state, takes an action, and answers with a reward and
/// the state that comes next.
///
/// All chance comes from the generator that is handed in, so that the same seed lives through the
/// same world.
///
///     var world = TimeLimit(Pole(), steps: 500)
///     var state = world.restart(using: &random)
///     let step = world.act(.right, using: &random)
///     if step.ending != nil { state = world.restart(using: &random) }
public protocol Environment {
  /// What can be seen of the world.
  associatedtype State
  /// What can be done in it.
  associatedtype Action

  /// Begins an episode, and says where.
  mutating func restart(using random: inout Random) -> State

  /// Does something, and says what came of it. After an ending the world has to be restarted.
  mutating func act(_ action: Action, using random: inout Random) -> Step<State>
}

/// What came of one action.
public struct Step<State> {
  /// The state it led to, the last of the episode where that has ended.
  public let state: State
  /// What it brought.
  public let reward: Float
  /// Why the episode is over; nil while it goes on.
  public let ending: Ending?

  /// A step from its parts.
  public init(state: State, reward: Float, ending: Ending? = nil) {
    self.state = state
    self.reward = reward
    self.ending = ending
  }
}

extension Step: Sendable where State: Sendable {}
extension Step: Equatable where State: Equatable {}

/// Why an episode is over. The two are not alike: after the first nothing more is to be had, after
/// the second there was more to come that nobody saw.
public enum Ending: Sendable, Equatable {
  /// The world has come to its end: from here on there are no rewards.
  case terminal
  /// The time allowed was up; the world itself would have gone on.
  case timeLimit
}
