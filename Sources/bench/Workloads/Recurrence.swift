import Ladder

extension Workload {
  static let recurrence = ["lstm", "gru"].map { recurrence($0, batch: 32, places: 100, width: 256) }

  /// A recurrent layer over a batch of sequences, forward and backward, towards input and weights.
  private static func recurrence(
    _ cell: String, batch: Int, places: Int, width: Int
  ) -> Workload {
    let gates = cell == "lstm" ? 4 : 3
    let name = cell.uppercased()
    return Workload(
      cell, "\(name) of \(width), batch \(batch), \(places) places, with gradients", goal: 1,
      operations: 3 * 2 * Double(batch * places * 2 * width * gates * width)
    ) {
      let x = Noise.tensor([batch, places, width], stream: 1)
      let seed = Noise.tensor([batch, places, width], stream: 2)
      let scale = 1 / Float(width).squareRoot()
      let entering = Noise.tensor([width, gates * width], stream: 3) * scale
      let weight = Noise.tensor([width, gates * width], stream: 4) * scale
      let (bias, own) = (Noise.tensor([gates * width], stream: 5), Tensor.zeros([gates * width]))
      return {
        let tape = Tape(.training)
        let (input, w) = (tape.variable(x), tape.variable(weight))
        let sums = input.linear(tape.variable(entering), bias: tape.variable(bias))
        let states =
          cell == "lstm"
          ? sums.lstm(w)[0..., 0..., ..<width] : sums.gru(w, bias: tape.variable(own))
        let gradients = states.gradients(seed: seed)
        return Double(gradients[input].scalars[1]) + Double(gradients[w].scalars[1])
      }
    }
  }
}
