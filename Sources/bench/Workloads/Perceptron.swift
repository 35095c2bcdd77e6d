import Ladder

extension Workload {
  /// 784-128-10 on 60,000 rows of bytes, as the digits' files hold them.
  static let multilayerPerceptron = Workload(
    "mlp", "784-128-10, ReLU, Adam, batches of 64, one epoch of 60,000 rows", goal: 2.5,
    operations: 60_000 * operations(784, 128, 10)
  ) {
    let images = Noise.bytes(60_000 * 784, stream: 1)
    let labels = Noise.integers(60_000, below: 10, stream: 2)
    let model = Perceptron(784, 128, 10)
    var optimizer = Adam(learningRate: 1e-3)
    return {
      var total = 0.0
      for first in stride(from: 0, to: 60_000, by: 64) {
        let last = min(first + 64, 60_000)
        let rows = Tensor(shape: [last - first, 784], bytes: images[first * 784..<last * 784])
        total += model.step(&optimizer, rows, Array(labels[first..<last]))
      }
      return total / 938
    }
  }

  /// Multiplications and additions for a row, forward and towards weights and hidden units; towards
  /// the row itself there is nothing to do.
  private static func operations(_ inputs: Int, _ hidden: Int, _ outputs: Int) -> Double {
    Double(4 * inputs * hidden + 6 * hidden * outputs)
  }

  /// The small network of the book's first part.
  static let digits = Workload(
    "digits", "64-32-10, ReLU, SGD, batches of 32, 20 epochs of 1,000 rows", goal: 8,
    operations: 20_000 * operations(64, 32, 10)
  ) {
    let rows = Noise.tensor([1_000, 64], stream: 1)
    let labels = Noise.integers(1_000, below: 10, stream: 2)
    let model = Perceptron(64, 32, 10)
    var optimizer = SGD(learningRate: 0.1)
    return {
      var last = 0.0
      for _ in 0..<20 {
        for first in stride(from: 0, to: 1_000, by: 32) {
          let range = first..<min(first + 32, 1_000)
          last = model.step(&optimizer, rows[range], Array(labels[range]))
        }
      }
      return last
    }
  }
}

extension Workload {
  /// How the cost of a training step grows with the batch, and with the width of the network.
  static let steps: [Workload] =
    [1, 4, 16, 64, 256, 1024].map { step("batch-\($0)", batch: $0, hidden: 128) }
    + [16, 64, 256, 1024, 4096].map { step("width-\($0)", batch: 64, hidden: $0) }

  private static func step(_ name: String, batch: Int, hidden: Int) -> Workload {
    Workload(
      name, "one step of 784-\(hidden)-10 by SGD on \(batch) row\(batch == 1 ? "" : "s")", goal: 1,
      operations: Double(batch) * operations(784, hidden, 10)
    ) {
      let rows = Noise.tensor([batch, 784], stream: 1)
      let labels = Noise.integers(batch, below: 10, stream: 2)
      let model = Perceptron(784, hidden, 10)
      // So slow that it does not get anywhere: gradients that vanish are slow to compute with.
      var optimizer = SGD(learningRate: 1e-7)
      return { model.step(&optimizer, rows, labels) }
    }.forGrowth()
  }
}

/// Two linear layers with ReLU between them, from numbers that the peer has too.
private struct Perceptron {
  let model: Sequential
  let parameters: [Parameter]

  init(_ inputs: Int, _ hidden: Int, _ outputs: Int) {
    model = Sequential {
      Linear(
        weight: Noise.tensor([inputs, hidden], stream: 3, scale: 1 / Float(inputs).squareRoot()),
        bias: Tensor.zeros([hidden]))
      ReLU()
      Linear(
        weight: Noise.tensor([hidden, outputs], stream: 4, scale: 1 / Float(hidden).squareRoot()),
        bias: Tensor.zeros([outputs]))
    }
    parameters = model.parameters
  }

  /// One step of training; returns the loss before it.
  func step(_ optimizer: inout some Optimizer, _ rows: Tensor, _ labels: [Int]) -> Double {
    let tape = Tape(.training)
    let loss = model(tape.constant(rows)).crossEntropy(labels: labels)
    optimizer.update(parameters, with: loss.gradients())
    return Double(loss.value.scalar)
  }
}

extension Tensor {
  /// Bytes as numbers from 0 to 1.
  init(shape: [Int], bytes: ArraySlice<UInt8>) {
    var scalars = [Float](repeating: 0, count: bytes.count)
    bytes.withUnsafeBufferPointer { bytes in
      for place in scalars.indices { scalars[place] = Float(bytes[place]) * (1 / 255) }
    }
    self.init(shape: shape, scalars: scalars)
  }
}
