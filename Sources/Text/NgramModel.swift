import Foundation

/// Says how probable each token is after the tokens before it, by counting.
///
/// ```swift
/// let model = NgramModel(of: coder.encode(known), order: 3, vocabulary: coder.count)
/// let bits = model.bits(of: coder.encode(asked)) / Double(asked.utf8.count)   // bits per byte
/// ```
///
/// With ``$`c`$`` the count of a token after a context ``$`h`$``, ``$`C`$`` that of all tokens after it,
/// ``$`T`$`` how many different ones there were, and ``$`d`$`` a discount,
///
/// ``$`p(w \mid h) = \bigl(\max(c - d, 0) + d\,T\,p(w \mid h')\bigr) / C`$``,
///
/// where ``$`h'`$`` is the context without its first token; below the empty context all tokens are
/// equally probable. A context that was never seen hands on to the shorter one. In shorter contexts
/// Kneser and Ney do not ask how often a token stood there but after how many different tokens, which
/// is better: `counting: .places`. Contexts are told apart by 64 mixed bits; that two of ten million
/// share theirs has a probability of about three in a million.
public struct NgramModel: Sendable {
  /// What a shorter context counts.
  public enum Counting: Sendable {
    /// How often a token stood there.
    case occurrences
    /// After how many different tokens it stood there (Kneser and Ney 1995).
    case places
  }

  /// How many tokens it looks at, the one it speaks of included.
  public let order: Int
  /// How many tokens there are.
  public let vocabulary: Int
  /// What is taken from each count and given to the shorter context.
  public let discount: Double
  private var grams: [CountTable]
  private var totals: [CountTable]
  private var kinds: [CountTable]

  /// Counts the tokens of a text.
  public init(
    of tokens: [Int], order: Int, vocabulary: Int, discount: Double = 0.75,
    counting: Counting = .places
  ) {
    guard order >= 1, vocabulary >= 1, (0...1).contains(discount) else {
      fatalError(
        "an n-gram model needs an order and a vocabulary of at least 1 and a discount from 0 to 1, "
          + "not \(order), \(vocabulary) and \(discount)")
    }
    (self.order, self.vocabulary, self.discount) = (order, vocabulary, discount)
    grams = (0..<order).map { _ in CountTable() }
    totals = grams
    kinds = grams
    for place in tokens.indices {
      let contexts = NgramModel.contexts(tokens, before: place, order: order)
      // From the longest on; a shorter one counts places, that is, longer ones seen for the first time.
      for length in contexts.indices.reversed() {
        let gram = NgramModel.mixed(contexts[length], tokens[place])
        let isNew = grams[length].add(gram) == 1
        totals[length].add(contexts[length])
        if isNew { kinds[length].add(contexts[length]) }
        if counting == .places, !isNew { break }
      }
    }
  }

  /// The probability of a token after others.
  public func probability(of token: Int, after context: some Collection<Int>) -> Double {
    let tail = Array(context.suffix(order - 1)) + [token]
    return probability(tail, at: tail.count - 1)
  }

  /// How many bits a text costs: the sum of -log₂ p over its tokens.
  public func bits(of tokens: [Int]) -> Double {
    var sum = 0.0
    for place in tokens.indices { sum -= log2(probability(tokens, at: place)) }
    return sum
  }

  private func probability(_ tokens: [Int], at place: Int) -> Double {
    var p = 1 / Double(vocabulary)
    let contexts = NgramModel.contexts(tokens, before: place, order: order)
    for length in contexts.indices {
      let total = totals[length][contexts[length]]
      guard total > 0 else { break }
      let count = Double(grams[length][NgramModel.mixed(contexts[length], tokens[place])])
      let given = discount * Double(kinds[length][contexts[length]])
      p = (max(count - discount, 0) + given * p) / Double(total)
    }
    return p
  }

  /// The keys of the contexts before a place, the empty one first.
  private static func contexts(_ tokens: [Int], before place: Int, order: Int) -> [UInt64] {
    var keys: [UInt64] = [0x9E37_79B9_7F4A_7C15]
    keys.reserveCapacity(order)
    for length in 1..<max(order, 1) where place >= length {
      keys.append(mixed(keys[length - 1], tokens[place - length]))
    }
    return keys
  }

  private static func mixed(_ key: UInt64, _ token: Int) -> UInt64 {
    ByteHash.mixed(key, UInt64(truncatingIfNeeded: token &+ 1))
  }
}
