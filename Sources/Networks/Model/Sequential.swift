import Autograd
import Tensors

/// Layers one after the other, written as a list.
///
/// ```swift
/// let model = Sequential {
///   for width in [128, 128] {
///     Linear(width, 128, using: &random)
///     ReLU()
///   }
///   if dropout > 0 { Dropout(dropout) }
///   Linear(128, 10, using: &random)
/// }
/// ```
///
/// Its parameters are named by position: `0.weight`, `0.bias`, `2.weight`.
public struct Sequential: Layer, CustomReflectable {
  /// The layers in order.
  public let layers: [any Layer]
  public let namedParameters: [(name: String, parameter: Parameter)]
  /// The layers, each together with the function after it where it can take that in.
  private let steps: [Step]

  /// One layer, or two that work as one.
  private struct Step {
    let name: String
    let run: (Variable) -> Variable
  }

  /// Creates a network from a list of layers.
  public init(@LayerList _ layers: () -> [any Layer]) {
    self.init(layers())
  }

  /// Creates a network from an array of layers.
  public init(_ layers: [any Layer]) {
    self.layers = layers
    steps = Self.steps(of: layers)
    var known: Set<ObjectIdentifier> = []
    namedParameters = layers.enumerated().flatMap { position, layer in
      layer.namedParameters.map { (name: "\(position).\($0.name)", parameter: $0.parameter) }
    }.filter { known.insert(ObjectIdentifier($0.parameter)).inserted }
  }

  public func callAsFunction(_ input: Variable) -> Variable {
    guard let inspector = input.tape.inspector else {
      return steps.reduce(input) { value, step in step.run(value) }
    }
    return steps.reduce(input) { value, step in
      inspector.calling(step.name) { step.run(value) }
    }
  }

  public func operations(input: [Int], output: [Int]) -> Int {
    rows(input: input).reduce(0) { $0 + $1.operations }
  }

  private static func steps(of layers: [any Layer]) -> [Step] {
    var steps: [Step] = []
    var position = 0
    while position < layers.count {
      let layer = layers[position]
      let next = position + 1 < layers.count ? layers[position + 1] : nil
      if let layer = layer as? any TakesActivation, let next = next as? any IsActivation {
        let activation = next.activation
        let name = "\(position) \(type(of: layer)) with its \(type(of: next))"
        steps.append(Step(name: name) { layer($0, then: activation) })
        position += 2
      } else {
        steps.append(Step(name: "\(position) \(type(of: layer))") { layer($0) })
        position += 1
      }
    }
    return steps
  }

  /// Reflection sees the layers as the network's own children, so that names are short.
  public var customMirror: Mirror {
    Mirror(self, unlabeledChildren: layers, displayStyle: .collection)
  }
}

/// Gathers the layers of a ``Sequential``, with `if` and `for`.
@resultBuilder
public enum LayerList {
  public static func buildExpression(_ layer: any Layer) -> [any Layer] { [layer] }
  public static func buildExpression(_ layers: [any Layer]) -> [any Layer] { layers }
  public static func buildBlock(_ parts: [any Layer]...) -> [any Layer] { parts.flatMap { $0 } }
  public static func buildOptional(_ part: [any Layer]?) -> [any Layer] { part ?? [] }
  public static func buildEither(first part: [any Layer]) -> [any Layer] { part }
  public static func buildEither(second part: [any Layer]) -> [any Layer] { part }
  public static func buildArray(_ parts: [[any Layer]]) -> [any Layer] { parts.flatMap { $0 } }
}
