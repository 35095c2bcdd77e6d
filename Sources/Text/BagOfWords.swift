import Foundation
import Tensors

/// A text as the words in it, without their order: one column for each word of a vocabulary.
///
/// ```swift
/// let bag = BagOfWords(fittedTo: train.map(Words.split), atLeast: 2)
/// let rows = bag(validation.map(Words.split))     // [texts, words], rows of length 1
/// ```
///
/// A word that many texts have says little, so each count is multiplied by
/// ``$`\ln\frac{1 + n}{1 + n_w} + 1`$``, with ``$`n_w`$`` of the ``$`n`$`` training texts having the word,
/// and each row is then divided by its length. These are scikit-learn's weights (TF-IDF; Spärck Jones
/// 1972).
public struct BagOfWords: Sendable {
  /// The words of the columns.
  public let vocabulary: Vocabulary
  /// What a word's count is multiplied by: `[words]`.
  public let weights: Tensor

  /// Takes vocabulary and weights from training texts.
  public init(fittedTo texts: [[String]], atLeast least: Int = 1, limit: Int = .max) {
    let vocabulary = Vocabulary(of: texts, atLeast: least, limit: limit)
    var having = [Float](repeating: 0, count: vocabulary.count)
    for text in texts { for number in Set(vocabulary.numbers(of: text)) { having[number] += 1 } }
    let all = Float(1 + texts.count)
    self.vocabulary = vocabulary
    weights = Tensor(having.map { log(all / (1 + $0)) + 1 })
  }

  /// How often each word of the vocabulary is in each text: `[texts, words]`.
  public func counts(of texts: [[String]]) -> Tensor {
    var scalars = [Float](repeating: 0, count: texts.count * vocabulary.count)
    for (row, text) in texts.enumerated() {
      for number in vocabulary.numbers(of: text) { scalars[row * vocabulary.count + number] += 1 }
    }
    return Tensor(shape: [texts.count, vocabulary.count], scalars: scalars)
  }

  /// The weighted counts, each row divided by its length; a text of unknown words is all zeros.
  public func callAsFunction(_ texts: [[String]]) -> Tensor {
    let rows = counts(of: texts) * weights
    return rows / Tensor.maximum(rows.norm(axes: [1], keepingAxes: true), 1e-12)
  }
}
