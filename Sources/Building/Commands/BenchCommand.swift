import Foundation

extension Command {
  package static let bench = Command(
    "bench", operands: "[NAME …]", summary: "measure speed and memory, beside PyTorch with --peers",
    flags: [.peers, .threads, .rounds, .json, .publish, .workloads], count: 0...100
  ) { invocation, workshop in
    guard try workshop.compileBench() else { return .failure }
    if invocation.has(.peers) {
      setenv(
        "LADDER_PEERS",
        try PythonEnvironment.ready(
          with: PythonEnvironment.shared + PythonEnvironment.raced, in: workshop
        ).folder, 1)
    }
    try workshop.becomeBench(invocation.words)
  }
}

extension Flag {
  fileprivate static let peers = Flag(
    name: "--peers", summary: "measure PyTorch in turns with ours (made ready outside the checkout)"
  )
  fileprivate static let threads = Flag(
    name: "--threads", value: "LIST", summary: "how many threads: 2, or 1,2 for one after the other"
  )
  fileprivate static let rounds = Flag(
    name: "--rounds", value: "N", summary: "how often each is measured (default: 7)")
  fileprivate static let json = Flag(
    name: "--json", value: "FILE", summary: "write all results to a file")
  fileprivate static let publish = Flag(
    name: "--publish", summary: "write Benchmarks/results.md and its figures")
  fileprivate static let workloads = Flag(
    name: "--list", summary: "say which workloads and studies there are")
}

extension Invocation {
  /// The operands and flags again as words.
  fileprivate var words: [String] {
    operands
      + command.flags.filter(has).flatMap { flag in
        [flag.name] + (flag.value == nil ? [] : [value(flag) ?? ""])
      }
  }
}

extension Workshop {
  fileprivate func compileBench() throws -> Bool {
    let lock = try takeLock()
    defer { withExtendedLifetime(lock) {} }
    return try show(
      "swift", ["build", "-c", "release", "--product", "bench"], log: "bench-build.log"
    ) { text in
      text.split(separator: "\n").filter { $0.contains("error: ") }.joined(separator: "\n")
    }
  }

  /// Hands this process over to the program that measures: nothing of ours runs beside it.
  fileprivate func becomeBench(_ words: [String]) throws -> Never {
    let program = "\(checkout.products)/bench"
    guard FileManager.default.changeCurrentDirectoryPath(checkout.root) else {
      throw BuildError("the folder \(checkout.root) cannot be entered.")
    }
    supervisor.interrupts.letThrough {
      var arguments = ([program] + words).map { strdup($0) } + [nil]
      execv(program, &arguments)
      for argument in arguments { free(argument) }
    }
    throw BuildError("\(program) could not be started.")
  }
}
