import Foundation
import Ladder

/// What `./build.sh bench` does: races workloads against the peer, or runs a study.
struct Bench {
  private let options: Options

  init(_ arguments: ArraySlice<String>) throws {
    options = try Options(arguments)
  }

  func run() throws -> Int32 {
    if let name = options.worker {
      guard let workload = Workload.named(name) else {
        throw Options.Mistake("there is no workload \(name)")
      }
      Worker(workload).serve()
      return 0
    }
    if options.lists {
      print(Bench.list)
      return 0
    }
    for study in options.studies { try study.run() }
    guard !options.workloads.isEmpty else { return 0 }
    return try race() ? 0 : 1
  }

  /// Runs the workloads; false when ours and the peer's computed different things.
  private func race() throws -> Bool {
    let peers = options.withPeers ? try Peers.ready() : nil
    var results: [RaceResult] = []
    let table = LiveTable(hasPeers: peers != nil)
    for threads in options.threads {
      let machine = Host.current(threads: threads)
      table.begin(machine)
      // How cost grows is shown for the most threads only.
      for workload in options.workloads
      where workload.isInTable || threads == options.threads.max() {
        let result = try Race(workload, threads: threads, rounds: options.rounds, peers: peers)
          .run()
        results.append(result)
        table.add(result, on: machine)
      }
    }
    let report = Report(results: results, peers: peers?.versions)
    if let path = options.json { try report.json.write(to: URL(fileURLWithPath: path)) }
    if options.publishes { try report.publish() }
    for line in report.disagreements { print(line) }
    return report.disagreements.isEmpty
  }

  private static var list: String {
    let width = (Workload.all.map(\.name) + Study.all.map(\.name)).map(\.count).max() ?? 0
    func line(_ name: String, _ what: String) -> String {
      "  " + name.padding(toLength: width + 2, withPad: " ", startingAt: 0) + what
    }
    return
      (["Workloads:"] + Workload.all.map { line($0.name, $0.what) }
      + (Study.all.isEmpty ? [] : ["Studies:"]) + Study.all.map { line($0.name, $0.what) })
      .joined(separator: "\n")
  }
}
