// Your answers to the exercises of this chapter. This file is yours.
import Foundation
import Ladder

// ex-paths
func slopes(a: Double, b: Double) -> (a: Double, b: Double) {
  todo()
}

// ex-sigmoid
func sigmoid(_ x: Scalar) -> Scalar {
  todo()
}

// ex-bracket
func fewestMultiplications(_ widths: [Int]) -> Int {
  todo()
}

// ex-keep
func kept(of layers: Int) -> [Int] {
  todo()
}

// ex-start
func deviation(fanIn: Int) -> Float {
  todo()
}
