import Literate

/// Compiles chapters as `swift build` does, so that the script, an editor and `swift run ch04` share
/// their work.
package struct PackageCompiler: ChapterCompiler {
  private let checkout: Checkout

  package init(_ checkout: Checkout) {
    self.checkout = checkout
  }

  package func compile(
    _ chapters: [ChapterFolder], supervisor: Supervisor, progress: (String) -> Void
  ) throws -> [String: Compilation] {
    for chapter in chapters where !Disk.exists(chapter.program) {
      try Disk.write(ChapterFolder.programText, to: chapter.program)
    }
    var results: [String: Compilation] = [:]
    // One call for the whole book costs what one call for a chapter does. When something does not
    // compile, SwiftPM stops there, and each chapter gets a call of its own.
    if chapters.count > 3 {
      let attempt = try build([], supervisor: supervisor) { progress("compiling, \($0)") }
      if attempt.ending.isSuccess {
        for chapter in chapters { results[chapter.id] = try success(chapter, attempt) }
      } else {
        try refuseBrokenLibrary(attempt)
      }
    }
    for chapter in chapters where results[chapter.id] == nil {
      var attempt = try build(chapter, supervisor: supervisor, progress: progress)
      if attempt.ending.isSuccess, let result = try success(chapter, attempt) {
        results[chapter.id] = result
        continue
      }
      if attempt.ending.isSuccess || attempt.text.contains("link command failed") {
        // Somebody else has compiled this text, and what was said then is not known here; or the
        // library changed in a way that SwiftPM did not see, and the old code asks for what is gone.
        for file in ["Chapter", "Program"] {
          try Disk.remove("\(checkout.products)/\(chapter.id).build/\(file).swift.o")
        }
        attempt = try build(chapter, supervisor: supervisor, progress: progress)
      }
      results[chapter.id] = try result(of: attempt, for: chapter)
    }
    return results
  }

  /// The outcome of a call that compiled the chapter, or that had nothing to do because an earlier
  /// one did; nil when what was said then is not known.
  private func success(_ chapter: ChapterFolder, _ attempt: Attempt) throws -> Compilation? {
    let executable = "\(checkout.products)/\(chapter.id)"
    if attempt.text.contains(" Compiling \(chapter.id) ") {
      let findings = Diagnostic.sort(attempt.output, chapters: [chapter]).ofChapters[chapter.id]
      try CompilerMemory.save(findings ?? [], of: chapter)
      return Compilation(executable: executable, findings: findings ?? [])
    }
    return CompilerMemory.load(of: chapter).map {
      Compilation(executable: executable, findings: $0.findings)
    }
  }

  private func result(of attempt: Attempt, for chapter: ChapterFolder) throws -> Compilation {
    let findings = Diagnostic.sort(attempt.output, chapters: [chapter]).ofChapters[chapter.id] ?? []
    if attempt.ending.isSuccess {
      try CompilerMemory.save(findings, of: chapter)
      return Compilation(executable: "\(checkout.products)/\(chapter.id)", findings: findings)
    }
    try refuseBrokenLibrary(attempt)
    return Compilation(failureOf: chapter, findings: findings, output: attempt.output)
  }

  private struct Attempt {
    var ending: Ending
    var text: String
    var output: CompilerOutput
  }

  private func build(
    _ chapter: ChapterFolder, supervisor: Supervisor, progress: (String) -> Void
  ) throws -> Attempt {
    try build(["--product", chapter.id], supervisor: supervisor) {
      progress("\(chapter.id): compiling, \($0)")
    }
  }

  /// Compiles what chapters stand on, without any chapter.
  package func compileLibrary(supervisor: Supervisor, progress: (String) -> Void) throws {
    let attempt = try build(["--target", "Ladder"], supervisor: supervisor) {
      progress("compiling the library, \($0)")
    }
    guard !attempt.ending.isSuccess else { return }
    throw BuildError("the library does not compile:\n\(attempt.text)")
  }

  /// Runs `swift build`; `progress` is told the newest line of its output.
  private func build(
    _ arguments: [String], supervisor: Supervisor, progress: (String) -> Void
  ) throws -> Attempt {
    let log = "\(checkout.work)/swift-build.log"
    try Disk.makeFolder(checkout.work)
    let program = Program(
      "swift", ["build", "-c", "release"] + arguments, folder: checkout.root, output: log,
      errors: log)
    var result: Ending?
    try supervisor.run([Job("swift build", program) { ending, _ in result = ending }]) { running in
      if !running.isEmpty { progress(lastStep(in: log)) }
    }
    let text = String(decoding: try Disk.read(log) ?? [], as: UTF8.self)
    return Attempt(ending: result ?? .exited(1), text: text, output: CompilerOutput(text))
  }

  /// The last `[3/17] Compiling Tensors` in the log, or what is going on before the first.
  private func lastStep(in log: String) -> String {
    let tail = String(decoding: Disk.tail(log, count: 2000), as: UTF8.self)
    let words = ["Compiling ", "Linking ", "Tangling "]
    let step = tail.split(whereSeparator: \.isNewline).last { line in
      line.hasPrefix("[") && words.contains { line.contains($0) }
    }
    return step.map(String.init) ?? "planning"
  }

  /// An error in the library or the manifest concerns every chapter: it is told once, as it is. One
  /// in what was generated from a chapter is that chapter's.
  private func refuseBrokenLibrary(_ attempt: Attempt) throws {
    let ours = ["Sources/", "Plugins/", "Package.swift"].map {
      "\(Disk.realPath(checkout.root))/\($0)"
    }
    let isBroken = attempt.output.findings.contains { finding in
      finding.severity == .error
        && ours.contains { Disk.realPath(finding.path).hasPrefix($0) }
    }
    guard isBroken else { return }
    throw BuildError("the library does not compile:\n\(attempt.text)")
  }
}
