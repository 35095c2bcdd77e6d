/// What a command works with.
package struct Workshop {
  package var checkout: Checkout
  package var terminal: Terminal
  package var supervisor: Supervisor

  package init(checkout: Checkout, terminal: Terminal, supervisor: Supervisor) {
    self.checkout = checkout
    self.terminal = terminal
    self.supervisor = supervisor
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
