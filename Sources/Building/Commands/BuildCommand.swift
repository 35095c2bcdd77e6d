import Foundation

extension Command {
  package static let build = Command(
    "build", operands: "[chNN …]", summary: "build the book, or these chapters",
    flags: [.why, .force, .long, .jobs, .findings], count: 0...100
  ) { invocation, workshop in
    var options = try workshop.options(invocation)
    options.saysWhy = invocation.has(.why)
    options.force = invocation.has(.force)
    if invocation.has(.findings) { return try workshop.buildForPrograms(&options) }
    return try workshop.buildAndGrade(options)
  }

  package static let check = Command(
    "check", operands: "[chNN …]", summary: "run, and compare what comes out with the records",
    flags: [.accept, .long, .jobs, .findings], count: 0...100
  ) { invocation, workshop in
    var options = try workshop.options(invocation)
    options.purpose = invocation.has(.accept) ? .accepting : .checking
    if invocation.has(.findings) { return try workshop.buildForPrograms(&options) }
    return try workshop.build(options)
  }
}

extension Flag {
  fileprivate static let findings = Flag(
    name: "--json", summary: "print nothing but the findings, each as JSON on a line, for editors")
}

extension Workshop {
  /// What the words that `build` and `check` share ask for.
  fileprivate func options(_ invocation: Invocation) throws -> BuildOptions {
    var options = BuildOptions()
    for word in invocation.operands {
      let chapter = try checkout.chapter(named: word)
      if !options.named.contains(chapter) { options.named.append(chapter) }
    }
    options.runsLong = invocation.has(.long)
    options.jobs = ProcessInfo.processInfo.activeProcessorCount
    if let word = invocation.value(.jobs) {
      guard let jobs = Int(word), (1...1000).contains(jobs) else {
        throw UsageError("--jobs is followed by how many chapters may run at once, not `\(word)`.")
      }
      options.jobs = jobs
    }
    return options
  }

  /// Builds, and prints the findings and nothing else, each as an object on a line of its own.
  fileprivate func buildForPrograms(_ options: inout BuildOptions) throws -> ExitStatus {
    let (output, encoder) = (terminal, JSONEncoder())
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    options.taking = { finding in
      guard let line = try? encoder.encode(finding) else { return }
      output.raw(String(decoding: line, as: UTF8.self) + "\n")
    }
    var silent = self
    silent.terminal = Terminal(output: { _ in }, errors: { output.error($0) })
    return try silent.build(options)
  }

  /// Builds, and tells what became of it.
  package func build(
    _ options: BuildOptions, compiler: (any ChapterCompiler)? = nil
  ) throws -> ExitStatus {
    try builds(options, compiler: compiler).status
  }

  /// Builds, and tells what became of it; the builder knows what was put out.
  package func builds(
    _ options: BuildOptions, compiler: (any ChapterCompiler)? = nil
  ) throws -> (status: ExitStatus, builder: Builder) {
    let lock = try takeLock()
    defer { withExtendedLifetime(lock) {} }
    return try buildsUnderLock(options, compiler: compiler)
  }

  /// Builds, and shows the exercises of what was named; another build comes before or after both.
  func buildAndGrade(_ options: BuildOptions) throws -> ExitStatus {
    let lock = try takeLock()
    defer { withExtendedLifetime(lock) {} }
    let status = try buildsUnderLock(options, compiler: nil).status
    try showExercises(after: options)
    return status
  }

  private func buildsUnderLock(
    _ options: BuildOptions, compiler: (any ChapterCompiler)?
  ) throws -> (status: ExitStatus, builder: Builder) {
    let compiler = compiler ?? PackageCompiler(checkout)
    let builder = try Builder(self, compiler: compiler, options: options)
    let summary = Summary(try builder.build())
    terminal.line()
    for line in summary.lines(styled: terminal.styled) { terminal.line(line) }
    terminal.line()
    for line in builder.remarks { terminal.line(line) }
    if options.purpose != .checking {
      let site = try writeSite(builder.session, failed: builder.failed, to: checkout.site)
      for line in site.remarks { terminal.line(line) }
      terminal.line("As a web site: \(checkout.shown(checkout.site))/index.html")
    }
    return (summary.hasFailures || !builder.faults.isEmpty ? .failure : .success, builder)
  }
}
