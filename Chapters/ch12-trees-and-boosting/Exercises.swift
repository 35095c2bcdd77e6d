// Your answers to the exercises of this chapter. This file is yours.
import Foundation
import Ladder

// ex-leaf
func gain(
  first: (slope: Double, curvature: Double), second: (slope: Double, curvature: Double), l2: Double
) -> Double {
  todo()
}

// ex-bag
func outOfBag(votes: [[Int]], drawn: [[Int]], labels: [Int]) -> Double {
  todo()
}

// ex-enough
func treesNeeded(_ trees: [[Double]], within: Double) -> Int {
  todo()
}

// ex-absolute
struct MedianBoosting {
  init(_ rows: Tensor, _ targets: [Float], rounds: Int, rate: Float, depth: Int) throws {
    todo()
  }

  func callAsFunction(_ rows: Tensor) -> [Float] {
    todo()
  }
}

// ex-open
func lateness(_ known: FlightRows, wide: Tensor, narrow: Tensor) throws -> [Float] {
  todo()
}
