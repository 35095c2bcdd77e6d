import Autograd
import Foundation
import Tensors

/// Turns pairs of numbers by an angle that grows with the place, so that the product of a query
/// and a key depends on how far apart they are and not on where they stand (Su and others 2021).
///
/// Pair `i` of a head's `width` numbers is turned by `place / base^(2i/width)`. Which numbers make a
/// pair is a matter of taste, but weights that were trained with one way want the same.
public struct RotaryPositions: Sendable {
  /// Which numbers of a head are turned together.
  public enum Pairs: String, Sendable, CaseIterable {
    /// Number `i` and number `i + width/2`, as in GPT-NeoX and the Llamas of `transformers`.
    case halves
    /// Number `2i` and number `2i + 1`, as in the paper and in `llama2.c`.
    case neighbours
  }

  /// The cosines of the angles, `[context, width]`, each written twice.
  public let cosines: Tensor
  /// The sines of the angles, `[context, width]`, that of a pair's first number negated.
  public let sines: Tensor
  /// Which numbers are turned together.
  public let pairs: Pairs

  /// Computes the angles for `context` places and heads of an even `width`.
  public init(context: Int, width: Int, base: Double = 10_000, pairs: Pairs = .halves) {
    required(try LayerRule.check("RotaryPositions", context: context, width: width))
    require(width % 2 == 0, "RotaryPositions turns pairs, so a width of \(width) is left over")
    var cosines = [Float](repeating: 0, count: context * width)
    var sines = cosines
    for place in 0..<context {
      for pair in 0..<width / 2 {
        let angle = Double(place) / pow(base, Double(2 * pair) / Double(width))
        let (first, second) =
          pairs == .halves ? (pair, pair + width / 2) : (2 * pair, 2 * pair + 1)
        let row = place * width
        cosines[row + first] = Float(cos(angle))
        cosines[row + second] = Float(cos(angle))
        sines[row + first] = Float(-sin(angle))
        sines[row + second] = Float(sin(angle))
      }
    }
    self.cosines = Tensor(shape: [context, width], scalars: cosines)
    self.sines = Tensor(shape: [context, width], scalars: sines)
    self.pairs = pairs
  }

  /// Turns an input of shape `[batch, places, heads · width]`, whose first place is number `start`.
  public func callAsFunction(_ input: Variable, heads: Int, start: Int = 0) -> Variable {
    let width = cosines.shape[1]
    require(
      input.rank == 3 && heads > 0 && input.shape[2].isMultiple(of: heads)
        && input.shape[2] / heads == width,
      "RotaryPositions turns heads of \(width) numbers; \(heads) of them do not make up an input "
        + "of shape \(input.shape)")
    let (batch, places) = (input.shape[0], input.shape[1])
    require(
      start >= 0 && places <= cosines.shape[0] && start <= cosines.shape[0] - places,
      "RotaryPositions knows \(cosines.shape[0]) places and was given \(places) from place \(start) on"
    )
    let split = input.reshaped([batch, places, heads, width])
    let range = start..<(start + places)
    let cosines = cosines.slice(axis: 0, range).reshaped([places, 1, width])
    let sines = sines.slice(axis: 0, range).reshaped([places, 1, width])
    return (split * cosines + swapped(split) * sines).reshaped(input.shape)
  }

  /// Each number in the place of the one that it is turned with.
  private func swapped(_ heads: Variable) -> Variable {
    let half = heads.shape[3] / 2
    let (table, axis) = pairs == .halves ? ([2, half], 3) : ([half, 2], 4)
    let split = heads.reshaped(Array(heads.shape.dropLast()) + table)
    return Variable.concatenated(
      [split.slice(axis: axis, 1..<2), split.slice(axis: axis, 0..<1)], axis: axis
    ).reshaped(heads.shape)
  }
}
