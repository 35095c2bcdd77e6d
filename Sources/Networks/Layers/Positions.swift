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
  public func callAsFunction(_ input: Variable) -> Variable { self(input, from: 0) }

  /// Adds the vectors from number `start` on: the input's first place is that one.
  public func callAsFunction(_ input: Variable, from start: Int) -> Variable {
    let range = required(
      try LayerRule.places("LearnedPositions", of: input.shape, known: weight.shape, from: start))
    return input + input.tape.parameter(weight).slice(axis: 0, range)
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
  public func callAsFunction(_ input: Variable) -> Variable { self(input, from: 0) }

  /// Adds the vectors from number `start` on: the input's first place is that one.
  public func callAsFunction(_ input: Variable, from start: Int) -> Variable {
    let range = required(
      try LayerRule.places("SinusoidalPositions", of: input.shape, known: table.shape, from: start))
    return input + input.tape.constant(table.slice(axis: 0, range))
  }
}
