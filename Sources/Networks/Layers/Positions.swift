import Autograd
import Foundation
import Tensors

/// One learned vector for each place in the context, added to the tokens' vectors.
public struct LearnedPositions: Layer {
  /// The vectors, `[context, width]`.
  public let weight: Parameter

  /// Creates random vectors for `context` places.
  public init(
    context: Int, width: Int, initializer: Initializer = .gpt2, using random: inout Random
  ) {
    weight = Parameter(
      initializer([context, width], fanIn: context, fanOut: width, using: &random))
  }

  /// Adds the first vectors to an input of shape `[batch, places, width]`.
  public func callAsFunction(_ input: Variable) -> Variable {
    let places = required(
      try LayerRule.places("LearnedPositions", of: input.shape, known: weight.shape))
    return input + input.tape.parameter(weight).slice(axis: 0, 0..<places)
  }
}

/// Waves of growing length, added to the tokens' vectors; nothing is learned.
///
/// Column `2i` of place `p` is `sin(p / 10000^(2i/width))`, column `2i + 1` the cosine.
public struct SinusoidalPositions: Layer {
  /// The vectors, `[context, width]`.
  public let table: Tensor

  /// Computes the waves for `context` places.
  public init(context: Int, width: Int) {
    required(try LayerRule.check("SinusoidalPositions", context: context, width: width))
    var scalars = [Float](repeating: 0, count: context * width)
    for place in 0..<context {
      for column in 0..<width {
        let angle = Double(place) / pow(10_000, Double(column / 2 * 2) / Double(width))
        scalars[place * width + column] = Float(column % 2 == 0 ? sin(angle) : cos(angle))
      }
    }
    table = Tensor(shape: [context, width], scalars: scalars)
  }

  /// Adds the first vectors to an input of shape `[batch, places, width]`.
  public func callAsFunction(_ input: Variable) -> Variable {
    let places = required(
      try LayerRule.places("SinusoidalPositions", of: input.shape, known: table.shape))
    return input + input.tape.constant(table.slice(axis: 0, 0..<places))
  }
}

/// Turns pairs of numbers by an angle that grows with the place, so that the product of a query
/// and a key depends on how far apart they are and not on where they stand.
///
/// Of each head's `width` numbers, number `i` and number `i + width/2` form a pair, turned by
/// `place / base^(2i/width)`.
public struct RotaryPositions: Sendable {
  /// The cosines of the angles, `[context, width]`, each written twice.
  public let cosines: Tensor
  /// The sines of the angles, `[context, width]`, the first half negated.
  public let sines: Tensor

  /// Computes the angles for `context` places and heads of an even `width`.
  public init(context: Int, width: Int, base: Double = 10_000) {
    required(try LayerRule.check("RotaryPositions", context: context, width: width))
    require(width % 2 == 0, "RotaryPositions turns pairs, so a width of \(width) is left over")
    var cosines = [Float](repeating: 0, count: context * width)
    var sines = cosines
    let half = width / 2
    for place in 0..<context {
      for pair in 0..<half {
        let angle = Double(place) / pow(base, Double(2 * pair) / Double(width))
        let row = place * width
        cosines[row + pair] = Float(cos(angle))
        cosines[row + pair + half] = Float(cos(angle))
        sines[row + pair] = Float(-sin(angle))
        sines[row + pair + half] = Float(sin(angle))
      }
    }
    self.cosines = Tensor(shape: [context, width], scalars: cosines)
    self.sines = Tensor(shape: [context, width], scalars: sines)
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
    let swapped = Variable.concatenated(
      [split.slice(axis: 3, (width / 2)..<width), split.slice(axis: 3, 0..<(width / 2))], axis: 3)
    let range = start..<(start + places)
    let cosines = cosines.slice(axis: 0, range).reshaped([places, 1, width])
    let sines = sines.slice(axis: 0, range).reshaped([places, 1, width])
    return (split * cosines + swapped * sines).reshaped(input.shape)
  }
}
