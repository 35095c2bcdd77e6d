// Your answers to the exercises of this chapter. This file is yours.
import Foundation
import Ladder

// ex-hops
func stepsToShrink(curvature: Float, rate: Float, to share: Float) -> Int? {
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

// ex-one-cycle
func oneCycle(at step: Int, of steps: Int, peak: Float) -> Float {
  todo()
}

// ex-best-rate
func bestRate(dimensions: Int, gradient: ([Float]) -> [Float]) -> Float {
  todo()
}

// ex-hundred
func descend(from start: [Float], gradient: ([Float]) -> [Float]) -> [Float] {
  todo()
}
