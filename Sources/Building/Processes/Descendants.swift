import Foundation

/// What children start and leave behind, wherever it has gone: a process may give itself a group or
/// a session of its own, and `kill` does not reach it there.
///
/// On Linux this process becomes the parent of all that lose theirs, and finds them by that; on
/// other systems the group is all there is.
enum Descendants {
  #if os(Linux)
    /// Makes this process the parent of what its children leave behind.
    static func adopt() {
      typealias Control = @convention(c) (Int32, UInt, UInt, UInt, UInt) -> Int32
      let becomeReaper: Int32 = 36
      guard let symbol = dlsym(nil, "prctl") else { return }
      _ = unsafeBitCast(symbol, to: Control.self)(becomeReaper, 1, 0, 0, 0)
    }

    /// Ends what is left of a child's session, and what has left it and lost its parent.
    ///
    /// - Parameter spared: Children that are none of its doing, and are left alone with their
    ///   sessions.
    static func end(of child: pid_t, sparing spared: Set<pid_t>) {
      // What is ended may leave others behind: each round finds those of the one before.
      for _ in 0..<200 {
        let left = processes.filter { process in
          process.session == child
            || process.parent == getpid() && process.session != getsid(0)
              && !spared.contains(process.session) && !spared.contains(process.id)
        }
        guard !left.isEmpty else { return }
        for process in left {
          kill(process.id, SIGKILL)
          if process.parent == getpid() { waitpid(process.id, nil, WNOHANG) }
        }
        usleep(1_000)
      }
    }

    /// The processes whose parent this one is.
    static var children: Set<pid_t> {
      Set(processes.filter { $0.parent == getpid() }.map(\.id))
    }

    private struct Process {
      var id: pid_t
      var parent: pid_t
      var session: pid_t
    }

    /// All processes, by `/proc/1/stat`: `1 (a name) S parent group session …`
    private static var processes: [Process] {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
      return names.compactMap { name in
        guard let id = pid_t(name), let text = readSmallFile("/proc/\(name)/stat"),
          let end = text.lastIndex(of: ")")
        else { return nil }
        let fields = text[text.index(after: end)...].split(separator: " ")
        guard fields.count > 3, let parent = pid_t(fields[1]), let session = pid_t(fields[3]) else {
          return nil
        }
        return Process(id: id, parent: parent, session: session)
      }
    }
  #else
    static func adopt() {}
    static func end(of child: pid_t, sparing spared: Set<pid_t>) {}
    static var children: Set<pid_t> { [] }
  #endif
}
