// Your answers to the exercises of this chapter. This file is yours.
import Foundation
import Ladder

// ex-place
func place(of index: [Int], in shape: [Int]) -> Int {
  todo()
}

// ex-sum
func carefulSum(_ values: [Float]) -> Float {
  todo()
}

// ex-distances
func safeDistances(_ a: Tensor, _ b: Tensor) -> Tensor {
  todo()
}

// ex-drawer
func keep(_ rows: Tensor, _ labels: [Int]) -> [Int] {
  todo()
}
