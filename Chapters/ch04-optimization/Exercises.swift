// Your answers to the exercises of this chapter. This file is yours.
import Foundation
import Ladder

// ex-batch
func smallestBatch(rate: Float, momentum: Float, noise: Float, height: Float) -> Int {
  todo()
}

// ex-nesterov
func nesterovStep(
  _ w: [Float], velocity: [Float], slope: [Float], rate: Float, share: Float
) -> (w: [Float], velocity: [Float]) {
  todo()
}

// ex-clip
func clipped(_ gradients: [[Float]], to limit: Float) -> [[Float]] {
  todo()
}

// ex-noise
func noiseScale(gradient: (Int) -> [Float]) -> Float {
  todo()
}

// ex-hundred
func descend(from start: [Float], gradient: ([Float]) -> [Float]) -> [Float] {
  todo()
}
