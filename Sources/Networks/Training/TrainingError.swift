import Autograd
import Tensors

/// Training that cannot go on because the loss or a gradient is no longer a number.
///
/// It names the first thing that went wrong, in the order in which values flow: a parameter that is
/// not a number, or one that has run away to a size from which nothing finite can be computed, or
/// else the batch itself; and, from calculating the batch once more and looking at each result, the
/// layer whose output was the first that is no number.
public struct TrainingError: Error, CustomStringConvertible {
  /// What made the loss useless.
  public enum Cause: Sendable, Equatable {
    /// A parameter holds something that is not a number, first at the scalar `index`.
    case spoiled(parameter: String, index: Int)
    /// A parameter is finite but larger than any that could be of use.
    case runaway(parameter: String, largest: Float)
    /// The parameters are sound, so the batch or the loss itself is the cause.
    case batch
    /// The loss is a number, and the gradient of a parameter is not, first at the scalar `index`.
    case gradient(parameter: String, index: Int)
  }

  /// A result of the model or the loss that is no number.
  public struct Result: Sendable, Equatable {
    /// Where it came out, such as `2 Linear`, `blocks.0.attention.query` or `the loss`.
    public let layer: String
    /// Its shape.
    public let shape: [Int]
    /// Its first scalar that is no number.
    public let index: Int
    /// What stands there.
    public let value: Float
  }

  /// The update at which it happened, counted from 0.
  public let step: Int
  /// The loss.
  public let loss: Float
  /// What went wrong first.
  public let cause: Cause
  /// The first result of the batch that is no number, in the order of calculation.
  public let result: Result?

  /// Sizes from which products and squares soon leave the range of Float32.
  private static let limit: Float = 1e8

  /// An error about a loss; `calculate` repeats it on a tape.
  init(
    step: Int, loss: Float, model: some Model, _ tape: Tape, _ calculate: () -> Variable
  ) {
    let inspector = Inspector()
    tape.inspector = inspector
    _ = calculate()
    self.step = step
    self.loss = loss
    result = inspector.finding.map { Result($0, model) }
    cause = Self.cause(in: model.namedParameters)
  }

  /// An error about gradients, one of which is no number.
  init(step: Int, loss: Float, model: some Model, _ gradients: Gradients) {
    self.step = step
    self.loss = loss
    result = nil
    let wrong = model.namedParameters.lazy.compactMap { name, parameter in
      gradients[parameter].scalars.firstIndex { !$0.isFinite }.map { (name, $0) }
    }.first
    cause = wrong.map { .gradient(parameter: $0, index: $1) } ?? .batch
  }

  private static func cause(in parameters: [(name: String, parameter: Parameter)]) -> Cause {
    for (name, parameter) in parameters {
      if let index = parameter.value.scalars.firstIndex(where: { !$0.isFinite }) {
        return .spoiled(parameter: name, index: index)
      }
    }
    for (name, parameter) in parameters {
      let largest = parameter.value.scalars.reduce(0) { max($0, $1.magnitude) }
      if largest > limit { return .runaway(parameter: name, largest: largest) }
    }
    return .batch
  }

  public var description: String {
    let start = "training stopped at step \(step) because the loss is \(loss); "
    let found = result.map { "; \($0)" } ?? ""
    switch cause {
    case .spoiled(let parameter, let index):
      return start + "the first value that is no number is scalar \(index) of \(parameter), so an "
        + "earlier update was too long: try a lower learning rate, or clip gradients" + found
    case .runaway(let parameter, let largest):
      return start + "\(parameter) has run away to \(largest), so earlier updates were too long: "
        + "try a lower learning rate, or clip gradients" + found
    case .batch:
      return start + "all parameters are still sound, so this batch or the loss produced it: look "
        + "for a logarithm of 0, a division by 0, an exp of a large number, or a value in the data "
        + "that is no number" + found
    case .gradient(let parameter, let index):
      return "training stopped at step \(step): the loss is \(loss), but its gradient is no number "
        + "at scalar \(index) of \(parameter): look for a root, a norm or a logarithm at 0, or "
        + "gradients that grow from layer to layer"
    }
  }
}

extension TrainingError.Result: CustomStringConvertible {
  /// Names the place by the list's layer, or else by the layer whose parameter was read last.
  init(_ finding: Inspector.Finding, _ model: some Model) {
    let parameter = model.namedParameters.first {
      ObjectIdentifier($0.parameter) == finding.parameter
    }
    let owner = parameter?.name.split(separator: ".").dropLast().joined(separator: ".") ?? ""
    switch (finding.layer, owner) {
    case ("", "") where finding.isGiven: layer = "the data"
    case ("", ""): layer = "the loss"
    case ("", let owner): layer = owner
    case (let listed, let owner) where owner.contains("."): layer = "\(owner), in \(listed)"
    case (let listed, _): layer = listed
    }
    shape = finding.shape
    index = finding.index
    value = finding.value
  }

  public var description: String {
    "the first result that is no number is \(value), scalar \(index) of shape \(shape), in or "
      + "just after \(layer)"
  }
}

extension Gradients {
  /// Whether all gradients of `parameters` are numbers.
  func areNumbers(of parameters: [Parameter]) -> Bool {
    parameters.allSatisfy { parameter in
      guard contains(parameter) else { return true }
      let gradient = self[parameter]
      // A sum is quick, and finite only where all are; large numbers may make it infinite too.
      return gradient.sum().scalar.isFinite || gradient.scalars.allSatisfy(\.isFinite)
    }
  }
}
