import Tensors

/// A world whose episodes are cut off after so many steps.
///
///     TimeLimit(Pole(), steps: 500)
public struct TimeLimit<World: Environment>: Environment {
  /// The world itself.
  public private(set) var world: World
  /// After how many steps an episode is cut off.
  public let limit: Int
  /// How many steps the episode has taken.
  public private(set) var steps = 0

  /// A world with a limit.
  public init(_ world: World, steps limit: Int) {
    guard limit > 0 else { fatalError("time limit: \(limit) steps, and at least one is needed") }
    self.world = world
    self.limit = limit
  }

  /// Begins an episode, and its time.
  public mutating func restart(using random: inout Random) -> World.State {
    steps = 0
    return world.restart(using: &random)
  }

  /// Does something. A world that ends in the last step has ended, and was not cut off.
  public mutating func act(
    _ action: World.Action, using random: inout Random
  ) -> Step<World.State> {
    let step = world.act(action, using: &random)
    steps += 1
    guard step.ending == nil, steps >= limit else { return step }
    return Step(state: step.state, reward: step.reward, ending: .timeLimit)
  }
}

extension TimeLimit: Sendable where World: Sendable {}
