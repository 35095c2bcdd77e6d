import Autograd
import Tensors

/// A small network with one of everything that cuts its work into pieces: convolution, pooling,
/// batch and layer norm, attention, products, cross-entropy. Large enough that each is cut.
struct SmallNetwork {
  var parameters: [Parameter]
  private let images: Tensor
  private let labels: [Int]

  init() {
    var random = Random(seed: 8)
    let shapes = [
      [3, 3, 3, 32], [32], [32], [32], [3, 3, 32, 32], [32], [32, 96], [96], [32], [32],
      [2048, 10], [10],
    ]
    parameters = shapes.map { shape in
      let deviation = shape.count == 1 ? 0.5 : 1 / Float(shape.dropLast().reduce(1, *)).squareRoot()
      return Parameter(.normal(shape, deviation: deviation, using: &random))
    }
    images = .normal([32, 32, 32, 3], using: &random)
    labels = (0..<32).map { _ in random.below(10) }
  }

  /// The loss on a tape of its own.
  func loss() -> Variable {
    var random = Random(seed: 1)
    let tape = Tape(.training, using: &random)
    let w = parameters.map { tape.parameter($0) }
    let first = tape.constant(images).convolved(with: w[0], bias: w[1], padding: 1)
    let normed = first.batchNormalized(gain: w[2], bias: w[3]).result.relu().maxPooled(2)
    let second = normed.convolved(with: w[4], bias: w[5], padding: 1, activation: .relu)
    let tokens = second.averagePooled(2).reshaped([32, 64, 32])
    let mixed = tokens.linear(w[6], bias: w[7]).selfAttention(heads: 2, isCausal: true)
    let hidden = (tokens + mixed).layerNormalized(gain: w[8], bias: w[9]).gelu().dropout(0.1)
    return hidden.reshaped([32, 2048]).linear(w[10], bias: w[11]).crossEntropy(labels: labels)
  }

  /// One step down the gradients; returns the loss before it.
  func step() -> Float {
    let loss = loss()
    let gradients = loss.gradients()
    for parameter in parameters { parameter.value -= gradients[parameter] * 0.01 }
    return loss.scalar
  }
}
