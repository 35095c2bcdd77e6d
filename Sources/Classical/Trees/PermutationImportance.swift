import Tensors

/// How much worse a model does when one column is shuffled, so that it says nothing any more.
///
/// ```swift
/// let importance = try PermutationImportance(validation.features, using: &random) { rows in
///   Score.accuracy(of: forest.classes(of: rows), labels: validation.labels)
/// }
/// importance.drops   // [columns]
/// ```
///
/// Ask rows that the model was not trained on: on its own rows it relies on columns that help nobody.
/// Of two columns that say the same each may seem to matter little, since the other stands in for it.
public struct PermutationImportance: Sendable, Equatable {
  /// The score with all columns as they are.
  public let score: Double
  /// The mean drop of the score for each column: `[columns]`.
  public let drops: Tensor
  /// The drop of each shuffle: `[columns, repeats]`.
  public let allDrops: Tensor

  /// Shuffles each column some times and scores the rows each time; the larger score is the better.
  public init(
    _ rows: Tensor, repeats: Int = 5, using random: inout Random, score: (Tensor) -> Double
  ) throws {
    guard rows.rank == 2, rows.shape[0] > 1, repeats > 0 else {
      throw TensorError(
        "Importance by permutation needs a matrix of at least two rows and one repeat, and was given "
          + "the shape \(rows.shape) and \(repeats) repeats.")
    }
    let (count, columns) = (rows.shape[0], rows.shape[1])
    let whole = score(rows)
    var drops = Tensor.zeros([columns, repeats])
    var shuffled = rows
    for column in 0..<columns {
      var order = Array(0..<count)
      for turn in 0..<repeats {
        for place in 0..<count - 1 {
          order.swapAt(place, place + random.below(count - place))
        }
        for row in 0..<count {
          shuffled.scalars[row * columns + column] = rows.scalars[order[row] * columns + column]
        }
        drops.scalars[column * repeats + turn] = Float(whole - score(shuffled))
      }
      for row in 0..<count {
        shuffled.scalars[row * columns + column] = rows.scalars[row * columns + column]
      }
    }
    self.score = whole
    allDrops = drops
    self.drops = drops.mean(axes: [1])
  }
}
