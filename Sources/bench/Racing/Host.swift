import Dispatch
import Foundation

/// The machine that was measured, and the most its arithmetic units can do.
struct Host {
  let words: String
  let threads: Int
  /// Billions of operations a second, on so many threads.
  let peak: Double

  static func current(threads: Int) -> Host {
    let memory = Double(ProcessInfo.processInfo.physicalMemory) / 1_073_741_824
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let words =
      "\(processor), \(cores) cores, \(Int(memory.rounded())) GB, "
      + "\(threads) thread\(threads == 1 ? "" : "s")"
    return Host(words: words, threads: threads, peak: measuredPeak(threads: threads))
  }

  private static var processor: String {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
    return line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
      ?? "this processor"
  }

  /// Multiplications and additions that touch no memory: sums enough to keep every unit busy.
  private static func measuredPeak(threads: Int) -> Double {
    (0..<5).map { _ in
      let rounds = 4_000_000
      let start = ContinuousClock.now
      DispatchQueue.concurrentPerform(iterations: threads) { _ in
        guard spin(rounds, by: SIMD16(repeating: 0.999)) > 0 else { fatalError("no sum") }
      }
      let seconds = start.duration(to: .now) / .seconds(1)
      return Double(threads * rounds) * 2 * 16 * 8 / seconds / 1e9
    }.max()!
  }

  @inline(never)
  private static func spin(_ rounds: Int, by factor: SIMD16<Float>) -> Float {
    var sums = (factor, factor, factor, factor, factor, factor, factor, factor)
    for _ in 0..<rounds {
      sums.0 = factor.addingProduct(sums.0, factor)
      sums.1 = factor.addingProduct(sums.1, factor)
      sums.2 = factor.addingProduct(sums.2, factor)
      sums.3 = factor.addingProduct(sums.3, factor)
      sums.4 = factor.addingProduct(sums.4, factor)
      sums.5 = factor.addingProduct(sums.5, factor)
      sums.6 = factor.addingProduct(sums.6, factor)
      sums.7 = factor.addingProduct(sums.7, factor)
    }
    let all = sums.0 + sums.1 + sums.2 + sums.3 + sums.4 + sums.5 + sums.6 + sums.7
    return all.sum()
  }
}
