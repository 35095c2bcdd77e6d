/// What the process ends with.
package enum ExitStatus: Int32 {
  case success = 0
  /// A chapter, a check or a test failed.
  case failure = 1
  /// The command line could not be understood.
  case usage = 2
}

/// Something that `./build.sh` can be told to do.
package struct Command: Sendable {
  package var name: String
  /// What follows the name, as the help shows it.
  package var operands: String
  /// One line for the help.
  package var summary: String
  package var flags: [Flag]
  /// How many operands it takes.
  package var count: ClosedRange<Int>
  package var run: @Sendable (Invocation, Workshop) throws -> ExitStatus

  package init(
    _ name: String, operands: String = "", summary: String, flags: [Flag] = [],
    count: ClosedRange<Int> = 0...0,
    run: @escaping @Sendable (Invocation, Workshop) throws -> ExitStatus
  ) {
    self.name = name
    self.operands = operands
    self.summary = summary
    self.flags = flags
    self.count = count
    self.run = run
  }
}

/// A word that begins with two hyphens.
package struct Flag: Sendable, Equatable {
  package var name: String
  /// What its value is called in the help; nil when it takes none.
  package var value: String?
  package var summary: String

  package static let why = Flag(name: "--why", summary: "say what made each chapter run")
  package static let force = Flag(name: "--force", summary: "run even when nothing has changed")
  package static let long = Flag(name: "--long", summary: "run the long blocks too")
  package static let jobs = Flag(
    name: "--jobs", value: "N", summary: "chapters to run side by side (default: one a core)")
  package static let accept = Flag(
    name: "--accept", summary: "take the new output as the record and the page")
  package static let hint = Flag(name: "--hint", summary: "show an exercise's hint")
  package static let solution = Flag(
    name: "--solution", summary: "show an exercise's solution, once it is solved or asked for twice"
  )
  package static let prove = Flag(
    name: "--prove", summary: "grade the book's own answers: solutions, stubs and wrong ones")
}

/// A command line, understood.
package struct Invocation {
  package var command: Command
  package var operands: [String]
  private var values: [String: String]

  package init(_ command: Command, operands: [String] = [], values: [String: String] = [:]) {
    self.command = command
    self.operands = operands
    self.values = values
  }

  /// Whether the flag was given.
  package func has(_ flag: Flag) -> Bool { values[flag.name] != nil }

  /// What was given with the flag.
  package func value(_ flag: Flag) -> String? { values[flag.name] }
}
