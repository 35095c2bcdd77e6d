import Tensors

/// A world of squares, drawn as text: one walks from the start to the goal, around walls and holes.
/// The state is the number of the square, counted row by row from 0.
///
///     let grid = try GridWorld(
///       """
///       ...G
///       .#.H
///       S...
///       """, rewards: .init(step: -0.04, goal: 1, fall: -1), slip: 0.1)
public struct GridWorld: Environment, Sendable {
  /// What a square is.
  public enum Square: Character, Sendable, CaseIterable {
    case floor = "."
    /// Where episodes begin.
    case start = "S"
    /// Where they end well.
    case goal = "G"
    /// Where nobody can go.
    case wall = "#"
    /// Where they end badly.
    case hole = "H"
    /// From where one falls back to the start, and goes on.
    case cliff = "C"
  }

  /// What stepping onto a square brings.
  public struct Rewards: Sendable, Equatable {
    /// Any square but the goal, holes and cliffs; walking into a wall is a step too.
    public var step: Float
    /// The goal.
    public var goal: Float
    /// A hole or a cliff.
    public var fall: Float

    /// Rewards by where a step leads.
    public init(step: Float, goal: Float, fall: Float) {
      self.step = step
      self.goal = goal
      self.fall = fall
    }
  }

  /// Where a move may lead.
  public struct Outcome: Sendable, Equatable {
    public let probability: Float
    public let state: Int
    public let reward: Float
    /// Whether the episode ends there.
    public let isTerminal: Bool

    /// An outcome from its parts.
    public init(probability: Float, state: Int, reward: Float, isTerminal: Bool) {
      self.probability = probability
      self.state = state
      self.reward = reward
      self.isTerminal = isTerminal
    }
  }

  /// What the squares are, row by row.
  public let squares: [Square]
  public let rows, columns: Int
  /// The square where episodes begin.
  public let start: Int
  public let rewards: Rewards
  /// How probable it is that a move goes to the one side instead, and to the other.
  public let slip: Float
  /// The square one stands on.
  public private(set) var state: Int

  /// A world from its map.
  ///
  /// - Throws: `GridMapError` where the map has no squares, rows of unequal length, a square that is
  ///   none, or another number of starts than one.
  public init(_ map: String, rewards: Rewards, slip: Float = 0) throws {
    guard (0...0.5).contains(slip) else {
      fatalError("grid: a slip of \(slip), which is neither below 0 nor above a half")
    }
    let lines = map.split(whereSeparator: \.isNewline)
    var squares: [Square] = []
    var start: Int?
    for (row, line) in lines.enumerated() {
      for (column, character) in line.enumerated() {
        guard let square = Square(rawValue: character) else {
          throw GridMapError(row, column, .unknownSquare(character))
        }
        if square == .start {
          guard start == nil else { throw GridMapError(row, column, .secondStart) }
          start = squares.count
        }
        squares.append(square)
      }
      guard line.count == lines[0].count else {
        throw GridMapError(row, line.count, .unequalRow(line.count, lines[0].count))
      }
    }
    guard let start else { throw GridMapError(0, 0, .noStart) }
    self.squares = squares
    rows = lines.count
    columns = lines[0].count
    self.start = start
    self.rewards = rewards
    self.slip = slip
    state = start
  }

  /// The cliff of Sutton and Barto ("Reinforcement learning", 2nd edition, 2018, example 6.6): every
  /// step costs 1, and one onto the cliff costs 100 and leads back to the start.
  public static let cliff: GridWorld = {
    let map = """
      ............
      ............
      ............
      SCCCCCCCCCCG
      """
    guard
      let world = try? GridWorld(map, rewards: Rewards(step: -1, goal: -1, fall: -100))
    else { fatalError("grid: the map of the cliff cannot be read") }
    return world
  }()

  /// How many squares there are.
  public var count: Int { squares.count }

  /// Whether episodes end on a square.
  public func isTerminal(_ state: Int) -> Bool {
    squares[state] == .goal || squares[state] == .hole
  }

  /// Where a move from a square may lead, and how probably: the model of the world, for those who
  /// are allowed to know it. Several ways to the same square are several outcomes.
  public func outcomes(of move: Move, from state: Int) -> [Outcome] {
    guard squares.indices.contains(state) else {
      fatalError("grid: square \(state) of \(count), which are counted from 0")
    }
    guard !isTerminal(state) else {
      return [Outcome(probability: 1, state: state, reward: 0, isTerminal: true)]
    }
    let straight = outcome(move, from: state, probability: 1 - 2 * slip)
    guard slip > 0 else { return [straight] }
    return [straight]
      + move.sideways.map { outcome($0, from: state, probability: slip) }
  }

  private func outcome(_ move: Move, from state: Int, probability: Float) -> Outcome {
    var target = state
    let row = state / columns + move.offset.row
    let column = state % columns + move.offset.column
    if (0..<rows).contains(row), (0..<columns).contains(column) {
      let place = row * columns + column
      if squares[place] != .wall { target = place }
    }
    switch squares[target] {
    case .goal:
      return Outcome(
        probability: probability, state: target, reward: rewards.goal, isTerminal: true)
    case .hole:
      return Outcome(
        probability: probability, state: target, reward: rewards.fall, isTerminal: true)
    case .cliff:
      return Outcome(
        probability: probability, state: start, reward: rewards.fall, isTerminal: false)
    case .floor, .start, .wall:
      return Outcome(
        probability: probability, state: target, reward: rewards.step, isTerminal: false)
    }
  }

  /// Goes back to the start.
  public mutating func restart(using random: inout Random) -> Int {
    state = start
    return state
  }

  /// Moves. Where nothing slips, no random numbers are drawn.
  public mutating func act(_ move: Move, using random: inout Random) -> Step<Int> {
    let outcomes = outcomes(of: move, from: state)
    var drawn = outcomes[0]
    if outcomes.count > 1 {
      var left = Float(random.unit())
      for outcome in outcomes {
        drawn = outcome
        left -= outcome.probability
        if left < 0 { break }
      }
    }
    state = drawn.state
    return Step(
      state: state, reward: drawn.reward, ending: drawn.isTerminal ? .terminal : nil)
  }
}
