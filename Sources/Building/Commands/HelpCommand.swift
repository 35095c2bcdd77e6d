import Literate

extension Command {
  package static let help = Command(
    "help", operands: "[COMMAND]", summary: "show this, or what a command takes",
    count: 0...1
  ) { invocation, workshop in
    guard let name = invocation.operands.first else {
      workshop.terminal.raw(helpText)
      return .success
    }
    guard let command = Command.all.first(where: { $0.name == name }) else {
      let hint = nearest(to: name, in: Command.all.map(\.name))
      throw UsageError(
        "There is no command \(name). "
          + (hint.map { "Did you mean `\($0)`?" } ?? "`./build.sh help` shows those there are."))
    }
    workshop.terminal.raw(helpText(of: command))
    return .success
  }
}

/// What `./build.sh help check` prints.
private func helpText(of command: Command) -> String {
  let words = ["./build.sh", command.name, command.operands].filter { !$0.isEmpty }
  let flags = command.flags.isEmpty ? "" : columns(flagColumns(command.flags)) + "\n\n"
  return """
    \(words.joined(separator: " "))

      \(command.summary)

    \(flags)
    """
}

private func flagColumns(_ flags: [Flag]) -> [(String, String)] {
  flags.map { ([$0.name, $0.value].compactMap { $0 }.joined(separator: " "), $0.summary) }
}

/// What `./build.sh help` prints.
private var helpText: String {
  var rows = [
    ("./build.sh", "build the whole book: compile, run and weave what has changed"),
    ("./build.sh ch04 [ch07 …]", "build these chapters, and run them even when nothing changed"),
  ]
  for command in Command.all where command.name != Command.build.name {
    let words = ["./build.sh", command.name, command.operands].filter { !$0.isEmpty }
    rows.append((words.joined(separator: " "), command.summary))
  }
  var flags: [Flag] = []
  for flag in Command.all.flatMap(\.flags) where !flags.contains(flag) { flags.append(flag) }
  let flagRows = flagColumns(flags) + [("--version", "show the version")]
  return """
    The Ladder: a book about machine learning that runs.

    \(columns(rows))

    \(columns(flagRows))

    The exit status is 0 when all is well, 1 when a chapter, a check or a test failed, and 2 when
    the command line could not be understood.

    """
}

private func columns(_ rows: [(String, String)]) -> String {
  let width = rows.map(\.0.count).max() ?? 0
  return rows.map { left, right in
    "  " + left + String(repeating: " ", count: width - left.count + 2) + right
  }.joined(separator: "\n")
}
