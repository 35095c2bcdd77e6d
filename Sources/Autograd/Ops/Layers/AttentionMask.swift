import Foundation
import Tensors

/// What is added to the scores of an attention: 0 where a query may see a key, minus infinity where
/// it may not, and in between, like the slopes, what makes it look less.
///
/// A mask always has the four axes of the scores, [examples, heads, queries, keys]; an axis on which
/// it does not depend has length 1. So it cannot happen that examples are taken for heads, because
/// there are as many of them.
///
///     let mask = AttentionMask.causal(6) + .padding([6, 3, 4, 2], keys: 6)
///     mask.values.shape   // [4, 1, 6, 6]
public struct AttentionMask: Sendable, Equatable {
  /// The values, with four axes.
  public let values: Tensor

  /// A mask of these values, which must have four axes.
  public init(_ values: Tensor) {
    required(try Self.check(values.shape))
    self.values = values
  }

  /// Queries see their own key and earlier ones; with fewer queries than keys the last query stands
  /// beside the last key.
  public static func causal(_ queries: Int, keys: Int? = nil) -> AttentionMask {
    window(queries, keys: keys, back: .max)
  }

  /// The same, but no key that lies more than `back` places before.
  public static func window(_ queries: Int, keys: Int? = nil, back: Int) -> AttentionMask {
    let keys = keys ?? queries
    return made([1, 1, queries, keys]) { _, query, key in
      let distance = query + keys - queries - key
      return distance >= 0 && distance <= back ? 0 : -.infinity
    }
  }

  /// Keys of an example from its length on are padding and are not seen.
  public static func padding(_ lengths: [Int], keys: Int) -> AttentionMask {
    made([lengths.count, 1, 1, keys]) { example, _, key in key < lengths[example] ? 0 : -.infinity }
  }

  /// A node sees itself and those to which an edge leads, in either direction.
  public static func edges(_ edges: [(Int, Int)], nodes: Int) -> AttentionMask {
    var values = Tensor.filled([nodes, nodes], with: -.infinity)
    for node in 0..<nodes { values[node, node] = 0 }
    for (from, to) in edges { (values[from, to], values[to, from]) = (0, 0) }
    return AttentionMask(values.reshaped([1, 1, nodes, nodes]))
  }

  /// Each head loses a share of its score with every place of distance: head `h` of `H`, counted
  /// from 1, loses `2^(-8 h / H)` a place (Press, Smith and Lewis 2022).
  public static func slopes(heads: Int, queries: Int, keys: Int? = nil) -> AttentionMask {
    let keys = keys ?? queries
    let slopes = Tensor((1...max(heads, 1)).map { -powf(2, -8 * Float($0) / Float(heads)) })
    let distances = made([1, 1, queries, keys]) { _, query, key in
      Float(abs(query + keys - queries - key))
    }
    return AttentionMask(slopes.reshaped([1, heads, 1, 1]) * distances.values)
  }

  /// Both: what either hides is hidden.
  public static func + (left: AttentionMask, right: AttentionMask) -> AttentionMask {
    AttentionMask(left.values + right.values)
  }

  private static func made(
    _ shape: [Int], _ value: (_ example: Int, _ query: Int, _ key: Int) -> Float
  ) -> AttentionMask {
    var scalars: [Float] = []
    scalars.reserveCapacity(shape.reduce(1, *))
    for example in 0..<shape[0] {
      for query in 0..<shape[2] {
        for key in 0..<shape[3] { scalars.append(value(example, query, key)) }
      }
    }
    return AttentionMask(Tensor(shape: shape, scalars: scalars))
  }

  /// A mask has the axes of the scores.
  package static func check(_ shape: [Int]) throws {
    guard shape.count == 4 else {
      throw TensorError(
        "an attention mask of shape \(shape): it needs the four axes [examples, heads, queries, keys], "
          + "with length 1 for those on which it does not depend")
    }
  }

  /// It fits scores of this shape.
  package func check(scores: [Int]) throws {
    guard zip(values.shape, scores).allSatisfy({ $0 == 1 || $0 == $1 }) else {
      throw TensorError(
        "attention: a mask of shape \(values.shape) does not fit scores of shape \(scores), "
          + "[examples, heads, queries, keys]; each axis must be as long or have length 1")
    }
  }
}
