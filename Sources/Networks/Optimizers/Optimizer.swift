import Autograd
import Tensors

/// Turns gradients into new weights.
///
/// An optimizer is a value that remembers, for each parameter, whatever its rule needs from one
/// update to the next: nothing, a velocity, two moments. An update touches only the parameters
/// that have a gradient, each once however often it is listed. A new optimizer is one file with one
/// `step`:
///
/// ```swift
/// struct SignDescent: Optimizer {
///   var learningRate: Float
///   var memory = OptimizerMemory()
///   static let remembered: [String] = []
///
///   func step(_ weights: Weights, step: Int, rate: Float, decay: Float) {
///     weights.change { weight, slope in
///       weight.replace(with: weight - rate, where: slope .> 0)
///       weight.replace(with: weight + rate, where: slope .< 0)
///     }
///   }
/// }
/// ```
public protocol Optimizer {
  /// The length of a step; schedules set it before each update.
  var learningRate: Float { get set }
  /// How strongly weights are pulled towards 0; the optimizer says in which way.
  var decay: Float { get }
  /// What is remembered from update to update.
  var memory: OptimizerMemory { get set }
  /// The names of what is remembered for each weight.
  static var remembered: [String] { get }

  /// Changes weights of one parameter in place; called for each piece of a large one.
  ///
  /// - Parameters:
  ///   - weights: Some weights, with the slope of the loss along each and what is remembered of it.
  ///   - step: The number of this update of this parameter, counted from 1.
  ///   - rate: The learning rate that holds for this parameter.
  ///   - decay: The decay that holds for this parameter.
  func step(_ weights: Weights, step: Int, rate: Float, decay: Float)
}

extension Optimizer {
  public var decay: Float { 0 }

  /// Changes every parameter that has a gradient, by one step.
  public mutating func update(_ parameters: [Parameter], with gradients: Gradients) {
    update([ParameterGroup(parameters)], with: gradients)
  }

  /// Changes every parameter that has a gradient, by one step with its group's settings.
  public mutating func update(_ groups: [ParameterGroup], with gradients: Gradients) {
    required(try ParameterGroup.check(groups))
    // Take the memory out, so that `self` can be read while it is changed without a copy.
    var memory = OptimizerMemory()
    swap(&memory, &self.memory)
    memory.beginRound()
    var updated = 0
    for group in groups {
      let rate = learningRate * group.rateScale
      let decay = group.decay ?? self.decay
      for parameter in group.parameters {
        guard gradients.contains(parameter) else { continue }
        let hadItsTurn = memory.withWeights(
          of: parameter, along: gradients[parameter], remembering: Self.remembered.count
        ) {
          step($0, step: $1, rate: rate, decay: decay)
        }
        if hadItsTurn { updated += 1 }
      }
    }
    if updated < gradients.parameterCount {
      memory.warn(ParameterGroup.sentence(aboutOthersThan: groups, in: gradients))
    }
    swap(&memory, &self.memory)
  }
}

/// Parameters that are updated with settings of their own.
///
/// ```swift
/// optimizer.update(
///   [ParameterGroup(matrices, decay: 0.1), ParameterGroup(biases, decay: 0)], with: gradients)
/// ```
public struct ParameterGroup {
  /// The members.
  public let parameters: [Parameter]
  /// What the optimizer's learning rate is multiplied by for them.
  public let rateScale: Float
  /// Their decay; nil for the optimizer's own.
  public let decay: Float?

  /// Creates a group; what is not given follows the optimizer.
  public init(_ parameters: [Parameter], rateScale: Float = 1, decay: Float? = nil) {
    self.parameters = parameters
    self.rateScale = rateScale
    self.decay = decay
  }

  /// A parameter in two groups would take two steps at once.
  package static func check(_ groups: [ParameterGroup]) throws {
    guard groups.count > 1 else { return }
    var group: [ObjectIdentifier: Int] = [:]
    for number in groups.indices {
      for parameter in groups[number].parameters {
        let known = group.updateValue(number, forKey: ObjectIdentifier(parameter)) ?? number
        guard known == number else {
          throw TensorError(
            "an optimizer: a parameter of shape \(parameter.shape) is in groups \(known) and "
              + "\(number), and would take two steps at once; it belongs in one of them")
        }
      }
    }
  }

  /// What to say where there are gradients of parameters that stand in no group.
  static func sentence(aboutOthersThan groups: [ParameterGroup], in gradients: Gradients) -> String
  {
    let shapes = gradients.shapes(exceptOf: groups.flatMap(\.parameters)).map { "\($0)" }
    let found =
      shapes.count == 1
      ? "a parameter of shape \(shapes[0])"
      : "\(shapes.count) parameters of shapes \(shapes.joined(separator: ", "))"
    return "an optimizer was given gradients of \(found), which it was not given to change. A "
      + "closure, such as that of a Lambda, cannot be searched for parameters: make it a struct that "
      + "conforms to Layer. Where it is meant, freeze what is not to change: isFrozen = true"
  }
}
