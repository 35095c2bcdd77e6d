import Autograd
import Tensors

/// Training that cannot go on because the loss is no longer a number.
///
/// It names the first thing that went wrong, in the order in which values flow: the first layer
/// with a parameter that is not a number, or else the parameter that has run away to a size from
/// which nothing finite can be computed, or else the batch itself.
public struct TrainingError: Error, CustomStringConvertible {
  /// What made the loss useless.
  public enum Cause: Sendable, Equatable {
    /// A parameter holds something that is not a number, first at the scalar `index`.
    case spoiled(parameter: String, index: Int)
    /// A parameter is finite but larger than any that could be of use.
    case runaway(parameter: String, largest: Float)
    /// The parameters are sound, so the batch or the loss itself is the cause.
    case batch
  }

  /// The update at which it happened, counted from 0.
  public let step: Int
  /// The loss.
  public let loss: Float
  /// What went wrong first.
  public let cause: Cause

  /// Sizes from which products and squares soon leave the range of Float32.
  private static let limit: Float = 1e8

  init(step: Int, loss: Float, model: some Model) {
    self.step = step
    self.loss = loss
    let parameters = model.namedParameters
    for (name, parameter) in parameters {
      if let index = parameter.value.scalars.firstIndex(where: { !$0.isFinite }) {
        cause = .spoiled(parameter: name, index: index)
        return
      }
    }
    for (name, parameter) in parameters {
      let largest = parameter.value.scalars.reduce(0) { max($0, $1.magnitude) }
      if largest > Self.limit {
        cause = .runaway(parameter: name, largest: largest)
        return
      }
    }
    cause = .batch
  }

  public var description: String {
    let start = "training stopped at step \(step) because the loss is \(loss); "
    switch cause {
    case .spoiled(let parameter, let index):
      return start + "the first value that is no number is scalar \(index) of \(parameter), so an "
        + "earlier update was too long: try a lower learning rate, or clip gradients"
    case .runaway(let parameter, let largest):
      return start + "\(parameter) has run away to \(largest), so earlier updates were too long: "
        + "try a lower learning rate, or clip gradients"
    case .batch:
      return start + "all parameters are still sound, so this batch or the loss produced it: look "
        + "for a logarithm of 0, a division by 0, an exp of a large number, or a value in the data "
        + "that is no number"
    }
  }
}
