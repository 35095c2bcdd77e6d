import Foundation

// Tensors of random numbers. Each scalar takes one word of the generator's stream, whatever the
// distribution, so what is drawn next does not depend on what was drawn here, only on how much.

extension Tensor {
  /// Numbers drawn evenly from a range, 24 random bits each.
  public static func uniform(
    _ shape: [Int], in range: Range<Float> = 0..<1, using random: inout Random
  ) -> Tensor {
    let (low, width) = (range.lowerBound, range.upperBound - range.lowerBound)
    guard width.isFinite else {
      fatalError("numbers between \(low) and \(range.upperBound): the range is too wide for Float")
    }
    // Rounding could reach the upper bound, which is not in the range.
    let largest = max(low, range.upperBound.nextDown)
    return drawn(shape, using: &random) { words, result, count in
      for i in 0..<count {
        let value = low + width * unit(words[i])
        result[i] = value > largest ? largest : value
      }
    }
  }

  /// Numbers drawn from a normal distribution.
  public static func normal(
    _ shape: [Int], mean: Float = 0, deviation: Float = 1, using random: inout Random
  ) -> Tensor {
    drawn(shape, using: &random) { words, result, count in
      for i in 0..<count {
        result[i] =
          mean + deviation * signed(words[i], Elementary.upperNormalQuantile(tail(words[i])))
      }
    }
  }

  /// Numbers drawn from a normal distribution of which the tails are cut off: none lies further
  /// than `cutoff` deviations from the mean.
  public static func truncatedNormal(
    _ shape: [Int], mean: Float = 0, deviation: Float = 1, cutoff: Float = 2,
    using random: inout Random
  ) -> Tensor {
    guard cutoff > 0 else { fatalError("truncatedNormal: cutoff is \(cutoff), not above 0") }
    // The probability beyond the cut, in one tail; what is left of the tail is drawn from evenly.
    let beyond = Float(0.5 * erfc(Double(cutoff) / 2.0.squareRoot()))
    let share = 1 - 2 * beyond
    return drawn(shape, using: &random) { words, result, count in
      for i in 0..<count {
        let z = Elementary.upperNormalQuantile(beyond + share * tail(words[i]))
        result[i] = mean + deviation * signed(words[i], z < cutoff ? z : cutoff)
      }
    }
  }

  /// Ones with the given probability, and zeros.
  public static func bernoulli(
    _ shape: [Int], probability: Float, using random: inout Random
  ) -> Tensor {
    guard (0...1).contains(probability) else {
      fatalError("bernoulli: probability \(probability) is not between 0 and 1")
    }
    return drawn(shape, using: &random) { words, result, count in
      for i in 0..<count { result[i] = unit(words[i]) < probability ? 1 : 0 }
    }
  }

  /// For each line of the last axis, one of its places, drawn in proportion to what stands there.
  ///
  ///     Tensor.categorical(Tensor([0.2, 0.8]), using: &random)   // mostly [1], else [0]
  public static func categorical(_ weights: Tensor, using random: inout Random) -> [Int] {
    required(try checkWeights(weights))
    let classes = weights.shape[weights.rank - 1]
    let draws = uniform([weights.count / classes], using: &random)
    return draws.scalars.enumerated().map { line, draw in
      let row = weights.scalars[line * classes..<(line + 1) * classes]
      var rest = Double(draw) * row.reduce(0.0) { $0 + Double($1) }
      for (place, weight) in row.enumerated() {
        rest -= Double(weight)
        if rest < 0 { return place }
      }
      // Rounding may leave a trace of the last weight that is not 0.
      return row.lastIndex { $0 > 0 }! - row.startIndex
    }
  }

  package static func checkWeights(_ weights: Tensor) throws {
    guard let classes = weights.shape.last, classes > 0 else {
      throw TensorError(
        "categorical: weights of shape \(weights.shape) leave nothing to choose from")
    }
    for line in 0..<weights.count / classes {
      let row = weights.scalars[line * classes..<(line + 1) * classes]
      guard row.allSatisfy({ $0 >= 0 && $0.isFinite }), row.contains(where: { $0 > 0 }) else {
        throw TensorError(
          "categorical: the weights of line \(line) must be finite, not negative, and not all 0")
      }
    }
  }

  /// The numbers of `0..<count` in random order; takes two words for each but the last.
  public static func permutation(_ count: Int, using random: inout Random) -> [Int] {
    guard count >= 0 else { fatalError("permutation: count is \(count), and cannot be negative") }
    // Each index takes as much as two scalars.
    _ = required(try Shape.count([count, 2], in: "permutation of \(count)"))
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, random.below(last + 1))
    }
    return order
  }
}

extension Tensor {
  /// Fills a tensor from as many words of the stream, many at a time and on all cores.
  private static func drawn(
    _ shape: [Int], using random: inout Random,
    _ body: (UnsafePointer<UInt32>, UnsafeMutablePointer<Float>, Int) -> Void
  ) -> Tensor {
    let count = required(try Shape.count(shape, in: "drawing random numbers"))
    let (key, start) = (random.key, random.draw(count))
    return Tensor(shape: shape) { result in
      Parallel.pieces(of: count, size: Piece.length) { range in
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: wordsAtOnce) { buffer in
          let words = buffer.baseAddress!
          for first in stride(from: range.lowerBound, to: range.upperBound, by: wordsAtOnce) {
            let length = min(wordsAtOnce, range.upperBound - first)
            Philox.fill(words, count: length, from: start &+ UInt64(first), key: key)
            body(words, result + first, length)
          }
        }
      }
    }
  }

  private static let wordsAtOnce = 2048

  /// A word as a number in 0..<1: its upper 24 bits, as many as a Float holds exactly.
  @inline(__always)
  private static func unit(_ word: UInt32) -> Float {
    Float(Int32(bitPattern: word >> 8)) * 0x1p-24
  }

  /// The lower 31 bits of a word as a probability above 0 and at most 1/2.
  @inline(__always)
  private static func tail(_ word: UInt32) -> Float {
    (Float(Int32(bitPattern: word & 0x7fff_ffff)) + 0.5) * 0x1p-32
  }

  /// A number with the highest bit of a word as its sign.
  @inline(__always)
  private static func signed(_ word: UInt32, _ size: Float) -> Float {
    Float(bitPattern: size.bitPattern ^ (word & 0x8000_0000))
  }
}
