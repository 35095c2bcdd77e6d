import Foundation

/// Stops our children when this process is killed outright and cannot do it itself.
///
/// A shell in a group of its own keeps the list of child groups and waits on a pipe whose other end
/// only we hold. The pipe ends when we do, however we do, and the shell kills what is on the list, with all of
/// its session where the system shows sessions in `/proc`.
final class Watchdog {
  private let process: pid_t
  private let pipe: Int32

  private static let script = """
    trap '' INT TERM HUP
    groups=
    while read -r sign group; do
      kept=
      for other in $groups; do
        [ "$other" = "$group" ] || kept="$kept $other"
      done
      groups=$kept
      [ "$sign" = + ] && groups="$groups $group"
    done
    for group in $groups; do
      kill -9 "-$group"
      for place in /proc/[0-9]*/stat; do
        read -r line <"$place" || continue
        id=${place#/proc/}
        set -- ${line##*) }
        [ "$4" = "$group" ] && kill -9 "${id%/stat}"
      done
    done
    """

  /// Nil where the shell cannot be started: the build works without, only less tidily.
  init?() {
    var ends: [Int32] = [0, 0]
    guard Foundation.pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
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
    posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))

    var identifier: pid_t = 0
    let failure = withCStrings(["sh", "-c", Self.script]) {
      posix_spawn(&identifier, "/bin/sh", &actions, &attributes, $0, [nil])
    }
    close(ends[0])
    guard failure == 0 else {
      close(ends[1])
      return nil
    }
    process = identifier
    pipe = ends[1]
  }

  deinit {
    close(pipe)
    var status: Int32 = 0
    waitpid(process, &status, 0)
  }

  /// Puts a child's group on the list.
  func watch(_ group: pid_t) { send("+ \(group)\n") }

  /// Takes it off again.
  func release(_ group: pid_t) { send("- \(group)\n") }

  private func send(_ line: String) {
    let bytes = Array(line.utf8)
    _ = write(pipe, bytes, bytes.count)
  }
}
