import Literate

/// What became of a chapter's Swift.
package struct Compilation {
  /// The program, or nil when it did not compile.
  package var executable: String?
  /// What the compiler had to say, at places in chapter.md.
  package var findings: [Diagnostic]

  package init(executable: String?, findings: [Diagnostic]) {
    self.executable = executable
    self.findings = findings
  }

  /// A compilation that failed; when no finding says why, what was said without a place does.
  init(failureOf chapter: ChapterFolder, findings: [Diagnostic], output: CompilerOutput) {
    self.init(executable: nil, findings: findings)
    guard !findings.contains(where: { $0.severity == .error }) else { return }
    // An error in the generated file has a place that nobody knows.
    let generated = output.findings.filter { $0.severity == .error }.map(\.message)
    let messages = generated + output.placelessErrors
    let said = messages.isEmpty ? [output.end] : Array(messages.prefix(3))
    self.findings.append(
      Diagnostic(
        .error, file: chapter.shownSource, line: 1, column: 1,
        "the chapter could not be made into a program: " + said.joined(separator: "; "),
        help: "`swift build -c release --product \(chapter.id)` shows everything that was said"))
  }
}

/// Makes programs of chapters: through SwiftPM for readers, directly in tests.
package protocol ChapterCompiler {
  /// Compiles the chapters. One that does not compile does not keep the others from it. `progress`
  /// is called again and again with what is being done.
  func compile(
    _ chapters: [ChapterFolder], supervisor: Supervisor, progress: (String) -> Void
  ) throws -> [String: Compilation]
}

extension Diagnostic {
  /// Findings at places in a chapter, with paths as the book names them, and the rest.
  static func sort(
    _ output: CompilerOutput, chapters: [ChapterFolder]
  ) -> (ofChapters: [String: [Diagnostic]], others: [CompilerOutput.Finding]) {
    var sorted: [String: [Diagnostic]] = [:]
    var others: [CompilerOutput.Finding] = []
    for finding in output.findings {
      if let chapter = chapters.first(where: { finding.path.contains("Chapters/\($0.name)/") }) {
        let file = finding.path.split(separator: "/").last ?? ""
        var diagnostic = finding.diagnostic(file: "Chapters/\(chapter.name)/\(file)")
        diagnostic.help = diagnostic.help ?? helpWithVariables(diagnostic.message, in: chapter)
        sorted[chapter.id, default: []].append(diagnostic)
      } else {
        others.append(finding)
      }
    }
    return (sorted, others)
  }

  /// What to do where a name is not found that a chapter's statements do declare: functions and types
  /// stand outside of them.
  private static func helpWithVariables(_ message: String, in chapter: ChapterFolder) -> String? {
    guard let name = message.wholeMatch(of: /cannot find '(\w+)' in scope/)?.output.1,
      let text = (try? Disk.text(chapter.source)) ?? nil,
      text.split(separator: "\n").contains(where: { line in
        (line.hasPrefix("let ") || line.hasPrefix("var "))
          && line.prefix { $0 != "=" }.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
            .contains { $0 == name }
      })
    else { return nil }
    return "functions and types do not see the variables of the chapter: pass `\(name)` to the "
      + "function, or mark its block `local`"
  }
}
