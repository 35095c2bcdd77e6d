import Tensors

/// A tensor that training changes: a weight or a bias.
///
/// It is the one thing in the library that is shared and changes. Layers hold it, tapes read it, an
/// optimizer writes it, and its identity is the key under which gradients, optimizer state and
/// checkpoints find it: two parameters with equal values are two parameters.
///
///     let weight = Parameter(.normal([784, 10], deviation: 0.05, using: &random), "weight")
///     let tape = Tape(.training)
///     let loss = images.matmul(tape.parameter(weight)).crossEntropy(labels: labels)
///     weight.value -= 0.1 * loss.gradients()[weight]
public final class Parameter {
  /// The present value. Its shape stays.
  public var value: Tensor {
    get { tensor }
    _modify {
      defer { checkShape() }
      yield &tensor
    }
  }

  private var tensor: Tensor

  private func checkShape() {
    guard tensor.shape == shape else {
      fatalError(
        "changing parameter \(name.isEmpty ? "" : "\"\(name)\" ")"
          + "of shape \(shape) to a value of shape \(tensor.shape): a parameter keeps its shape")
    }
  }

  /// True while no gradient is wanted: tapes take the value as a constant, work towards it is not
  /// done, and optimizers, which change what has a gradient, leave it alone.
  public var isFrozen = false

  /// What it is called in messages.
  public let name: String

  /// The shape of its value.
  public let shape: [Int]

  package let identity = Identity()

  /// Creates a parameter with its first value.
  public init(_ value: Tensor, _ name: String = "") {
    tensor = value
    self.name = name
    shape = value.shape
  }
}

extension Parameter: Hashable {
  /// A parameter equals itself alone.
  public static func == (left: Parameter, right: Parameter) -> Bool { left === right }

  /// Hashes the identity.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
