// Your answers to the exercises of this chapter. This file is yours.
import Foundation
import Ladder

// ex-fit
func tokensThatFit(
  bytes: Int, blocks: Int, heads: Int, keyHeads: Int, width: Int, conversations: Int
) -> Int {
  todo()
}

// ex-reuse
func tokensComputed(_ prompts: [[Int]]) -> Int {
  todo()
}

// ex-merge
func merged(
  _ a: (m: Double, l: Double, o: [Double]), _ b: (m: Double, l: Double, o: [Double])
) -> (m: Double, l: Double, o: [Double]) {
  todo()
}

// ex-likeliest
func likeliest(length: Int, next: ([Int]) -> [Double]) -> [Int] {
  todo()
}

// ex-mix
func weights(_ p: [Double], _ q: [Double]) -> [Double] {
  todo()
}
