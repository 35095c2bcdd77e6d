import Ladder

extension Workload {
  /// Trees of `Sources/Classical/Trees`, against LightGBM and scikit-learn with equal settings. What
  /// is compared is the cross-entropy of the training rows; bins differ a little.
  static let trees: [Workload] = [
    boosting("boosting-20k", "100 trees of 31 leaves on 20,000 × 16", rows: 20_000),
    boosting("boosting-300k", "100 trees of 31 leaves on 300,000 × 16", rows: 300_000),
    Workload("forest", "a forest of 100 full trees on 20,000 × 16", goal: 2) {
      let table = Table(20_000)
      return {
        var random = Random(seed: 1)
        let model = try? RandomForest(fittedTo: table.rows, labels: table.labels, using: &random)
        // Full trees know their rows by heart; what they say of others is a matter of chance.
        return model.map { Score.accuracy(of: $0.classes(of: table.rows), labels: table.labels) }
          ?? .nan
      }
    },
  ]

  private static func boosting(_ name: String, _ what: String, rows count: Int) -> Workload {
    var workload = Workload(
      name, what, goal: 1, peerVariants: ["\(name)-lightgbm", "\(name)-scikit-learn"]
    ) {
      let table = Table(count)
      return {
        var random = Random(seed: 1)
        let model = try? GradientBoosting(
          fittedTo: table.rows, labels: table.labels, using: &random)
        return model.map {
          Score.logLoss(of: $0.probabilities(of: table.rows), labels: table.labels)
        } ?? .nan
      }
    }
    workload.tolerance = 0.02
    return workload
  }
}

/// Noise in sixteen columns, and a label that follows from four of them and from more noise.
private struct Table {
  let rows: Tensor
  let labels: [Int]

  init(_ count: Int) {
    rows = Noise.tensor([count, 16], stream: 20)
    let luck = Noise.scalars(count, stream: 21)
    let x = rows.scalars
    labels = (0..<count).map { row in
      let place = row * 16
      let signal = x[place] + abs(x[place + 1]) + (x[place + 2] > 0.3 ? x[place + 3] : -0.5)
      return signal + 0.5 * luck[row] > 0 ? 1 : 0
    }
  }
}
