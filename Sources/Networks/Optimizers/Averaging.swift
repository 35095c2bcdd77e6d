import Autograd
import Tensors

/// A running mean of the weights themselves, which is often better than the last weights.
///
/// `a ← d a + (1 − d) w` after each update. The average is kept beside the model; `apply` puts it
/// in and returns what was there.
public struct WeightAverage {
  /// The share of the average that survives an update.
  public let decay: Float
  /// The averages, in the order of the parameters.
  public private(set) var averages: [Tensor]
  private let parameters: [Parameter]

  /// Starts an average at the present weights.
  public init(of parameters: [Parameter], decay: Float = 0.999) {
    self.parameters = parameters
    self.decay = decay
    averages = parameters.map(\.value)
  }

  /// Takes the present weights into the average.
  public mutating func update() {
    for (position, parameter) in parameters.enumerated() {
      averages[position] = averages[position] * decay + parameter.value * (1 - decay)
    }
  }

  /// Gives the model the averaged weights and returns the ones it had.
  @discardableResult
  public func apply() -> [Tensor] {
    let previous = parameters.map(\.value)
    for (parameter, average) in zip(parameters, averages) { parameter.value = average }
    return previous
  }
}
