/// A piece of work that we and the peer both do, from the same numbers.
///
/// The peer's side is the function of the same name in Benchmarks/peers. Both sides make their
/// data and weights with ``Noise``, so that what they compute can be compared.
struct Workload: Sendable {
  /// By which it is asked for: `matmul-1024`.
  let name: String
  /// One line for the table.
  let what: String
  /// How many times faster than the peer we mean to be.
  let goal: Double
  /// Floating-point operations of a run, where they are worth counting.
  var operations: Double?
  /// Bytes that a run must at least read and write, where that is what it takes time for.
  var traffic: Double?
  /// The peer's ways of doing it, the fastest of which counts.
  var peerVariants: [String]
  /// By how much the numbers that both computed may differ, relatively.
  var tolerance = 1e-3
  /// Whether the published table shows it; others are points of the growth figure.
  var isInTable = true
  /// What is measured is a part of what the peer is asked to do: this many times.
  var peerShare = 1.0
  /// Makes data and weights, and gives back the work, which returns a number to be compared.
  let prepare: @Sendable () -> () -> Double

  init(
    _ name: String, _ what: String, goal: Double, operations: Double? = nil,
    peerVariants: [String]? = nil, prepare: @escaping @Sendable () -> () -> Double
  ) {
    self.name = name
    self.what = what
    self.goal = goal
    self.operations = operations
    self.peerVariants = peerVariants ?? [name]
    self.prepare = prepare
  }

  static func named(_ name: String) -> Workload? { all.first { $0.name == name } }

  /// The same, kept for the figure of how cost grows.
  func forGrowth() -> Workload {
    var workload = self
    workload.isInTable = false
    return workload
  }

  /// The same, for which so many bytes are read and written.
  func moving(_ bytes: Double) -> Workload {
    var workload = self
    workload.traffic = bytes
    return workload
  }

  /// All of them. A new workload is a file in Workloads/, a word here, and a function of the same
  /// name in Benchmarks/peers.
  static let all: [Workload] =
    matmul + [multilayerPerceptron, digits, convolution, convolutionalNetwork, gpt, generate]
    + attention + recurrence + elementwise + [scalar] + plots + classical + trees + text + growth
}
