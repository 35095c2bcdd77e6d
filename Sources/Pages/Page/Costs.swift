import Foundation

/// Times and sizes in words, rounded so far that they stay the same from day to day.
package enum Costs {
  /// "under a second", "about 8 seconds", "about 3 minutes".
  package static func time(_ seconds: Double) -> String {
    switch seconds {
    case ..<1: "under a second"
    case ..<1.5: "about a second"
    case ..<9.5: "about \(Int(seconds.rounded())) seconds"
    case ..<55: "about \(Int((seconds / 5).rounded()) * 5) seconds"
    case ..<90: "about a minute"
    case ..<5400: "about \(Int((seconds / 60).rounded())) minutes"
    // A damaged record may say any number, also one that is no Int.
    default: "about \(String(format: "%.0f", seconds / 3600)) hours"
    }
  }

  /// Multiplications and additions in thousands of millions: "0.25", "12".
  package static func billions(_ operations: Int) -> String {
    let value = Double(operations) / 1e9
    return String(format: value < 9.95 ? "%.2f" : "%.0f", value)
  }

  /// "120 MB", "1.3 GB".
  package static func memory(_ bytes: Int) -> String {
    let megabytes = Double(bytes) / 1e6
    if megabytes >= 950 { return "\((megabytes / 100).rounded() / 10) GB" }
    let step: Double = megabytes < 95 ? 5 : 10
    return "\(Int(max(step, (megabytes / step).rounded() * step))) MB"
  }

  /// A measured time to two digits: "12 ms", "0.41 s", "3.2 s".
  package static func measured(_ seconds: Double) -> String {
    switch seconds {
    case ..<0.001: "under 1 ms"
    case ..<0.0995: String(format: "%.2g ms", seconds * 1000)
    case ..<99.5: String(format: seconds < 0.995 ? "%.2f s" : "%.2g s", seconds)
    default: time(seconds)
    }
  }

  /// The exact size of something that is kept: "512 bytes", "31 KB", "4.1 MB".
  package static func size(_ bytes: Int) -> String {
    switch bytes {
    case ..<1000: "\(bytes) bytes"
    case ..<9950: String(format: "%.1f KB", Double(bytes) / 1e3)
    case ..<999_500: String(format: "%.0f KB", Double(bytes) / 1e3)
    case ..<9_950_000: String(format: "%.1f MB", Double(bytes) / 1e6)
    default: memory(bytes)
    }
  }
}
