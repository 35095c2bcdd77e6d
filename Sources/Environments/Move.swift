/// A step on a grid.
public enum Move: Int, Sendable, CaseIterable {
  case up, right, down, left

  /// How far it leads, in rows and columns.
  var offset: (row: Int, column: Int) {
    switch self {
    case .up: (-1, 0)
    case .right: (0, 1)
    case .down: (1, 0)
    case .left: (0, -1)
    }
  }

  /// The two moves at right angles to it.
  var sideways: [Move] {
    switch self {
    case .up, .down: [.left, .right]
    case .left, .right: [.up, .down]
    }
  }
}
