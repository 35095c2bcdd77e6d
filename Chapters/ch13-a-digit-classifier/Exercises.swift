// Your answers to the exercises of this chapter. This file is yours.
import Foundation
import Ladder

// ex-floor
func costs(classes: Int, softmaxes: Int) -> ClosedRange<Double> {
  todo()
}

// ex-batch
func batch(_ number: Int, of size: Int, rows count: Int, seed: UInt64) -> [Int] {
  todo()
}

// ex-part
/// The first step, from 1 to `steps`, after which two runs differ; after the last they do.
func firstDifference(within steps: Int, _ differAfter: (Int) -> Bool) -> Int {
  todo()
}

// ex-halving
func search(_ count: Int, budget: Int, _ loss: (Int, Int) -> Double) -> Int {
  todo()
}

// ex-diagnose
func diagnose(_ chart: Chart) -> Disease {
  todo()
}
