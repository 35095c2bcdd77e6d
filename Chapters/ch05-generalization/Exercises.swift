// Your answers to the exercises of this chapter. This file is yours.
import Foundation
import Ladder

// ex-pull
func bestFactor(truth: Double, noise: Double, count: Int) -> Double {
  todo()
}

// ex-rounds
func rounds(count: Int, folds: Int) -> [(learning: [Int], judging: [Int])] {
  todo()
}

// ex-patience
func stopping(_ losses: [Float], patience: Int) -> (stop: Int, keep: Int) {
  todo()
}

// ex-dropout
func dropped(
  _ values: [Float], rate: Float, isTraining: Bool, using random: inout Random
) -> [Float] {
  todo()
}

// ex-leak
func leaks(_ report: (ClassificationSet) -> Double, on rows: ClassificationSet) -> Bool {
  todo()
}

// ex-hundred
/// Learns from labelled rows and returns what answers questions about images, `[count, 64]`.
func learned(from rows: ClassificationSet) -> (Tensor) -> [Int] {
  todo()
}
