import Foundation

/// The request to stop: Ctrl-C, a closed terminal, or a polite `kill`.
package struct Interruption: Error, Equatable {
  package var signal: Int32
}

/// Holds the signals that ask us to stop until we have a moment for them.
///
/// They are blocked and looked at between steps, so that no handler runs in the middle of writing a
/// page, and children can be stopped in an orderly way. It must be made before any other thread.
package struct Interrupts {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]

  /// Whether signals are held at all; tests, which share their process, leave them alone.
  private let holds: Bool

  /// Begins to hold them.
  package static func hold() -> Interrupts {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    pthread_sigmask(SIG_BLOCK, &set, nil)
    // A full disk or a file-size limit is then an error of the write, told with its file.
    signal(SIGXFSZ, SIG_IGN)
    return Interrupts(holds: true)
  }

  /// Leaves signals as they are.
  package static let none = Interrupts(holds: false)

  /// Throws when a request to stop has arrived.
  package func check() throws(Interruption) {
    guard holds else { return }
    var pending = sigset_t()
    sigemptyset(&pending)
    sigpending(&pending)
    for signal in Self.signals where sigismember(&pending, signal) == 1 {
      throw Interruption(signal: signal)
    }
  }

  /// Lets requests to stop end this process at once while `body` works, which must leave things in
  /// order at any moment.
  package func letThrough<Result>(_ body: () throws -> Result) rethrows -> Result {
    guard holds else { return try body() }
    var set = sigset_t()
    sigemptyset(&set)
    for signal in Self.signals { sigaddset(&set, signal) }
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
    defer { pthread_sigmask(SIG_BLOCK, &set, nil) }
    return try body()
  }

  /// Ends this process by the signal, as whoever sent it expects.
  package static func end(by signal: Int32) -> Never {
    Foundation.signal(signal, SIG_DFL)
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, signal)
    kill(getpid(), signal)
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
    exit(128 + signal)
  }
}
