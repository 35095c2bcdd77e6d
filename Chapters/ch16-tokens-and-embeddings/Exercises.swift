// Your answers to the exercises of this chapter. This file is yours.
import Foundation
import Ladder

// ex-stream
struct CharacterStream {
  mutating func take(_ bytes: [UInt8]) -> String {
    todo()
  }
}

// ex-saving
func bitsSaved(places n: Double, first a: Double, second b: Double, length N: Double) -> Double {
  todo()
}

// ex-glove
func gloveLoss(
  words: Variable, companions: Variable, wordBias: Variable, companionBias: Variable,
  counts: Tensor, most: Float
) -> Variable {
  todo()
}

// ex-cut
func cheapestCut(_ word: String, prices: [String: Double]) -> [String] {
  todo()
}

// ex-merges
func merges(of text: [UInt8], count: Int) -> [Pair] {
  todo()
}
