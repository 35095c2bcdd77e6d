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
