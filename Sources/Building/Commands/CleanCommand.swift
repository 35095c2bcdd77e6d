extension Command {
  package static let clean = Command(
    "clean", summary: "take away everything that can be made again (.build)"
  ) { _, workshop in
    let lock = try workshop.takeLock()
    defer { withExtendedLifetime(lock) {} }
    try Disk.remove("\(workshop.checkout.root)/.build")
    workshop.terminal.line("Removed .build. The chapters, the book and its records stay.")
    return .success
  }
}

extension Workshop {
  /// Keeps other builds of this checkout out until the result is let go.
  func takeLock() throws -> Lock {
    try Lock(at: checkout.lock, interrupts: supervisor.interrupts) { holder in
      let who = holder.map { " (process \($0))" } ?? ""
      terminal.error("Another build is at work in this checkout\(who); waiting for it to end.")
    }
  }
}
