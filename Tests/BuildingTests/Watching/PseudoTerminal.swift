import Building
import Foundation
import XCTest

#if canImport(Glibc)
  import Glibc
#endif

/// A program that believes it talks to a person: its input and output are a terminal that only the
/// test sees.
final class PseudoTerminal {
  private let master: Int32
  private let identifier: pid_t
  private var bytes: [UInt8] = []
  private var status: Int32?

  init(_ program: Program, variables: [String: String]) throws {
    let (master, name) = try XCTUnwrap(Self.open(), "there are no pseudo-terminals here")
    self.master = master
    _ = fcntl(master, F_SETFL, O_NONBLOCK)
    _ = fcntl(master, F_SETFD, FD_CLOEXEC)
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var environment = ProcessInfo.processInfo.environment
    for (name, value) in program.environment { environment[name] = value }
    for (name, value) in variables { environment[name] = value }
    let words = ([program.executable] + program.arguments).map { strdup($0) } + [nil]
    let settings = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (words + settings).forEach { free($0) } }
    var child: pid_t = 0
    let failure = posix_spawn(&child, program.executable, &actions, nil, words, settings)
    identifier = child
    XCTAssertEqual(failure, 0)
  }

  /// A new pseudo-terminal: our end of it, and the path of the other.
  private static func open() -> (master: Int32, name: String)? {
    #if canImport(Darwin)
      let master = posix_openpt(O_RDWR | O_NOCTTY)
      guard master >= 0, grantpt(master) == 0, unlockpt(master) == 0 else { return nil }
      return (master, String(cString: ptsname(master)))
    #else
      let master = Glibc.open("/dev/ptmx", O_RDWR | O_NOCTTY)
      // The requests TIOCSPTLCK and TIOCGPTN, whose macros Swift does not import.
      var lock: Int32 = 0
      var number: Int32 = 0
      guard master >= 0, ioctl(master, 0x4004_5431, &lock) == 0,
        ioctl(master, 0x8004_5430, &number) == 0
      else { return nil }
      return (master, "/dev/pts/\(number)")
    #endif
  }

  deinit {
    if !hasEnded { kill(identifier, SIGKILL) }
    while !hasEnded { usleep(10_000) }
    close(master)
  }

  /// What has been shown so far.
  var text: String {
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(master, &chunk, chunk.count)
      guard count > 0 else { break }
      bytes += chunk[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Presses keys.
  func press(_ keys: String) { _ = write(master, keys, keys.utf8.count) }

  func send(_ signal: Int32) { kill(identifier, signal) }

  var hasEnded: Bool {
    guard status == nil else { return true }
    var ended: Int32 = 0
    if waitpid(identifier, &ended, WNOHANG) != 0 { status = ended }
    return status != nil
  }

  /// The exit status; nil where it did not exit by itself.
  var exitStatus: Int32? {
    guard hasEnded, let status, status & 0x7f == 0 else { return nil }
    return (status >> 8) & 0xff
  }

  /// Whether keys are shown and wait for Return, as in a shell.
  var isOrdinary: Bool {
    var settings = termios()
    return tcgetattr(master, &settings) == 0
      && settings.c_lflag & tcflag_t(ICANON | ECHO) == tcflag_t(ICANON | ECHO)
  }
}
