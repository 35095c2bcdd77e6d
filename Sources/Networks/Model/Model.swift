import Autograd
import Tensors

/// Anything that holds parameters: a layer, a network, a struct of networks of your own.
///
/// Nothing has to be registered. Parameters and buffers are found by looking through the stored
/// properties, and are named by the path to them, such as `blocks.0.attention.query.weight`.
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

/// The objects of one class below `root`, each once under the first path that leads to it.
private func found<Object: AnyObject>(
  _ kind: Object.Type, in root: Any
) -> [(name: String, value: Object)] {
  var known: Set<ObjectIdentifier> = []
  var result: [(name: String, value: Object)] = []
  func visit(_ value: Any, _ path: String) {
    if let object = value as? Object {
      if known.insert(ObjectIdentifier(object)).inserted { result.append((path, object)) }
      return
    }
    if value is Tensor || value is Parameter || value is Buffer { return }
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle == .dictionary {
      // In the order of their names: a dictionary's own changes from run to run.
      let entries = mirror.children.map { entry in
        let pair = Array(Mirror(reflecting: entry.value).children)
        return (name: "\(pair[0].value)", value: pair[1].value)
      }
      for entry in entries.sorted(by: { $0.name < $1.name }) {
        visit(entry.value, path.isEmpty ? entry.name : path + "." + entry.name)
      }
      return
    }
    let isList = mirror.displayStyle == .collection
    let isOptional = mirror.displayStyle == .optional
    for (position, child) in mirror.children.enumerated() {
      let step = isOptional ? "" : isList ? String(position) : child.label ?? String(position)
      visit(child.value, path.isEmpty ? step : step.isEmpty ? path : path + "." + step)
    }
  }
  visit(root, "")
  return result
}
