import Ladder

extension Workload {
  static let matmul = [square(256), square(1024), square(2048), product(64, 784, 128)]

  /// How the cost of a product, of attention, and of a network grows with size.
  static let growth: [Workload] =
    [64, 128, 384, 512, 768, 1536].map { square($0).forGrowth() }
    + [128, 256, 512, 2048].map { attention(context: $0).forGrowth() } + steps

  private static func square(_ n: Int) -> Workload { product(n, n, n) }

  private static func product(_ m: Int, _ k: Int, _ n: Int) -> Workload {
    let isSquare = m == k && k == n
    return Workload(
      isSquare ? "matmul-\(n)" : "matmul-\(m)x\(k)x\(n)",
      isSquare ? "product of two \(n) × \(n) matrices" : "product of \(m) × \(k) and \(k) × \(n)",
      goal: 1.5, operations: 2 * Double(m * k * n)
    ) {
      let left = Noise.tensor([m, k], stream: 1)
      let right = Noise.tensor([k, n], stream: 2)
      return { Double(left.matmul(right).scalars[m * n / 2]) }
    }
  }
}
