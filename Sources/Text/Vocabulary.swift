/// The words of some texts, numbered by how often they occur.
///
///     let vocabulary = Vocabulary(of: [["a", "b", "a"]])
///     vocabulary.number(of: "b")!  // 1
public struct Vocabulary: Sendable, Equatable {
  /// The words, the most frequent first; of equally frequent ones the first in the alphabet.
  public let words: [String]
  /// How often each was counted.
  public let counts: [Int]
  private let numbers: [String: Int]

  /// Counts the words of texts, and keeps those that occur at least so often, the most frequent ones.
  public init(of texts: [[String]], atLeast least: Int = 1, limit: Int = .max) {
    var counts: [String: Int] = [:]
    for text in texts { for word in text { counts[word, default: 0] += 1 } }
    let kept = counts.filter { $0.value >= least }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(limit)
    words = kept.map(\.key)
    self.counts = kept.map(\.value)
    numbers = Dictionary(uniqueKeysWithValues: zip(words, words.indices))
  }

  /// How many words there are.
  public var count: Int { words.count }

  /// The number of a word, or nil for one that is not in the vocabulary.
  public func number(of word: String) -> Int? { numbers[word] }

  /// The numbers of a text's words; unknown ones are left out.
  public func numbers(of text: [String]) -> [Int] { text.compactMap { numbers[$0] } }
}
