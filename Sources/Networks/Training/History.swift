/// What happened during training, ready to plot.
public struct History: Sendable {
  /// The loss of every update, in order.
  public internal(set) var losses: [Float] = []
  /// The mean loss of every epoch.
  public internal(set) var epochLosses: [Float] = []
  /// What the hooks reported, by name, one value for each report.
  public private(set) var metrics: [String: [Float]] = [:]
  /// Why training ended before its last epoch; nil when it did not.
  public internal(set) var stopReason: String?

  /// Creates an empty history.
  public init() {}

  /// Notes a value under a name, usually once an epoch.
  public mutating func note(_ name: String, _ value: Float) {
    metrics[name, default: []].append(value)
  }

  /// The latest loss.
  public var lastLoss: Float? { losses.last }
}
