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
    // One call for the whole book costs what one call for a chapter does. When something does not
    // compile, SwiftPM stops there, and each chapter gets a call of its own.
    if chapters.count > 3 {
      let attempt = try build([], supervisor: supervisor) { progress("compiling, \($0)") }
      if attempt.ending.isSuccess {
        let findings = Diagnostic.sort(attempt.output, chapters: chapters).ofChapters
        return Dictionary(
          uniqueKeysWithValues: chapters.map { ($0.id, success($0, findings[$0.id] ?? [])) })
      }
      try refuseBrokenLibrary(attempt, chapters: chapters)
    }
    var results: [String: Compilation] = [:]
    for chapter in chapters {
      let attempt = try build(["--product", chapter.id], supervisor: supervisor) {
        progress("\(chapter.id): compiling, \($0)")
      }
      var findings =
        Diagnostic.sort(attempt.output, chapters: [chapter]).ofChapters[chapter.id] ?? []
      if attempt.ending.isSuccess {
        results[chapter.id] = success(chapter, findings)
        continue
      }
      try refuseBrokenLibrary(attempt, chapters: checkout.chapters)
      if !findings.contains(where: { $0.severity == .error }) {
        findings.append(placeless(attempt, in: chapter))
      }
      results[chapter.id] = Compilation(executable: nil, findings: findings)
    }
    return results
  }

  private func success(_ chapter: ChapterFolder, _ findings: [Diagnostic]) -> Compilation {
    Compilation(executable: "\(checkout.products)/\(chapter.id)", findings: findings)
  }

  private struct Attempt {
    var ending: Ending
    var text: String
    var output: CompilerOutput
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
      guard !running.isEmpty else { return }
      progress(lastStep(in: log))
    }
    let text = String(decoding: try Disk.read(log) ?? [], as: UTF8.self)
    return Attempt(ending: result ?? .exited(1), text: text, output: CompilerOutput(text))
  }

  /// The last `[3/17] Compiling Tensors` in the log, or what is going on before the first.
  private func lastStep(in log: String) -> String {
    let tail = String(decoding: Disk.tail(log, count: 400), as: UTF8.self)
    let step = tail.split(whereSeparator: \.isNewline).last { $0.hasPrefix("[") }
    return step.map(String.init) ?? "planning"
  }

  /// An error in the library or the manifest concerns every chapter: it is told once, as it is.
  private func refuseBrokenLibrary(_ attempt: Attempt, chapters: [ChapterFolder]) throws {
    let (ofChapters, others) = Diagnostic.sort(attempt.output, chapters: chapters)
    guard ofChapters.isEmpty, others.contains(where: { $0.severity == .error }) else { return }
    throw BuildError("the library does not compile:\n\(attempt.text)")
  }

  /// A failure without a place in the chapter, such as the linker's.
  private func placeless(_ attempt: Attempt, in chapter: ChapterFolder) -> Diagnostic {
    let said = attempt.output.placelessErrors.filter { !$0.contains("fatalError") }
    let message = said.isEmpty ? String(attempt.text.suffix(1500)) : said.joined(separator: "; ")
    return Diagnostic(
      .error, file: chapter.shownSource, line: 1, column: 1,
      "the chapter could not be made into a program: \(message)",
      help: "`swift build -c release --product \(chapter.id)` shows everything that was said")
  }
}
