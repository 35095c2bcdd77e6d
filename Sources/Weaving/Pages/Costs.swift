import Foundation

/// Times and sizes in words, rounded so far that they stay the same from day to day.
enum Costs {
  /// "under a second", "about 8 seconds", "about 3 minutes".
  static func time(_ seconds: Double) -> String {
    switch seconds {
    case ..<1: "under a second"
    case ..<1.5: "about a second"
    case ..<9.5: "about \(Int(seconds.rounded())) seconds"
    case ..<55: "about \(Int((seconds / 5).rounded()) * 5) seconds"
    case ..<90: "about a minute"
    case ..<5400: "about \(Int((seconds / 60).rounded())) minutes"
    default: "about \(Int((seconds / 3600).rounded())) hours"
    }
  }

  /// "120 MB", "1.3 GB".
  static func memory(_ bytes: Int) -> String {
    let megabytes = Double(bytes) / 1e6
    if megabytes >= 950 { return "\((megabytes / 100).rounded() / 10) GB" }
    let step: Double = megabytes < 95 ? 5 : 10
    return "\(Int(max(step, (megabytes / step).rounded() * step))) MB"
  }
}
