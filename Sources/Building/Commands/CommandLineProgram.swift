import Foundation

/// The version of the book's tools.
package let version = "0.1"

/// Does what the words after `./build.sh` say and returns the status to end with.
package func runCommand(_ words: [String], in workshop: Workshop) throws -> ExitStatus {
  let terminal = workshop.terminal
  do {
    if words == ["--version"] {
      terminal.line("The Ladder \(version)")
      return .success
    }
    let invocation = try Invocation(words, chapters: workshop.checkout.chapters.map(\.id))
    return try invocation.command.run(invocation, workshop)
  } catch let error as UsageError {
    terminal.error("build.sh: \(error)")
    return .usage
  } catch let error as BuildError {
    terminal.error("build.sh: \(error)")
    return .failure
  }
}

/// The program behind `./build.sh`, which calls it with `--checkout PATH` and its own words.
public func main(_ arguments: [String]) -> Never {
  let interrupts = Interrupts.hold()
  let terminal = Terminal.standard()
  guard arguments.count > 2, arguments[1] == "--checkout" else {
    terminal.error("This program is started by ./build.sh, which tells it where the book is.")
    exit(ExitStatus.usage.rawValue)
  }
  let workshop = Workshop(
    checkout: Checkout(root: arguments[2]), terminal: terminal,
    supervisor: Supervisor(interrupts: interrupts))
  do {
    exit(try runCommand(Array(arguments.dropFirst(3)), in: workshop).rawValue)
  } catch let interruption as Interruption {
    terminal.error("Stopped. What was finished is in place, the rest is as it was.")
    Interrupts.end(by: interruption.signal)
  } catch {
    terminal.error("build.sh: \(error)")
    exit(ExitStatus.failure.rawValue)
  }
}
