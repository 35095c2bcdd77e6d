import Autograd
import Tensors

/// Anything that holds parameters: a layer, a network, a struct of networks of your own.
///
/// Nothing has to be registered. Parameters and buffers are found by looking through the stored
/// properties, those of a class and of the classes it inherits from, and are named by the path to
/// them, such as `blocks.0.attention.query.weight`. What a closure holds cannot be looked into: a
/// layer with parameters is a type of its own.
public protocol Model {
  /// All parameters with their names, each once, in the order of declaration.
  var namedParameters: [(name: String, parameter: Parameter)] { get }
  /// All buffers with their names, each once, in the order of declaration.
  var namedBuffers: [(name: String, buffer: Buffer)] { get }
}

/// Values that training changes but no gradient does, such as the running mean of batch
/// normalisation. Checkpoints hold them; optimizers never see them.
public final class Buffer {
  /// The present values.
  public var value: Tensor

  /// True while training is not to change them: batch normalisation then goes by its running
  /// averages, as it does in use.
  public var isFrozen = false

  /// Creates a buffer that begins with `value`.
  public init(_ value: Tensor) {
    self.value = value
  }
}

extension Model {
  public var namedParameters: [(name: String, parameter: Parameter)] {
    found(Parameter.self, in: self).map { (name: $0.name, parameter: $0.value) }
  }

  public var namedBuffers: [(name: String, buffer: Buffer)] {
    found(Buffer.self, in: self).map { (name: $0.name, buffer: $0.value) }
  }

  /// All parameters, each once. Ask once and keep the answer where speed matters.
  public var parameters: [Parameter] { namedParameters.map(\.parameter) }

  /// The number of trainable scalars.
  public var parameterCount: Int { parameters.reduce(0) { $0 + $1.value.count } }
}
