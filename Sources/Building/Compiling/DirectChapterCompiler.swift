import Literate

/// Compiles chapters by calling the compiler, against the library as it is built already.
package struct DirectChapterCompiler: ChapterCompiler {
  private let checkout: Checkout
  private let width: Int

  package init(_ checkout: Checkout, width: Int = 1) {
    self.checkout = checkout
    self.width = width
  }

  package func compile(
    _ chapters: [ChapterFolder], supervisor: Supervisor, progress: (String) -> Void
  ) throws -> [String: Compilation] {
    let compiler = try DirectCompiler(checkout, supervisor: supervisor)
    var results: [String: Compilation] = [:]
    var jobs: [Job] = []
    for chapter in chapters {
      let text = SourceText(bytes: try Disk.read(chapter.source) ?? [])
      let source = "\(chapter.work)/direct/Chapter.swift"
      let executable = "\(chapter.work)/direct/\(chapter.id)"
      try Disk.write(Chapter(folder: chapter.name, source: text).tangled().swift, to: source)
      jobs.append(
        compiler.link([source], to: executable, log: "\(chapter.work)/direct/compiler.log") {
          output, compiled in
          let findings = Diagnostic.sort(output, chapters: [chapter]).ofChapters[chapter.id] ?? []
          results[chapter.id] =
            compiled
            ? Compilation(executable: executable, findings: findings)
            : Compilation(failureOf: chapter, findings: findings, output: output)
        })
    }
    try supervisor.run(jobs, sideBySide: width) { running in
      if !running.isEmpty { progress("compiling, \(jobs.count - results.count) to go") }
    }
    return results
  }
}
