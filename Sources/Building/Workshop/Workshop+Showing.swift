extension Workshop {
  /// Runs a program with its output in a file, shows the newest line while it works, and what
  /// `excerpt` makes of the output at the end.
  func show(
    _ program: String, _ arguments: [String], log name: String,
    excerpt: (String) -> String = { _ in "" }
  ) throws -> Bool {
    let log = "\(checkout.work)/\(name)"
    try Disk.makeFolder(checkout.work)
    terminal.line("\(program) \(arguments.joined(separator: " "))")
    let run = Program(program, arguments, folder: checkout.root, output: log, errors: log)
    var isGood = false
    let job = Job(program, run) { ending, _ in isGood = ending.isSuccess }
    try supervisor.run([job]) { running in
      guard let first = running.first, terminal.isInteractive else { return }
      let tail = String(decoding: Disk.tail(log, count: 300), as: UTF8.self)
      let line = tail.split(whereSeparator: \.isNewline).last ?? ""
      terminal.progress("\(clock(first.elapsed))  \(line)")
    }
    let text = excerpt(String(decoding: try Disk.read(log) ?? [], as: UTF8.self))
    if !text.isEmpty { terminal.line(text) }
    if !isGood { terminal.line("The whole output: \(checkout.shown(log))") }
    return isGood
  }
}
