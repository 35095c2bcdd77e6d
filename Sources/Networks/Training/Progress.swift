import Foundation

/// One line on standard error that says how far training has come; silent when nobody watches.
struct Progress {
  private let epochs: Int
  private let batches: Int?
  private let start = ContinuousClock.now
  private var lastShown: ContinuousClock.Instant?
  private let isWatched = isatty(STDERR_FILENO) == 1

  init(epochs: Int, batches: Int?) {
    self.epochs = epochs
    self.batches = batches
  }

  /// Renews the line, at most ten times a second.
  mutating func show(epoch: Int, batch: Int, loss: Float) {
    guard isWatched else { return }
    let now = ContinuousClock.now
    if let lastShown, now - lastShown < .milliseconds(100) { return }
    lastShown = now
    var line = "epoch \(epoch + 1) of \(epochs), batch \(batch + 1)"
    if let batches {
      let share = (Double(epoch) + Double(batch + 1) / Double(batches)) / Double(epochs)
      let elapsed = (now - start) / .seconds(1)
      line += String(
        format: " of %d, loss %.4f, %.0f s left", batches, loss, elapsed * (1 / share - 1))
    } else {
      line += String(format: ", loss %.4f", loss)
    }
    FileHandle.standardError.write(Data("\r\u{1B}[K\(line)".utf8))
  }

  /// Takes the line away.
  func clear() {
    if isWatched { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
  }
}
