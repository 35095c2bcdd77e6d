import Dispatch
import Foundation

/// The machine that was measured, and the most that it can do.
struct Host {
  let words: String
  let threads: Int
  /// Billions of operations a second, on so many threads.
  let peak: Double
  /// Billions of bytes a second that are read and written when four million bytes are copied.
  let copying: Double

  /// The least time that so many operations and bytes take.
  func least(operations: Double?, traffic: Double?) -> Double? {
    let times = [operations.map { $0 / peak / 1e9 }, traffic.map { $0 / copying / 1e9 }]
    return times.compactMap { $0 }.max()
  }

  static func current(threads: Int) -> Host {
    let memory = Double(ProcessInfo.processInfo.physicalMemory) / 1_073_741_824
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let words =
      "\(processor), \(cores) cores, \(Int(memory.rounded())) GB, "
      + "\(threads) thread\(threads == 1 ? "" : "s")"
    return Host(
      words: words, threads: threads, peak: measuredPeak(threads: threads),
      copying: measuredCopying(threads: threads))
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

  /// Each thread copies its share of four million bytes, which stand in a cache, many times.
  private static func measuredCopying(threads: Int) -> Double {
    let (share, rounds) = (1_000_000 / threads, 200)
    let from = [Float](repeating: 1, count: share * threads)
    var to = [Float](repeating: 0, count: share * threads)
    return to.withUnsafeMutableBufferPointer { to in
      from.withUnsafeBufferPointer { from in
        let (x, y) = (Address(from.baseAddress!), Address(to.baseAddress!))
        return (0..<5).map { _ in
          let start = ContinuousClock.now
          DispatchQueue.concurrentPerform(iterations: threads) { thread in
            for _ in 0..<rounds {
              memcpy(y.at(thread * share), x.at(thread * share), share * 4)
            }
          }
          let seconds = start.duration(to: .now) / .seconds(1)
          return Double(rounds * share * threads * 8) / seconds / 1e9
        }.max()!
      }
    }
  }

  /// A place in memory that threads may share.
  private struct Address: @unchecked Sendable {
    private let start: UnsafeMutableRawPointer

    init(_ start: UnsafePointer<Float>) { self.start = UnsafeMutableRawPointer(mutating: start) }

    func at(_ index: Int) -> UnsafeMutableRawPointer { start + 4 * index }
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
