// Your answers to the exercises of this chapter. This file is yours.
import Foundation
import Ladder

// ex-returns
func returns(_ rewards: [Float], isLast: [Bool], discount: Float) -> [Float] {
  todo()
}

// ex-thompson
func chooseLever(sums: [Float], counts: [Float], normal: () -> Float) -> Int {
  todo()
}

// ex-expected
func expectedWorth(_ row: [Float], exploring: Float) -> Float {
  todo()
}

// ex-harmless
func largestBonus(length: Int, discount: Double) -> Double {
  todo()
}

// ex-few
func learnToBalance(
  restart: () -> [Float], push: (Int) -> (state: [Float], hasFallen: Bool), using random: inout Random
) -> ([Float]) -> Int {
  todo()
}
