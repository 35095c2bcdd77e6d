extension Calibration {
  /// Brier's score of a forecast, taken apart by bins (Murphy 1973): ``reliability`` less
  /// ``resolution`` plus ``uncertainty``, where every forecast of a bin says the bin's mean.
  public struct BrierParts: Sendable, Equatable {
    /// How far what came true lies from what was said, squared: 0 where words are kept.
    public let reliability: Double
    /// How far bins lie from the share of all, squared: what the forecast knows.
    public let resolution: Double
    /// The spread of the outcomes, which no forecast changes.
    public let uncertainty: Double
    /// The score.
    public var score: Double { reliability - resolution + uncertainty }
  }

  /// The parts of Brier's score.
  public var brierParts: BrierParts {
    let filled = bins.filter { $0.count > 0 }
    let total = Double(filled.reduce(0) { $0 + $1.count })
    let rate = Double(filled.reduce(0) { $0 + $1.hits }) / total
    func mean(_ value: (Bin) -> Double) -> Double {
      filled.reduce(0) { $0 + Double($1.count) / total * value($1) * value($1) }
    }
    return BrierParts(
      reliability: mean { $0.accuracy - $0.confidence }, resolution: mean { $0.accuracy - rate },
      uncertainty: rate * (1 - rate))
  }
}
