import Foundation

/// The table in the terminal, a line for each race as it ends.
struct LiveTable {
  let hasPeers: Bool

  func begin(_ host: Host) {
    print(host.words + String(format: ", peak %.0f GFLOP/s", host.peak))
    print(row("workload", "ours", "peer", "times faster", "goal", "GFLOP/s", "of peak", "memory"))
  }

  func add(_ result: RaceResult, on host: Host) {
    let ratio = result.ratios
    print(
      row(
        result.name, Units.time(median(result.times)),
        result.peer.map { Units.time(median($0.times)) } ?? "",
        ratio.isEmpty
          ? ""
          : String(format: "%.2f (%.2f to %.2f)", median(ratio), ratio.first!, ratio.last!),
        hasPeers ? String(format: "%g", result.goal) : "",
        result.speed.map { String(format: "%.1f", $0) } ?? "",
        result.speed.map { String(format: "%.0f %%", 100 * $0 / host.peak) } ?? "",
        Units.memory(result.memory) + (result.peer.map { " / " + Units.memory($0.memory) } ?? "")
      ))
    fflush(nil)
  }

  private func row(_ cells: String...) -> String {
    let widths = [16, 9, 9, 22, 6, 9, 8, 18]
    return zip(cells, widths).enumerated().map { place, cell in
      let space = String(repeating: " ", count: max(0, cell.1 - cell.0.count))
      return place == 0 ? cell.0 + space : space + cell.0
    }.joined(separator: " ")
  }
}

/// Numbers with their units.
enum Units {
  static func time(_ seconds: Double) -> String {
    switch seconds {
    case ..<1e-3: String(format: "%.1f µs", seconds * 1e6)
    case ..<1: String(format: seconds < 0.01 ? "%.2f ms" : "%.1f ms", seconds * 1e3)
    default: String(format: "%.2f s", seconds)
    }
  }

  static func memory(_ bytes: Int) -> String { "\(bytes / 1_000_000) MB" }
}
