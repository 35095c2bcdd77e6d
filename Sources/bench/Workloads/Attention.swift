import Ladder

extension Workload {
  static let attention = [attention(context: 1024)]

  /// Causal attention of 8 heads of 64 for two sequences, forward and backward.
  static func attention(context: Int) -> Workload {
    Workload(
      "attention-\(context)", "8 heads of 64, context \(context), batch 2, causal, with gradients",
      goal: 1.5, operations: 3.5 * 2 * 2 * Double(context * context * 512)
    ) {
      let shape = [2, context, 512]
      let (q, k) = (Noise.tensor(shape, stream: 1), Noise.tensor(shape, stream: 2))
      let (v, seed) = (Noise.tensor(shape, stream: 3), Noise.tensor(shape, stream: 4))
      return {
        let tape = Tape(.training)
        let query = tape.variable(q)
        let result = Variable.attention(
          query: query, key: tape.variable(k), value: tape.variable(v), heads: 8, isCausal: true)
        return Double(result.gradients(seed: seed)[query].scalars[context * 512 + 1])
      }
    }
  }
}
