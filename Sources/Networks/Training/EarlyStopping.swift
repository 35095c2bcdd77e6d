import Autograd
import Tensors

/// Ends training when a score has not improved for a while, and can bring the best weights back,
/// and with them the buffers, such as the averages of batch normalisation.
///
/// ```swift
/// var patience = EarlyStopping(patience: 5, of: model)
/// try fit(…) { report in
///   patience.shouldStop(loss: validationLoss()) ? .stop("no better for five epochs") : .goOn
/// }
/// patience.restoreBest()
/// ```
public struct EarlyStopping {
  /// How many reports without improvement are endured.
  public let patience: Int
  /// What counts as an improvement.
  public let margin: Float
  /// The lowest loss so far.
  public private(set) var best = Float.infinity
  /// The number of reports since then.
  public private(set) var waited = 0
  private let parameters: [Parameter]
  private let buffers: [Buffer]
  private var bestValues: (parameters: [Tensor], buffers: [Tensor])?

  /// Watches over a model.
  public init(patience: Int, margin: Float = 0, of model: some Model) {
    self.patience = patience
    self.margin = margin
    parameters = model.parameters
    buffers = model.namedBuffers.map(\.buffer)
  }

  /// Takes a report of the loss (lower is better) and says whether patience has run out.
  public mutating func shouldStop(loss: Float) -> Bool {
    if loss < best - margin {
      best = loss
      waited = 0
      bestValues = (parameters.map(\.value), buffers.map(\.value))
      return false
    }
    waited += 1
    return waited >= patience
  }

  /// Gives the model the weights and buffers it had when the loss was lowest; before a first report
  /// it keeps those it has.
  public func restoreBest() {
    guard let bestValues else { return }
    for (parameter, value) in zip(parameters, bestValues.parameters) { parameter.value = value }
    for (buffer, value) in zip(buffers, bestValues.buffers) { buffer.value = value }
  }
}
