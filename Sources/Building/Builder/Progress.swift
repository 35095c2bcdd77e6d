import Trace

/// What a person sees while a build is at work: one line that says which chapter, which block, and
/// how long already.
final class Progress {
  private let terminal: Terminal
  private let start = ContinuousClock.now
  /// The block that each running chapter was last seen in.
  private var blocks: [String: String] = [:]

  init(_ terminal: Terminal) {
    self.terminal = terminal
  }

  /// Seconds since the build began.
  var elapsed: Double { (ContinuousClock.now - start) / .seconds(1) }

  /// Shows what is being done.
  func say(_ text: String) {
    terminal.progress("\(clock(elapsed))  \(text)")
  }

  /// Shows the chapters at work, with the blocks their traces have come to.
  func show(_ running: [RunningJob], waiting: Int, folders: [String: RunFolder]) {
    guard terminal.isInteractive, !running.isEmpty else { return }
    let parts = running.map { job in
      if let folder = folders[job.name], let block = lastBlock(in: folder) {
        blocks[job.name] = block
      }
      let block = blocks[job.name].map { " · \($0)" } ?? ""
      return "\(job.name)\(block) · \(clock(job.elapsed))"
    }
    say(parts.joined(separator: "   ") + (waiting > 0 ? "   (\(waiting) to come)" : ""))
  }

  /// The newest block mark near the end of a trace that is being written.
  private func lastBlock(in folder: RunFolder) -> String? {
    let tail = Disk.tail(folder.trace, count: 8192)
    let mark = Array("{\"record\":\"block\"".utf8)
    for line in tail.split(separator: UInt8(ascii: "\n")).reversed() where line.starts(with: mark) {
      let bytes = Array(line)
      if case .block(let block)? = try? TraceRecord(bytes, in: 0..<bytes.count) { return block.id }
    }
    return nil
  }
}
