extension Workshop {
  /// A program to run, and the file of the build's folder that takes what it puts out.
  struct Call {
    var program: String
    var arguments: [String]
    var log: String
  }

  /// Runs a program with its output in a file, shows the newest line while it works, and what
  /// `excerpt` makes of the output at the end.
  func show(
    _ program: String, _ arguments: [String], log: String,
    excerpt: (String) -> String = { _ in "" }
  ) throws -> Bool {
    try show([Call(program: program, arguments: arguments, log: log)], excerpt: excerpt)
  }

  /// Runs programs side by side, and says whether all ended well. The newest line is that of the
  /// first that still works.
  func show(_ calls: [Call], excerpt: (String) -> String) throws -> Bool {
    try Disk.makeFolder(checkout.work)
    var failed: Set<Int> = []
    var jobs: [Job] = []
    for (index, call) in calls.enumerated() {
      terminal.line("\(call.program) \(call.arguments.joined(separator: " "))")
      let log = log(named: call.log)
      let run = Program(
        call.program, call.arguments, folder: checkout.root, output: log, errors: log)
      jobs.append(
        Job(call.log, run) { ending, _ in
          if !ending.isSuccess { failed.insert(index) }
        })
    }
    try supervisor.run(jobs, sideBySide: jobs.count) { running in
      guard let first = running.first, terminal.isInteractive else { return }
      let tail = String(decoding: Disk.tail(log(named: first.name), count: 300), as: UTF8.self)
      let line = tail.split(whereSeparator: \.isNewline).last ?? ""
      terminal.progress("\(clock(first.elapsed))  \(line)")
    }
    for (index, call) in calls.enumerated() {
      let text = excerpt(String(decoding: try Disk.read(log(named: call.log)) ?? [], as: UTF8.self))
      if !text.isEmpty { terminal.line(text) }
      if failed.contains(index) {
        terminal.line("The whole output: \(checkout.shown(log(named: call.log)))")
      }
    }
    return failed.isEmpty
  }

  private func log(named name: String) -> String { "\(checkout.work)/\(name)" }
}
