import Tensors

/// The gradients of one loss, returned by ``Variable/gradients(alsoOf:)``.
///
/// They are a value of their own, not a field of the parameters, so that there is nothing to set to
/// zero before the next step and nothing to forget.
public struct Gradients: Sendable {
  private let tape: Identity?
  private let parameters: [Int: Identity]
  private var byParameter: [Identity: Tensor]
  private var bySlot: [Int: Tensor]
  /// The intermediate results that were asked for.
  private let kept: Set<Int>

  /// No gradients yet: what a sum over the parts of a large batch begins with.
  ///
  ///     var sum = Gradients()
  ///     for part in parts { sum += loss(of: part).gradients() }
  ///     optimizer.update(model.parameters, with: sum)
  public init() {
    (tape, parameters, kept) = (nil, [:], [])
    (byParameter, bySlot) = ([:], [:])
  }

  /// Sorts gradients by slot into those of parameters and the others.
  init(tape: Tape, bySlot gradients: [Int: Tensor], kept: Set<Int>) {
    self.kept = kept
    self.tape = tape.identity
    parameters = Dictionary(uniqueKeysWithValues: tape.parameterSlots.map { ($1, $0) })
    (byParameter, bySlot) = ([:], [:])
    for (slot, gradient) in gradients {
      if let parameter = parameters[slot] {
        byParameter[parameter] = gradient
      } else {
        bySlot[slot] = gradient
      }
    }
  }

  /// The gradient with respect to a variable: zeros where the loss does not depend on it.
  public subscript(variable: Variable) -> Tensor {
    required(try checked(variable)) ?? .zeros(variable.shape)
  }

  /// The gradient with respect to a parameter: zeros where the loss does not depend on it.
  public subscript(parameter: Parameter) -> Tensor {
    get { byParameter[parameter.identity] ?? .zeros(parameter.shape) }
    set {
      guard newValue.shape == parameter.shape else {
        fatalError(
          "setting the gradient of a parameter of shape \(parameter.shape): "
            + "the gradient has shape \(newValue.shape), and both must be equal")
      }
      byParameter[parameter.identity] = newValue
    }
  }

  /// True when the loss depends on the parameter. An optimizer leaves the others alone.
  public func contains(_ parameter: Parameter) -> Bool {
    byParameter[parameter.identity] != nil
  }

  /// The number of parameters that have a gradient.
  package var parameterCount: Int { byParameter.count }

  /// The shapes of the gradients of all parameters but the given ones, in order.
  package func shapes(exceptOf known: [Parameter]) -> [[Int]] {
    let known = Set(known.map(\.identity))
    return byParameter.filter { !known.contains($0.key) }.map(\.value.shape)
      .sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The gradient of a variable, or a sentence that says why there is none.
  package func checked(_ variable: Variable) throws -> Tensor? {
    guard variable.tape.identity == tape else {
      throw TensorError(
        "reading a gradient: the variable of shape \(variable.shape) belongs to another tape than "
          + "these gradients")
    }
    guard let slot = variable.slot else {
      throw TensorError(
        "reading a gradient: the variable of shape \(variable.shape) is a constant; "
          + "gradients are computed for tape.variable(…) and tape.parameter(…)")
    }
    if let parameter = parameters[slot] { return byParameter[parameter] }
    guard variable.isLeaf || kept.contains(slot) || bySlot[slot] != nil else {
      throw TensorError(
        "reading a gradient: the one of this intermediate result of shape \(variable.shape) was "
          + "not kept; ask for it with gradients(alsoOf: variable)")
    }
    return bySlot[slot]
  }
}

extension Gradients {
  /// Adds the gradients of parameters from another loss: a large batch in several parts. Those of
  /// variables belong to a tape and are not added.
  public static func += (left: inout Gradients, right: Gradients) {
    for (parameter, gradient) in right.byParameter {
      if left.byParameter[parameter] == nil {
        left.byParameter[parameter] = gradient
      } else {
        left.byParameter[parameter]! += gradient
      }
    }
  }

  /// Multiplies the gradients of all parameters by a number.
  public static func *= (gradients: inout Gradients, factor: Float) {
    for parameter in gradients.byParameter.keys {
      gradients.byParameter[parameter]! *= factor
    }
  }
}
