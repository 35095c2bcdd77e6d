import Foundation

/// Ours against the peer's, in turns, so that whatever else the machine does meets both.
struct Race {
  private let workload: Workload
  private let threads: Int
  private let rounds: Int
  private let peers: Peers?

  init(_ workload: Workload, threads: Int, rounds: Int, peers: Peers?) {
    self.workload = workload
    self.threads = threads
    self.rounds = rounds
    self.peers = peers
  }

  func run() throws -> RaceResult {
    let program = CommandLine.arguments[0]
    let ours = try Contestant(program, ["--worker", workload.name], threads: threads)
    let rivals = try (peers == nil ? [] : workload.peerVariants).map { variant in
      try Contestant(peers!.python, [peers!.script, variant, "\(threads)"], threads: threads)
    }
    var times: [Double] = []
    var rivalTimes = rivals.map { _ in [Double]() }
    for round in 0...rounds {
      // The first round warms up and does not count.
      let own = try ours.round(lasting: 0.2)
      let others = try rivals.map { try $0.round(lasting: 0.2) * workload.peerShare }
      guard round > 0 else { continue }
      times.append(own)
      for place in rivals.indices { rivalTimes[place].append(others[place]) }
    }
    let memory = try ours.end()
    let rivalMemory = try rivals.map { try $0.end() }
    let best = rivalTimes.indices.min { median(rivalTimes[$0]) < median(rivalTimes[$1]) }
    return RaceResult(
      name: workload.name, what: workload.what, goal: workload.goal, threads: threads,
      operations: workload.operations, traffic: workload.traffic, times: times, memory: memory,
      computed: ours.computed,
      tolerance: workload.tolerance,
      peer: best.map { best in
        RaceResult.Peer(
          variant: workload.peerVariants[best], times: rivalTimes[best],
          memory: rivalMemory[best], computed: rivals[best].computed)
      })
  }
}

/// What a race came to.
struct RaceResult: Codable {
  struct Peer: Codable {
    var variant: String
    var times: [Double]
    var memory: Int
    var computed: Double
  }

  var name: String
  var what: String
  var goal: Double
  var threads: Int
  var operations: Double?
  var traffic: Double?
  /// Seconds a run took, round by round.
  var times: [Double]
  var memory: Int
  var computed: Double
  var tolerance: Double
  var peer: Peer?

  /// How many times faster than the peer we were in each round, lowest first.
  var ratios: [Double] {
    guard let peer else { return [] }
    return zip(peer.times, times).map { $0 / $1 }.sorted()
  }

  /// Billions of operations a second, in the middle round.
  var speed: Double? { operations.map { $0 / median(times) / 1e9 } }

  /// Whether both computed the same thing.
  var agrees: Bool {
    guard let peer else { return true }
    return abs(peer.computed - computed) <= tolerance * max(abs(peer.computed), 1e-3)
  }
}

/// The middle one.
func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  guard !sorted.isEmpty else { return .nan }
  return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}
