import Ladder

extension Workload {
  /// One layer, forward and backward, towards input and filters.
  static let convolution = Workload(
    "conv", "128 × 32 × 32 × 3, 32 filters 5 × 5, forward and backward", goal: 1.3,
    operations: 3 * 2 * Double(128 * 32 * 32 * 32 * 75), peerVariants: ["conv", "conv-last"]
  ) {
    let images = Noise.tensor([128, 32, 32, 3], stream: 1)
    let filters = Noise.tensor([5, 5, 3, 32], stream: 2, scale: 0.1)
    let bias = Noise.tensor([32], stream: 3, scale: 0.1)
    let seed = Noise.tensor([128, 32, 32, 32], stream: 4, scale: 0.01)
    return {
      let tape = Tape(.training)
      let (input, weights) = (tape.variable(images), tape.variable(filters))
      let output = input.convolved(with: weights, bias: tape.variable(bias), padding: 2)
      let gradients = output.gradients(seed: seed)
      return Double(gradients[weights].scalars[0])
    }
  }

  /// Multiplications and additions for an image, forward and towards filters and inputs; towards the
  /// image itself there is nothing to do.
  private static let convolutionalOperations: Double = {
    func layer(_ side: Int, _ inputs: Int, _ outputs: Int) -> Double {
      2 * Double(side * side * 9 * inputs * outputs)
    }
    let first = layer(32, 3, 32)
    let others = layer(32, 32, 32) + layer(16, 32, 64) + layer(16, 64, 64) + layer(8, 64, 128)
    return 2 * first + 3 * others
  }()

  /// Five convolutions, each with batch normalisation and ReLU, two poolings, one training step.
  static let convolutionalNetwork = Workload(
    "cnn", "five 3 × 3 convolutions 3-32-32-64-64-128, batch norm, Adam, 64 images of 32 × 32",
    goal: 1.3, operations: 64 * convolutionalOperations, peerVariants: ["cnn", "cnn-last"]
  ) {
    var random = Random(seed: 1)
    func block(_ inputs: Int, _ outputs: Int) -> Sequential {
      Sequential {
        Conv2D(inputs, outputs, bias: false, using: &random)
        BatchNorm(outputs)
        ReLU()
      }
    }
    let model = Sequential {
      block(3, 32)
      block(32, 32)
      MaxPool2D(2)
      block(32, 64)
      block(64, 64)
      MaxPool2D(2)
      block(64, 128)
      GlobalAveragePool()
      Linear(128, 10, using: &random)
    }
    Noise.fill(model)
    let images = Noise.tensor([64, 32, 32, 3], stream: 1)
    let labels = Noise.integers(64, below: 10, stream: 2)
    let parameters = model.parameters
    var optimizer = Adam(learningRate: 1e-3)
    return {
      let tape = Tape(.training)
      let loss = model(tape.constant(images)).crossEntropy(labels: labels)
      optimizer.update(parameters, with: loss.gradients())
      return Double(loss.value.scalar)
    }
  }
}
