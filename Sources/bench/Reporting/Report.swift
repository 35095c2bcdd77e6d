import Foundation
import Ladder

/// All results, as JSON and as the published page with its figure.
struct Report {
  let results: [RaceResult]
  let peers: String?

  /// Sentences about races in which the two sides computed different things.
  var disagreements: [String] {
    results.filter { !$0.agrees }.map {
      "\($0.name): ours computed \($0.computed), the peer \($0.peer?.computed ?? .nan)"
    }
  }

  var json: Data {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      return try encoder.encode(results)
    }
  }

  /// Writes Benchmarks/results.md and its figures, unless the two sides computed different things.
  func publish() throws {
    guard disagreements.isEmpty else { return }
    try Data(page.utf8).write(to: URL(fileURLWithPath: "Benchmarks/results.md"), options: .atomic)
    for (name, figure) in figures {
      try figure.png().withUnsafeBufferPointer { bytes in
        try Data(buffer: bytes).write(
          to: URL(fileURLWithPath: "Benchmarks/\(name).png"), options: .atomic)
      }
    }
  }

  // MARK: - The page

  private var page: String {
    var lines = ["# Measured side by side", "", introduction, ""]
    if figures.contains(where: { $0.name == "results" }) {
      lines += ["![How many times faster than the peer, by workload](results.png)", ""]
    }
    if figures.contains(where: { $0.name == "growth" }) {
      lines += ["![Time against size, ours and the peer's](growth.png)", ""]
    }
    for threads in Set(results.map(\.threads)).sorted() { lines += table(threads) }
    lines += scaling
    return lines.joined(separator: "\n")
  }

  private var introduction: String {
    """
    Made by `./build.sh bench --peers --publish --threads 1,2`. Ours and the peer's\
    \(peers.map { " (\($0))" } ?? "") run in turns, in processes of their own, from the same \
    numbers; the first number that each computes is compared, and the table is not written when \
    they differ. Times are medians over rounds; behind the ratio stand the lowest and the highest \
    of any round. Memory is the peak of the whole process, ours and the peer's.

    *At most* is how many times faster than the peer a program would be that spends all its time \
    at the peak of the arithmetic units, or at the speed at which a copy in the cache reads and \
    writes: a goal beyond it cannot be reached on this machine. Operations are counted as \
    textbooks do; Winograd's way of 3 × 3 convolutions needs fewer.
    """
  }

  private func table(_ threads: Int) -> [String] {
    let host = Host.current(threads: threads)
    let rows = results.filter { $0.threads == threads && isInTable($0) }
    let limits = String(format: "%.0f GFLOP/s; copying: %.0f GB/s", host.peak, host.copying)
    return [
      "## \(threads) thread\(threads == 1 ? "" : "s")", "",
      "\(host.words). Peak of the arithmetic units: \(limits).", "",
      "| workload | what | ours | peer | times faster | goal | at most | GFLOP/s | memory |",
      "| :--- | :--- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ] + rows.map { row($0, on: host) } + [""]
  }

  /// Points of the growth figure stand there only.
  private func isInTable(_ result: RaceResult) -> Bool {
    Workload.named(result.name)?.isInTable == true
  }

  private func row(_ result: RaceResult, on host: Host) -> String {
    let ratio = result.ratios
    let least = host.least(operations: result.operations, traffic: result.traffic)
    let most = result.peer.flatMap { peer in least.map { median(peer.times) / $0 } }
    func two(_ value: Double) -> String { String(format: "%.2f", value) }
    var cells = ["`\(result.name)`", result.what, Units.time(median(result.times))]
    cells.append(result.peer.map { Units.time(median($0.times)) } ?? "")
    cells.append(
      ratio.isEmpty ? "" : "**\(two(median(ratio)))** (\(two(ratio.first!))–\(two(ratio.last!)))")
    cells.append(String(format: "%g", result.goal))
    cells.append(most.map(two) ?? "")
    cells.append(result.speed.map { String(format: "%.1f", $0) } ?? "")
    cells.append(
      Units.memory(result.memory) + (result.peer.map { " / " + Units.memory($0.memory) } ?? ""))
    return "| " + cells.joined(separator: " | ") + " |"
  }

  /// How much faster ours gets with more threads.
  private var scaling: [String] {
    let single = results.filter { $0.threads == 1 && isInTable($0) }
    let rows = single.compactMap { one -> String? in
      guard let more = results.last(where: { $0.name == one.name && $0.threads > 1 }) else {
        return nil
      }
      return String(
        format: "| `%@` | %.2f |", one.name as NSString, median(one.times) / median(more.times))
    }
    guard !rows.isEmpty else { return [] }
    return ["## From one thread to more", "", "| workload | times faster |", "| :--- | ---: |"]
      + rows + [""]
  }

  // MARK: - Figures

  private var figures: [(name: String, figure: Figure)] {
    let most = results.map(\.threads).max() ?? 1
    let raced = results.filter { result in
      result.peer != nil && result.threads == most && isInTable(result)
    }
    var figures: [(String, Figure)] = []
    if !raced.isEmpty {
      figures.append(
        (
          "results",
          Figure("How many times faster than PyTorch, the same work on the same threads")
            .bars(
              raced.map(\.name), raced.map { median($0.ratios) }, horizontal: true, values: true
            )
            .referenceLine(x: 1)
            .logX()
            .xLabel("times faster")
            .size(height: 80 + 22 * Double(raced.count))
        ))
    }
    if let growth = growth(most) { figures.append(("growth", growth)) }
    return figures
  }

  /// Time against size, ours and the peer's.
  private func growth(_ threads: Int) -> Figure? {
    func family(_ prefix: String) -> [(size: Double, ours: Double, peer: Double)] {
      results.compactMap { result in
        guard result.threads == threads, result.name.hasPrefix(prefix + "-"),
          let peer = result.peer,
          let size = Double(result.name.dropFirst(prefix.count + 1))
        else { return nil }
        return (size, median(result.times), median(peer.times))
      }.sorted { $0.size < $1.size }
    }
    let axes = [
      "matmul": "side", "attention": "context", "batch": "rows in a batch",
      "width": "hidden units",
    ]
    let families = ["matmul", "attention", "batch", "width"].map { ($0, family($0)) }
      .filter { $0.1.count > 2 }
    guard !families.isEmpty else { return nil }
    return Figure.grid(columns: 2, sharingX: false, sharingY: false) {
      for (name, points) in families {
        Figure(name)
          .line(points.map(\.size), points.map { $0.ours * 1e3 }, label: "ours", markers: true)
          .line(points.map(\.size), points.map { $0.peer * 1e3 }, label: "PyTorch", markers: true)
          .logX().logY().xLabel(axes[name]!).yLabel("ms")
      }
    }
  }
}
