import Tensors

extension SelectiveScanKernel {
  /// The same result where the chunks of a sequence do not wait for each other.
  ///
  /// What a run of places does to a state is to multiply and to add: h becomes α h + β. Two runs after
  /// each other do so too, with (α, β) then (α', β') making (α' α, α' β + β'), and this joining is
  /// associative. So each chunk finds its own pair from zero; the pairs are joined to those of all
  /// beginnings in as many rounds as their number has binary digits; and each chunk, which now knows
  /// the state it begins with, is read once more.
  func chunked(to result: UnsafeMutablePointer<Float>) {
    let (chunks, states) = (plan.chunks, plan.states)
    guard chunks > 0 else { return }
    let count = plan.batch * plan.channels * chunks * states
    // [batch, channels, chunks, states]
    var (factors, sums) = ([Float](repeating: 1, count: count), [Float](repeating: 0, count: count))
    factors.withUnsafeMutableBufferPointer { factors in
      sums.withUnsafeMutableBufferPointer { sums in
        guard let factors = factors.baseAddress, let sums = sums.baseAddress else { return }
        findPairs(factors, sums)
        joinPairs(factors, sums)
      }
    }
    let ends = sums
    ends.withUnsafeBufferPointer { ends in
      eachChunk { example, channel, chunk, places, state, decay in
        let before = ((example * plan.channels + channel) * chunks + chunk - 1) * states
        for n in 0..<states { state[n] = chunk == 0 ? 0 : ends[before + n] }
        run(example, channel, places, from: state, decay, to: result)
      }
    }
  }

  /// What each chunk does to a state by itself.
  private func findPairs(
    _ factors: UnsafeMutablePointer<Float>, _ sums: UnsafeMutablePointer<Float>
  ) {
    let (chunks, states) = (plan.chunks, plan.states)
    eachChunk { example, channel, chunk, places, _, decay in
      let start = ((example * plan.channels + channel) * chunks + chunk) * states
      let (factor, state) = (factors + start, sums + start)
      for place in places {
        step(example, place, channel, decay, from: state, to: state)
        for n in 0..<states { factor[n] *= decay[n] }
      }
    }
  }

  /// Joins to each chunk all that come before it: first the one before, then the two before those,
  /// then four, until there are no more.
  private func joinPairs(
    _ factors: UnsafeMutablePointer<Float>, _ sums: UnsafeMutablePointer<Float>
  ) {
    let (chunks, states) = (plan.chunks, plan.states)
    plan.eachBlock { example, _, channels in
      for channel in channels {
        let start = (example * plan.channels + channel) * chunks * states
        var distance = 1
        while distance < chunks {
          for chunk in (distance..<chunks).reversed() {
            let (here, before) = (
              start + chunk * states, start + (chunk - distance) * states
            )
            for n in 0..<states {
              sums[here + n] += factors[here + n] * sums[before + n]
              factors[here + n] *= factors[before + n]
            }
          }
          distance *= 2
        }
      }
    }
  }

  /// Calls `body` with the places of each chunk of each channel and room for a state and its decay, on
  /// several threads.
  private func eachChunk(
    _ body: (
      _ example: Int, _ channel: Int, _ chunk: Int, _ places: Range<Int>,
      _ state: UnsafeMutablePointer<Float>, _ decay: UnsafeMutablePointer<Float>
    ) -> Void
  ) {
    let (chunks, blocks, states) = (plan.chunks, plan.blocks, plan.states)
    Parallel.run(plan.batch * blocks * chunks) { piece in
      let (rest, chunk) = piece.quotientAndRemainder(dividingBy: chunks)
      let (example, block) = rest.quotientAndRemainder(dividingBy: blocks)
      let first = block * SelectiveScanPlan.blockSize
      let places = chunk * plan.chunk..<min((chunk + 1) * plan.chunk, plan.length)
      withUnsafeTemporaryAllocation(of: Float.self, capacity: max(2 * states, 1)) { buffer in
        let state = buffer.baseAddress!
        for channel in first..<min(first + SelectiveScanPlan.blockSize, plan.channels) {
          body(example, channel, chunk, places, state, state + states)
        }
      }
    }
  }
}
