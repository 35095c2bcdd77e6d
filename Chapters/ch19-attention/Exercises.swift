// Your answers to the exercises of this chapter. This file is yours.
import Foundation
import Ladder

// ex-packed
func mayLook(_ documents: [Int]) -> [[Bool]] {
  todo()
}

// ex-safe
func shares(of scores: [Double], sees: [Bool]) -> [Double] {
  todo()
}

// ex-look
func looking(forLast: Bool, upTo n: Int) -> (share: Double, mark: Double) {
  todo()
}

// ex-graph
func graphAttention(
  _ nodes: Variable, edges: [(Int, Int)], matrix: Variable, a: Variable, b: Variable
) -> Variable {
  todo()
}

// ex-reach
func looks(of place: Int) -> [Int] {
  todo()
}
