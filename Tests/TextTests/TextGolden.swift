import Foundation
import TestSupport

/// A generator of numbers for tests.
struct Generator {
  var state: UInt64

  mutating func next(below bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
}

/// What `Tests/Golden/text.py` wrote.
struct TextGolden: Decodable {
  let text: String
  let merges: [[Int]]
  let strings: [String]
  let pieces: [[String]]
  let gpt2: [[Int]]
  let fragments: [[UInt8]]
  let mixedStart: [Int]
  let mixedTokens: Int
  let mixedDigest: String
  let texts, words: [String]
  let bags: [[Float]]
  let numbers: [Int]
  let occurrences, places: [Double]

  static func read() throws -> TextGolden {
    try JSONDecoder().decode(TextGolden.self, from: Golden.data("text.json"))
  }
}
