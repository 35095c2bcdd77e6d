/// What is wrong with the map of a grid, and where.
public struct GridMapError: Error, Equatable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: Sendable, Equatable {
    case unknownSquare(Character)
    case secondStart
    case noStart
    case unequalRow(Int, Int)
  }

  /// Row and column, counted from 1.
  public let row, column: Int
  public let reason: Reason

  init(_ row: Int, _ column: Int, _ reason: Reason) {
    self.row = row + 1
    self.column = column + 1
    self.reason = reason
  }

  public var description: String {
    let place = "grid: row \(row), column \(column): "
    return switch reason {
    case .unknownSquare(let character):
      place + "`\(character)` is no square; there are "
        + GridWorld.Square.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    case .secondStart: place + "a second start, and episodes begin at one square"
    case .noStart: "grid: the map has no start, `S`"
    case .unequalRow(let found, let first):
      place + "the row has \(found) squares, and the first has \(first)"
    }
  }
}
