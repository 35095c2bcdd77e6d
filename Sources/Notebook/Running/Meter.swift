import Foundation
import Tensors
import Trace

/// Measures what a run uses: time on the clock, processor time, memory, arithmetic.
struct Meter {
  private let start = ContinuousClock.now
  private let processorStart = Meter.processorSeconds()

  /// What has been used since the meter began; the peak of memory since the mark before.
  func mark() -> Mark {
    let elapsed = start.duration(to: .now).components
    let seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18
    return Mark(
      offset: writtenOutput(), seconds: Meter.rounded(seconds),
      processorSeconds: Meter.rounded(max(0, Meter.processorSeconds() - processorStart)),
      peakMemory: Meter.peakMemory(), operations: Runtime.operations)
  }

  /// Microseconds are finer than any clock here; more digits would only be noise in the trace.
  private static func rounded(_ seconds: Double) -> Double { (seconds * 1e6).rounded() / 1e6 }

  private static func processorSeconds() -> Double {
    let usage = resources()
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  private static func resources() -> rusage {
    var usage = rusage()
    #if os(Linux)
      getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    #else
      getrusage(RUSAGE_SELF, &usage)
    #endif
    return usage
  }

  /// The peak of memory since the last call, where the kernel can begin anew (Linux); since the
  /// start of the process elsewhere.
  private static func peakMemory() -> Int {
    #if os(Linux)
      if let peak = highWaterMark() {
        // Writing 5 resets the high-water mark to what is held now.
        if let file = FileHandle(forWritingAtPath: "/proc/self/clear_refs") {
          try? file.write(contentsOf: Data("5".utf8))
          try? file.close()
        }
        return peak
      }
      return Int(resources().ru_maxrss) * 1024
    #else
      return Int(resources().ru_maxrss)
    #endif
  }

  /// `VmHWM` of the process, in bytes; nil where the kernel does not tell.
  private static func highWaterMark() -> Int? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
    else { return nil }
    let kibibytes = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
    return kibibytes.flatMap { Int($0) }.map { $0 * 1024 }
  }
}
