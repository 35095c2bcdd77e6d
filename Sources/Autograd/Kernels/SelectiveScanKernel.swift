import Tensors

/// What a selective scan reads, and its steps.
struct SelectiveScanKernel {
  let plan: SelectiveScanPlan
  let x: UnsafePointer<Float>
  let delta: UnsafePointer<Float>
  let a: UnsafePointer<Float>
  let b: UnsafePointer<Float>
  let c: UnsafePointer<Float>
  let skip: UnsafePointer<Float>?

  /// Where the numbers of a channel at a place stand in x, delta and the result.
  @inline(__always)
  func index(_ example: Int, _ place: Int, _ channel: Int) -> Int {
    (example * plan.length + place) * plan.channels + channel
  }

  /// The state after a place: decay and state become exp(Δ A) and decay · state + Δ x B.
  @inline(__always)
  func step(
    _ example: Int, _ place: Int, _ channel: Int, _ decay: UnsafeMutablePointer<Float>,
    from before: UnsafePointer<Float>, to state: UnsafeMutablePointer<Float>
  ) {
    let states = plan.states
    let here = index(example, place, channel)
    let (delta, written) = (delta[here], delta[here] * x[here])
    let (a, b) = (a + channel * states, b + (example * plan.length + place) * states)
    for n in 0..<states { decay[n] = Elementary.exp(delta * a[n]) }
    for n in 0..<states { state[n] = decay[n] * before[n] + written * b[n] }
  }

  /// What is read from a state, C · state + D x.
  @inline(__always)
  func reading(
    _ example: Int, _ place: Int, _ channel: Int, of state: UnsafePointer<Float>
  ) -> Float {
    let states = plan.states
    let c = c + (example * plan.length + place) * states
    var sum: Float = 0
    for n in 0..<states { sum += c[n] * state[n] }
    return skip.map { sum + $0[channel] * x[index(example, place, channel)] } ?? sum
  }

  /// Reads every sequence from front to back; see ``SelectiveScanKernel/chunked(to:)`` for the other
  /// way.
  func recurrent(to result: UnsafeMutablePointer<Float>) {
    let states = plan.states
    plan.eachBlock { example, _, channels in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: max(2 * states, 1)) { buffer in
        let state = buffer.baseAddress!
        for channel in channels {
          state.initialize(repeating: 0, count: states)
          run(example, channel, 0..<plan.length, from: state, state + states, to: result)
        }
      }
    }
  }

  /// Some places of a channel, one after the other.
  @inline(__always)
  func run(
    _ example: Int, _ channel: Int, _ places: Range<Int>,
    from state: UnsafeMutablePointer<Float>, _ decay: UnsafeMutablePointer<Float>,
    to result: UnsafeMutablePointer<Float>
  ) {
    for place in places {
      step(example, place, channel, decay, from: state, to: state)
      result[index(example, place, channel)] = reading(example, place, channel, of: state)
    }
  }
}
