import Ladder

extension Workload {
  /// One pass over a million numbers each: what a framework spends its time on between products.
  static let elementwise: [Workload] = [
    onAMillion("exp", "e to the power of each") { $0.exp() },
    onAMillion("gelu", "GELU, its exact form") { $0.gelu() },
    Workload("softmax", "softmax of 1,000 rows of 1,000", goal: 2) {
      let tape = Tape(.inference)
      let rows = tape.constant(Noise.tensor([1_000, 1_000], stream: 1, scale: 4))
      return { Double(rows.softmax().value.scalars[1_234]) }
    }.moving(2 * 4e6),
    Workload("layernorm", "layer norm of 1,000 rows of 1,000", goal: 2) {
      let tape = Tape(.inference)
      let rows = tape.constant(Noise.tensor([1_000, 1_000], stream: 1, scale: 4))
      let gain = tape.constant(Noise.tensor([1_000], stream: 2))
      let bias = tape.constant(Noise.tensor([1_000], stream: 3))
      return { Double(rows.layerNormalized(gain: gain, bias: bias).value.scalars[1_234]) }
    }.moving(2 * 4e6),
    Workload("adam", "Adam's update of a million weights", goal: 2) {
      let weights = Parameter(Noise.tensor([1_000_000], stream: 1))
      let slopes = Noise.tensor([1_000_000], stream: 2)
      // The gradients of a linear function of the weights are the slopes themselves.
      let tape = Tape(.training)
      let gradients = tape.parameter(weights).gradients(seed: slopes)
      var optimizer = Adam(learningRate: 1e-3)
      return {
        optimizer.update([weights], with: gradients)
        return Double(weights.value.scalars[1_234])
      }
      // Weights and two averages are read and written, slopes are read.
    }.moving(7 * 4e6),
  ]

  private static func onAMillion(
    _ name: String, _ what: String, _ function: @escaping @Sendable (Tensor) -> Tensor
  ) -> Workload {
    Workload(name, "\(what) of a million numbers", goal: 2) {
      let numbers = Noise.tensor([1_000_000], stream: 1, scale: 4)
      return { Double(function(numbers).scalars[1_234]) }
    }.moving(2 * 4e6)
  }
}
