import Ladder

extension Workload {
  /// Models of `Sources/Classical`, against scikit-learn on the same rows. Noise has no groups to
  /// find, so that k-means goes on for as many rounds as it may.
  static let classical: [Workload] = [
    Workload(
      "k-means", "20 rounds of k-means, ten groups of 60,000 × 784", goal: 2,
      operations: 20 * 2 * 2 * 60_000 * 784 * 10
    ) {
      let rows = Noise.tensor([60_000, 784], stream: 10)
      let start = rows[0..<10]
      return {
        let model = try? KMeans(fittedTo: rows, from: start, limit: 20, tolerance: 0)
        return model?.sumOfSquares ?? .nan
      }
    },
    Workload(
      "neighbours", "the 5 nearest of 60,000 × 784, for 1,000 rows", goal: 2,
      operations: 2 * 60_000 * 784 * 1_000
    ) {
      let rows = Noise.tensor([60_000, 784], stream: 10)
      let asked = Noise.tensor([1_000, 784], stream: 12)
      let labels = (0..<60_000).map { $0 % 10 }
      let model = try? NearestNeighbours(fittedTo: rows, labels: labels, k: 5)
      return { Double(model?.neighbours(of: asked).squaredDistances.sum().scalar ?? .nan) }
    },
    Workload("kernel-machine", "a kernel machine on 1,797 digits", goal: 2) {
      let digits = try? Digits.load()
      let rows = digits?.features ?? Tensor.zeros([0, 64])
      return {
        let model = try? KernelMachine(
          fittedTo: rows, labels: digits?.labels ?? [], kernel: .gaussian(gamma: 0.001), slack: 10)
        return Double(model?.bias.sum().scalar ?? .nan)
      }
    },
  ]
}
