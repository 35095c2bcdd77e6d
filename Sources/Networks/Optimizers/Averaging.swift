import Autograd
import Tensors

/// A running mean of the weights themselves, which is often better than the last weights.
///
/// `a ← d a + (1 − d) w` after each update. The average is kept beside the model; `apply` puts it
/// in and returns what was there. `fit` updates one, and checkpoints hold it. Buffers, such as the
/// averages of batch normalisation, are running means already and are left alone.
///
/// ```swift
/// let average = WeightAverage(of: model.parameters)
/// try fit(model, …, average: average, …)
/// average.apply()
/// ```
public struct WeightAverage {
  /// The share of the average that survives an update.
  public let decay: Float
  /// The averages, in the order of the parameters. Copies share them.
  public let averages: [Buffer]
  let parameters: [Parameter]

  /// Starts an average at the present weights.
  public init(of parameters: [Parameter], decay: Float = 0.999) {
    self.parameters = parameters
    self.decay = decay
    averages = parameters.map { Buffer($0.value) }
  }

  /// Takes the present weights into the average.
  public func update() {
    for (average, parameter) in zip(averages, parameters) {
      average.value = average.value * decay + parameter.value * (1 - decay)
    }
  }

  /// Gives the model the averaged weights and returns the ones it had.
  @discardableResult
  public func apply() -> [Tensor] {
    let previous = parameters.map(\.value)
    for (parameter, average) in zip(parameters, averages) { parameter.value = average.value }
    return previous
  }
}
