import Tensors

/// How boosting proceeds: how many trees, how large, how far each step goes.
///
/// ```swift
/// BoostingRules(rounds: 300, rate: 0.05, leaves: 15)
/// ```
public struct BoostingRules: Sendable, Equatable {
  /// How many rounds at most, each a tree (for more than two classes, a tree for each).
  public var rounds: Int
  /// The share of each step that is taken.
  public var rate: Float
  /// How many leaves a tree has at most; the leaf that gains most is split first.
  public var leaves: Int
  /// How many questions a row is asked at most by one tree; as many as it takes without it.
  public var depth: Int?
  /// How many rows each leaf has at least.
  public var rowsPerLeaf: Int
  /// What is added to the curvature of each leaf, so that leaves of few rows answer little.
  public var l2: Float
  /// The share of rows that each round is shown, drawn without replacement.
  public var rowShare: Double
  /// The share of columns that each tree may ask about.
  public var columnShare: Double

  public init(
    rounds: Int = 100, rate: Float = 0.1, leaves: Int = 31, depth: Int? = nil,
    rowsPerLeaf: Int = 20, l2: Float = 0, rowShare: Double = 1, columnShare: Double = 1
  ) {
    (self.rounds, self.rate, self.leaves, self.depth) = (rounds, rate, leaves, depth)
    (self.rowsPerLeaf, self.l2) = (rowsPerLeaf, l2)
    (self.rowShare, self.columnShare) = (rowShare, columnShare)
  }

  /// The least curvature of a leaf; below, a step has no length to speak of.
  static let leastCurvature = 1e-3

  func check(for model: String) throws(TensorError) {
    guard rounds > 0, rate > 0, rate.isFinite, leaves > 1, depth ?? 1 > 0, rowsPerLeaf > 0 else {
      throw TensorError(
        "\(model) takes at least one round, a rate above 0, two leaves, one question and one row in "
          + "a leaf, and was given \(rounds) rounds, the rate \(rate), \(leaves) leaves, the depth "
          + "\(depth.map(String.init) ?? "nil") and \(rowsPerLeaf) rows.")
    }
    guard l2 >= 0, l2.isFinite, rowShare > 0, rowShare <= 1, columnShare > 0, columnShare <= 1
    else {
      throw TensorError(
        "\(model) takes an L2 from 0 up and shares above 0 and up to 1, and was given \(l2), "
          + "\(rowShare) of the rows and \(columnShare) of the columns.")
    }
  }
}
