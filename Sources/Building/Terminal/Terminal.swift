import Foundation

/// Where the build talks to a person: lines that stay, and one line of progress that does not.
package final class Terminal {
  private let writeOutput: (String) -> Void
  private let writeErrors: (String) -> Void
  /// Whether a person is watching; otherwise there is no progress line and no colour.
  package let isInteractive: Bool
  private let hasColor: Bool
  private var progressShown = ""

  /// A terminal that hands what it is told to two functions.
  package init(
    isInteractive: Bool = false, hasColor: Bool = false,
    output: @escaping (String) -> Void, errors: @escaping (String) -> Void
  ) {
    self.isInteractive = isInteractive
    self.hasColor = hasColor
    writeOutput = output
    writeErrors = errors
  }

  /// The terminal, file or pipe that this process was started with.
  package static func standard() -> Terminal {
    let environment = ProcessInfo.processInfo.environment
    let isTerminal = isatty(1) == 1 && environment["TERM"] ?? "dumb" != "dumb"
    return Terminal(
      isInteractive: isTerminal, hasColor: isTerminal && environment["NO_COLOR"] == nil,
      output: { writeAll($0, to: 1) }, errors: { writeAll($0, to: 2) })
  }

  /// A line that stays.
  package func line(_ text: String = "") {
    clearProgress()
    writeOutput(text + "\n")
  }

  /// Text that must come out byte for byte, such as tangled Swift.
  package func raw(_ text: String) {
    clearProgress()
    writeOutput(text)
  }

  /// A line about something that went wrong.
  package func error(_ text: String) {
    clearProgress()
    writeErrors(text + "\n")
  }

  /// A line that the next one replaces. Nothing is shown when nobody watches.
  package func progress(_ text: String) {
    guard isInteractive, text != progressShown else { return }
    writeOutput("\r\u{1B}[K" + String(text.prefix(width - 1)))
    progressShown = text
  }

  /// Takes the progress line away.
  package func clearProgress() {
    guard !progressShown.isEmpty else { return }
    writeOutput("\r\u{1B}[K")
    progressShown = ""
  }

  /// How a word is set where colours can be shown.
  package enum Style: Int {
    case strong = 1
    case quiet = 2
    case bad = 31
    case good = 32
    case doubtful = 33
  }

  /// The text in a style, or as it is where there are no colours.
  package func styled(_ text: String, _ style: Style) -> String {
    hasColor ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  private var width: Int {
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else { return 80 }
    return Int(size.ws_col)
  }

  private static func writeAll(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }
}
