import Tensors

/// Several worlds of a kind, all of which take a step at once, so that a network can be asked for all
/// of them in one batch. A world whose episode is over begins the next one in the same step.
///
///     var poles = SideBySide(count: 8, of: TimeLimit(Pole(), steps: 500), using: &random)
///     let steps = poles.act(poles.states.map(decide))
public struct SideBySide<World: Environment> {
  /// The state each is in: where an episode has just ended, the first of the next.
  public private(set) var states: [World.State]
  private var worlds: [World]
  private var randoms: [Random]

  /// Copies of a world, each with luck of its own: what happens in one does not depend on how many
  /// others there are.
  public init(count: Int, of world: World, using random: inout Random) {
    guard count > 0 else { fatalError("side by side: \(count) worlds, and one is the least") }
    worlds = Array(repeating: world, count: count)
    randoms = []
    states = []
    for index in 0..<count {
      var own = random.split()
      states.append(worlds[index].restart(using: &own))
      randoms.append(own)
    }
  }

  /// How many there are.
  public var count: Int { worlds.count }

  /// Acts in each, and says what came of it. A step that ended an episode has the state in which it
  /// ended, which `states` has no longer: what there was to come after a time limit is judged by it.
  public mutating func act(_ actions: [World.Action]) -> [Step<World.State>] {
    guard actions.count == count else {
      fatalError("side by side: \(actions.count) actions for \(count) worlds")
    }
    return actions.indices.map { index in
      let step = worlds[index].act(actions[index], using: &randoms[index])
      states[index] =
        step.ending == nil ? step.state : worlds[index].restart(using: &randoms[index])
      return step
    }
  }
}

extension SideBySide: Sendable where World: Sendable, World.State: Sendable {}
