import Foundation

/// A running child process, in a session and a process group of its own so that it can be stopped
/// with everything it has started.
package final class Child {
  package let identifier: pid_t
  private let program: Program
  private let limits: Limits
  private let started = ContinuousClock.now
  /// Set when a limit was passed and the group was killed for it.
  private var stopped: Ending?

  /// Starts the program.
  package init(_ program: Program, limits: Limits) throws(BuildError) {
    self.program = program
    self.limits = limits
    identifier = try Self.spawn(program)
  }

  /// Seconds since it was started.
  package var elapsed: Double {
    let duration = (ContinuousClock.now - started).components
    return Double(duration.seconds) + Double(duration.attoseconds) * 1e-18
  }

  /// How it ended, or nil while it runs. Kills it when it has passed a limit.
  package func poll() -> Ending? {
    var status: Int32 = 0
    let result = waitpid(identifier, &status, WNOHANG)
    if result == 0 {
      if stopped == nil, let passed = passedLimit() {
        stopped = passed
        kill(SIGKILL)
      }
      return nil
    }
    if result < 0 && errno == EINTR { return nil }
    // What the child has started and left behind goes with it.
    kill(SIGKILL)
    if let stopped { return stopped }
    // Output written between the last look and the end counts too.
    if let passed = passedOutput() { return passed }
    let signal = status & 0x7f
    return signal == 0 ? .exited((status >> 8) & 0xff) : .signaled(signal)
  }

  /// Sends a signal to the child's whole group.
  package func kill(_ signal: Int32) {
    _ = Foundation.kill(-identifier, signal)
  }

  private func passedLimit() -> Ending? {
    if elapsed > limits.seconds { return .overTime(seconds: limits.seconds) }
    if limits.memoryBytes < .max, residentMemory(of: identifier) > limits.memoryBytes {
      return .overMemory(bytes: limits.memoryBytes)
    }
    return passedOutput()
  }

  private func passedOutput() -> Ending? {
    guard limits.outputBytes < .max else { return nil }
    var written = fileSize(program.output)
    if program.errors != program.output { written += fileSize(program.errors) }
    return written > limits.outputBytes ? .overOutput(bytes: limits.outputBytes) : nil
  }
}

// MARK: - Starting

extension Child {
  private static func spawn(_ program: Program) throws(BuildError) -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }

    // Appending, so that a program the child starts writes after it and not over it.
    let mode = O_WRONLY | O_CREAT | O_TRUNC | O_APPEND
    var pipe: [Int32] = [-1, -1]
    defer { for end in pipe where end >= 0 { close(end) } }
    if let input = program.input {
      pipe = try filledPipe(input)
      posix_spawn_file_actions_adddup2(&actions, pipe[0], 0)
    } else {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    }
    posix_spawn_file_actions_addopen(&actions, 1, program.output, mode, 0o644)
    if program.errors == program.output {
      posix_spawn_file_actions_adddup2(&actions, 1, 2)
    } else {
      posix_spawn_file_actions_addopen(&actions, 2, program.errors, mode, 0o644)
    }

    // Signals that this process blocks or ignores must reach the child as usual.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var usual = sigset_t()
    sigemptyset(&usual)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGXFSZ] { sigaddset(&usual, signal) }
    posix_spawnattr_setsigdefault(&attributes, &usual)
    posix_spawnattr_setflags(
      &attributes, Int16(newSession | Int32(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)))

    // A shell changes the folder, which not every system can do here, and becomes the program.
    let change = "ulimit -c 0; cd -- \"$0\" && exec \"$@\""
    let words = ["sh", "-c", change, program.folder, program.executable] + program.arguments
    var identifier: pid_t = 0
    let failure = withCStrings(words) { arguments in
      withCStrings(program.environmentStrings) { environment in
        posix_spawn(&identifier, "/bin/sh", &actions, &attributes, arguments, environment)
      }
    }
    guard failure == 0 else {
      throw BuildError("\(program.executable) could not be started: \(systemMessage(failure)).")
    }
    return identifier
  }
}

/// The flag that makes a child the first of a session, and of a group, of its own.
private var newSession: Int32 {
  #if canImport(Darwin)
    0x400
  #else
    0x80
  #endif
}

/// A pipe that holds these bytes and its end; the other side reads them once.
private func filledPipe(_ bytes: [UInt8]) throws(BuildError) -> [Int32] {
  var ends: [Int32] = [-1, -1]
  // The least that every system's pipes hold.
  guard bytes.count <= 512, Foundation.pipe(&ends) == 0 else {
    throw BuildError("a pipe could not be made: \(systemMessage(errno)).")
  }
  for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  _ = write(ends[1], bytes, bytes.count)
  close(ends[1])
  return [ends[0], -1]
}

/// Calls `body` with the strings as a null-terminated array of C strings.
func withCStrings<Result>(
  _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
  let copies = strings.map { strdup($0) }
  defer { copies.forEach { free($0) } }
  return body(copies + [nil])
}

/// What the system calls the error of this number.
func systemMessage(_ code: Int32) -> String {
  String(cString: strerror(code))
}
