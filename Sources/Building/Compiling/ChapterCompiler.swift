import Literate

/// What became of a chapter's Swift.
package struct Compilation {
  /// The program, or nil when it did not compile.
  package var executable: String?
  /// What the compiler had to say, at places in chapter.md and Exercises.swift.
  package var findings: [Diagnostic]

  package init(executable: String?, findings: [Diagnostic]) {
    self.executable = executable
    self.findings = findings
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
        sorted[chapter.id, default: []].append(
          finding.diagnostic(file: "Chapters/\(chapter.name)/\(file)"))
      } else {
        others.append(finding)
      }
    }
    return (sorted, others)
  }
}
