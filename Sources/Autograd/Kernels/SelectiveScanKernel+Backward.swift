import Tensors

/// Where the gradients of a selective scan are added up, all from zero.
struct SelectiveScanSums {
  /// [batch, length, channels]
  let x: UnsafeMutablePointer<Float>
  let delta: UnsafeMutablePointer<Float>
  /// [batch, channels, states]: a sum for each example, since examples do not wait for each other.
  let a: UnsafeMutablePointer<Float>
  /// [blocks, batch, length, states]: a sum for each block of channels.
  let b: UnsafeMutablePointer<Float>
  let c: UnsafeMutablePointer<Float>
  /// [batch, channels]
  let skip: UnsafeMutablePointer<Float>
}

extension SelectiveScanKernel {
  /// Adds the gradients of all that is read, of the gradient of the result.
  ///
  /// The states of one channel at a time are computed again, then gone through from back to front.
  func backward(_ gradient: UnsafePointer<Float>, _ sums: SelectiveScanSums) {
    let (length, states) = (plan.length, plan.states)
    plan.eachBlock { example, block, channels in
      // All states, the one before the first place included, their decays, and the gradient.
      let capacity = (2 * length + 2) * states
      withUnsafeTemporaryAllocation(of: Float.self, capacity: max(capacity, 1)) { buffer in
        let state = buffer.baseAddress!
        let decays = state + (length + 1) * states
        let later = decays + length * states
        for channel in channels {
          state.initialize(repeating: 0, count: states)
          later.initialize(repeating: 0, count: states)
          for place in 0..<length {
            step(
              example, place, channel, decays + place * states, from: state + place * states,
              to: state + (place + 1) * states)
          }
          for place in (0..<length).reversed() {
            let before = state + place * states
            back(
              gradient, example, place, channel, block, before: before, state: before + states,
              decay: decays + place * states, later: later, sums)
          }
        }
      }
    }
  }

  /// One place on the way back. `later` holds the gradient of the state after it, as far as later
  /// places know, and then that of the state before it.
  @inline(__always)
  private func back(
    _ gradient: UnsafePointer<Float>, _ example: Int, _ place: Int, _ channel: Int, _ block: Int,
    before: UnsafePointer<Float>, state: UnsafePointer<Float>, decay: UnsafePointer<Float>,
    later: UnsafeMutablePointer<Float>, _ sums: SelectiveScanSums
  ) {
    let states = plan.states
    let here = index(example, place, channel)
    let (delta, x, own) = (delta[here], x[here], gradient[here])
    let row = (example * plan.length + place) * states
    let shared = block * plan.batch * plan.length * states + row
    let (a, b, c) = (a + channel * states, b + row, c + row)
    let toA = sums.a + (example * plan.channels + channel) * states
    let (toB, toC) = (sums.b + shared, sums.c + shared)
    var (throughDecay, throughInput): (Float, Float) = (0, 0)
    for n in 0..<states {
      let toState = later[n] + own * c[n]
      let toExponent = toState * before[n] * decay[n]
      toC[n] += own * state[n]
      toB[n] += toState * delta * x
      toA[n] += toExponent * delta
      throughDecay += toExponent * a[n]
      throughInput += toState * b[n]
      later[n] = toState * decay[n]
    }
    sums.delta[here] = throughDecay + throughInput * x
    sums.x[here] = throughInput * delta + (skip.map { $0[channel] * own } ?? 0)
    sums.skip[example * plan.channels + channel] += own * x
  }
}
