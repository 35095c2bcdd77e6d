import Foundation
import Tensors

/// How often words stand near each other, and how much oftener than by chance.
///
/// ```swift
/// let company = Company(of: texts, vocabulary: Vocabulary(of: texts, limit: 4_000), window: 5)
/// let vectors = try company.vectors(width: 50)      // a row for each word
/// ```
public struct Company: Sendable {
  public let vocabulary: Vocabulary
  /// How often two words stand at most `window` words apart: `[words, words]`, symmetric.
  public let counts: Tensor

  /// Counts neighbours in each text; words that are not in the vocabulary keep their places.
  public init(of texts: [[String]], vocabulary: Vocabulary, window: Int) {
    let size = vocabulary.count
    var counts = [Float](repeating: 0, count: size * size)
    for text in texts {
      let numbers = text.map { vocabulary.number(of: $0) ?? -1 }
      counts.withUnsafeMutableBufferPointer { counts in
        for place in numbers.indices where numbers[place] >= 0 {
          for other in place + 1..<max(min(place + window + 1, numbers.count), place + 1)
          where numbers[other] >= 0 {
            counts[numbers[place] * size + numbers[other]] += 1
            counts[numbers[other] * size + numbers[place]] += 1
          }
        }
      }
    }
    self.vocabulary = vocabulary
    self.counts = Tensor(shape: [size, size], scalars: counts)
  }

  /// The pointwise mutual information of each two words, ``$`\ln \frac{p(w, c)}{p(w)\,p(c)}`$``, less
  /// `shift`; what is negative, or was never seen together, is 0.
  ///
  /// - Parameter smoothing: The power to which the counts of companions are raised before they are
  ///   made probabilities. Below 1 it makes rare companions less surprising.
  public func information(shift: Float = 0, smoothing: Float = 0.75) -> Tensor {
    let words = counts.sum(axes: [1], keepingAxes: true)
    let companions = counts.sum(axes: [0]).power(smoothing)
    let total = companions.sum()
    let information = (counts * total / (words * companions) + 1e-20).log() - shift
    return information.clipped(to: 0...Float.greatestFiniteMagnitude)
  }

  /// Short vectors whose products come near to the information: its strongest eigenvectors, each
  /// times the root of its eigenvalue's size. Found by subspace iteration from a fixed start.
  public func vectors(width: Int, shift: Float = 0, smoothing: Float = 0.75) throws -> WordVectors {
    try factored(information(shift: shift, smoothing: smoothing), width: width)
  }

  /// The same for another table of all pairs, such as `(counts + 1).log()`; of a table that is not
  /// symmetric its mean with its transpose is taken.
  public func factored(_ table: Tensor, width: Int) throws -> WordVectors {
    guard table.shape == counts.shape, width > 0, width + 10 <= vocabulary.count else {
      throw TensorError(
        "Vectors of \(width) numbers need a table of all pairs of at least \(width + 10) words; the "
          + "vocabulary has \(vocabulary.count) and the table the shape \(table.shape).")
    }
    let symmetric = (table + table.transposed()) / 2
    var random = Random(seed: 16)
    var basis = Tensor.normal([vocabulary.count, width + 10], using: &random)
    for _ in 0..<6 { basis = try symmetric.matmul(basis).qr().q }
    let small = basis.matmul(symmetric.matmul(basis), transposeLeft: true)
    let (values, turns) = try ((small + small.transposed()) / 2).symmetricEigen()
    let order = Array(values.abs().argsorted(descending: true).prefix(width))
    let scales = values.rows(order).abs().squareRoot()
    return WordVectors(
      words: vocabulary.words, rows: basis.matmul(turns.gathered(order, axis: 1)) * scales)
  }
}
