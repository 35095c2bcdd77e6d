import Tensors

/// A row of numbers for each word, and questions to ask of them.
///
/// ```swift
/// vectors.neighbours(of: "mother", count: 3)
/// vectors.answers("man", isTo: "king", as: "woman")
/// ```
public struct WordVectors: Sendable {
  /// The words, in the order of the rows.
  public let words: [String]
  /// Their vectors as they are: `[words, width]`.
  public let rows: Tensor
  /// The same, each divided by its length.
  public let directions: Tensor
  private let numbers: [String: Int]

  /// Vectors for words; of a word that comes twice the first is kept.
  public init(words: [String], rows: Tensor) {
    guard rows.rank == 2, rows.shape[0] == words.count else {
      fatalError("\(words.count) words need as many rows, not a tensor of shape \(rows.shape)")
    }
    (self.words, self.rows) = (words, rows)
    directions = rows / Tensor.maximum(rows.norm(axes: [1], keepingAxes: true), 1e-12)
    numbers = Dictionary(zip(words, words.indices), uniquingKeysWith: { first, _ in first })
  }

  /// The row of a word, or nil for one that has none.
  public func number(of word: String) -> Int? { numbers[word] }

  /// A word's vector of length 1, or nil.
  public subscript(word: String) -> Tensor? { numbers[word].map { directions.row($0) } }

  /// The cosine of the angle between two words; NaN where one is unknown.
  public func likeness(_ first: String, _ second: String) -> Float {
    guard let a = self[first], let b = self[second] else { return .nan }
    return a.dot(b).scalar
  }

  /// The words whose directions are nearest to a direction, the nearest first.
  public func nearest(
    to direction: Tensor, count: Int = 10, leavingOut: Set<String> = []
  ) -> [(word: String, likeness: Float)] {
    let scores = directions.matmul(direction.reshaped([-1, 1])).flattened() / direction.norm()
    let order = scores.argsorted(descending: true).lazy.filter { !leavingOut.contains(words[$0]) }
    return Array(order.prefix(count)).map { (word: words[$0], likeness: scores.scalars[$0]) }
  }

  /// The words nearest to a word, which is left out itself.
  public func neighbours(of word: String, count: Int = 10) -> [(word: String, likeness: Float)] {
    guard let direction = self[word] else { return [] }
    return nearest(to: direction, count: count, leavingOut: [word])
  }

  /// What `third` is to as `second` is to `first`: the words nearest to second - first + third.
  ///
  /// - Parameter forbidding: Whether the three words that were given may not be the answer, as is the
  ///   custom. Without it the answer is mostly one of them.
  public func answers(
    _ first: String, isTo second: String, as third: String, forbidding: Bool = true, count: Int = 1
  ) -> [String] {
    guard let a = self[first], let b = self[second], let c = self[third] else { return [] }
    let given: Set = [first, second, third]
    return nearest(to: b - a + c, count: count, leavingOut: forbidding ? given : []).map { $0.word }
  }

  /// The mean direction of the words of a text that have one: `[width]`; zeros where none has.
  public func mean(of text: [String]) -> Tensor {
    let known = text.compactMap { numbers[$0] }
    guard !known.isEmpty else { return .zeros([rows.shape[1]]) }
    return directions.rows(known).mean(axes: [0])
  }
}
