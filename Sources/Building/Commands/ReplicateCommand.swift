extension Flag {
  static let times = Flag(
    name: "--times", value: "N", summary: "how many other seeds to try (default: 5)")
}

extension Command {
  package static let replicate = Command(
    "replicate", operands: "[chNN …]", summary: "run with other seeds, and see which verdicts stay",
    flags: [.times, .long], count: 0...100
  ) { invocation, workshop in
    let times = try invocation.value(.times).map(Command.replications) ?? 5
    let named = try invocation.operands.map { try workshop.checkout.chapter(named: $0) }
    let lock = try workshop.takeLock()
    defer { withExtendedLifetime(lock) {} }
    let replicator = Replicator(
      workshop, compiler: PackageCompiler(workshop.checkout), runsLong: invocation.has(.long))
    let isComplete = try replicator.replicate(named, times: times)
    if isComplete { workshop.terminal.line("`./build.sh` puts it on the pages.") }
    return isComplete ? .success : .failure
  }

  private static func replications(_ word: String) throws(UsageError) -> Int {
    guard let count = Int(word), (1...1000).contains(count) else {
      throw UsageError("--times is followed by how many other seeds to try, not `\(word)`.")
    }
    return count
  }
}
