import Foundation
import Tensors

/// What a comparison of gradients with finite differences found.
public struct GradientCheck: Sendable, CustomStringConvertible {
  /// True when no gradient differs by more than the tolerance.
  public let passes: Bool
  /// The input with the worst gradient, and the indices of the scalar in it.
  public let input: Int
  public let index: [Int]
  /// The gradient there, and what differences of the function's values say it should be.
  public let gradient: Double
  public let expected: Double
  /// Their distance, relative to the size of the input's gradients.
  public let error: Double
  /// The finding as a sentence.
  public let description: String
}

/// Compares the gradients of a function with differences of its values.
///
/// The result of the function, whatever its shape, is multiplied by random weights and summed in
/// Double; that number is differentiated both ways. The weights matter: the gradient of a plain
/// `sum()` is 0 for softmax and layer norm, and a wrong pullback would pass. Differences are taken
/// at four points around each scalar, which leaves an error of the fourth order in their distance.
///
/// Keep away from kinks, such as 0 for ReLU: a difference across one says nothing about a slope.
///
///     var random = Random(seed: 1)
///     let (x, w) = (Tensor([[1, 2]]), Tensor([[0.5], [-0.3]]))
///     let check = checkGradient(at: [x, w], using: &random) { inputs in
///       inputs[0].matmul(inputs[1]).tanh()
///     }
///     check.passes         // true
///     check.description    // a sentence: how many agree, and which is worst by how much
///
/// - Parameters:
///   - inputs: Where the gradients are compared; small tensors, since every scalar is moved.
///   - tolerance: The largest error that passes, relative to the size of the input's gradients.
///   - random: Draws the weights.
///   - function: A function of variables made from the inputs. It is called four times a scalar.
public func checkGradient(
  at inputs: [Tensor], tolerance: Double = 2e-3, using random: inout Random,
  _ function: ([Variable]) -> Variable
) -> GradientCheck {
  let tape = Tape(.training)
  let variables = inputs.map { tape.variable($0) }
  let result = function(variables)
  let weights = Tensor.uniform(result.shape, in: -1..<1, using: &random)
  // A result that depends on no input has no gradient, and differences must agree that it is 0.
  let all = result.isConstant ? nil : result.gradients(seed: weights)
  let gradients = variables.map { all?[$0] ?? .zeros($0.shape) }
  let expected = inputs.indices.map { slopes(of: $0, in: inputs, weights: weights, function) }
  return GradientCheck(gradients, expected, tolerance: tolerance)
}

/// The same for a function of one input.
public func checkGradient(
  at input: Tensor, tolerance: Double = 2e-3, using random: inout Random,
  _ function: (Variable) -> Variable
) -> GradientCheck {
  checkGradient(at: [input], tolerance: tolerance, using: &random) { function($0[0]) }
}

/// The slopes of the weighed sum of a function's values along every scalar of one input, from the
/// values alone: (8 (f₁ - f₋₁) - (f₂ - f₋₂)) / 12 h.
private func slopes(
  of place: Int, in inputs: [Tensor], weights: Tensor, _ function: ([Variable]) -> Variable
) -> [Double] {
  var moved = inputs
  func value(_ index: Int, _ scalar: Float) -> Double {
    moved[place].scalars[index] = scalar
    let tape = Tape(.inference)
    let result = function(moved.map { tape.constant($0) }).value
    return zip(result.scalars, weights.scalars).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }
  return inputs[place].scalars.enumerated().map { index, center in
    // Larger far out, where a small step would be lost in rounding.
    let step = max(0.02, 1e-4 * abs(center))
    func slope(_ steps: Float) -> Double {
      let (up, down) = (center + steps * step, center - steps * step)
      return (value(index, up) - value(index, down)) / (Double(up) - Double(down))
    }
    defer { moved[place].scalars[index] = center }
    return (4 * slope(1) - slope(2)) / 3
  }
}

extension GradientCheck {
  /// Finds the worst of all gradients.
  init(_ gradients: [Tensor], _ expected: [[Double]], tolerance: Double) {
    var worst = (error: -1.0, input: 0, place: 0)
    for (input, slopes) in expected.enumerated() {
      let squares = slopes.reduce(0) { $0 + $1 * $1 }
      let size = max((squares / Double(max(slopes.count, 1))).squareRoot(), 1e-3)
      for (place, slope) in slopes.enumerated() {
        let found = Double(gradients[input].scalars[place])
        var error = abs(found - slope) / max(size, abs(slope))
        if error.isNaN { error = .infinity }
        if error > worst.error { worst = (error, input, place) }
      }
    }
    let count = expected.reduce(0) { $0 + $1.count }
    (error, input) = (max(worst.error, 0), worst.input)
    passes = error <= tolerance
    guard count > 0 else {
      (index, gradient, self.expected) = ([], 0, 0)
      description = "there are no gradients to compare"
      return
    }
    index = Self.indices(of: worst.place, in: gradients[worst.input].shape)
    gradient = Double(gradients[worst.input].scalars[worst.place])
    self.expected = expected[worst.input][worst.place]
    let place = "of input \(input) at \(index)"
    let numbers = String(
      format: "is %.6g, and differences of the function say %.6g", gradient, self.expected)
    description =
      passes
      ? "all \(count) gradients agree with differences; the worst, \(place), \(numbers)"
      : "the gradient \(place) \(numbers)"
  }

  private static func indices(of place: Int, in shape: [Int]) -> [Int] {
    var (rest, indices) = (place, shape)
    for axis in shape.indices.reversed() {
      (rest, indices[axis]) = rest.quotientAndRemainder(dividingBy: max(shape[axis], 1))
    }
    return indices
  }
}
