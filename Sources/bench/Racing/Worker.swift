import Foundation
import Ladder

/// The child's side of a race: prepares a workload, then runs it whenever it is told to.
///
/// Requests and answers are lines, the same for ours and for the peer's (Benchmarks/peers/peer.py):
/// `go SECONDS` is answered by `SECONDS-A-RUN`, `end` by the peak memory in bytes. At the start
/// stands a line with the number that the first run computed.
struct Worker {
  private let workload: Workload

  init(_ workload: Workload) { self.workload = workload }

  func serve() {
    let run = workload.prepare()
    answer(run())
    while let line = readLine() {
      if line.hasPrefix("go "), let seconds = Double(line.dropFirst(3)) {
        answer(Worker.time(run, for: seconds))
      } else {
        answer(Double(Worker.peakMemory()))
        return
      }
    }
  }

  private func answer(_ value: Double) {
    print(value)
    fflush(nil)
  }

  /// Seconds a run takes, from as many as fit into `seconds`, at least one.
  private static func time(_ run: () -> Double, for seconds: Double) -> Double {
    let start = ContinuousClock.now
    var runs = 0.0
    var elapsed = 0.0
    repeat {
      _ = run()
      runs += 1
      elapsed = start.duration(to: .now) / .seconds(1)
    } while elapsed < seconds
    return elapsed / runs
  }

  /// The most memory this process has held, in bytes.
  private static func peakMemory() -> Int {
    if let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kilobytes = line.split(whereSeparator: { !$0.isNumber }).first.flatMap({ Int($0) })
    {
      return kilobytes * 1024
    }
    #if os(Linux)
      return 0
    #else
      var usage = rusage()
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss
    #endif
  }
}
