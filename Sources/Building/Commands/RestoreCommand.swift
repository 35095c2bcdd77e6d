import Foundation

extension Command {
  package static let restore = Command(
    "restore", operands: "chNN", summary: "bring back the committed chapter and page, after asking",
    count: 1...1
  ) { invocation, workshop in
    let checkout = workshop.checkout
    let chapter = try checkout.chapter(named: invocation.operands[0])
    let paths = [chapter.source, chapter.page, chapter.figures, chapter.record].map(checkout.shown)
    let lock = try workshop.takeLock()
    defer { withExtendedLifetime(lock) {} }
    guard try workshop.isCommitted(paths[0]) else {
      throw BuildError(
        "\(chapter.id) has never been committed: there is nothing that could be brought back, and "
          + "nothing was changed.")
    }
    let changed = try workshop.changedFiles(among: paths)
    guard !changed.isEmpty else {
      workshop.terminal.line("\(chapter.id) is as it was committed.")
      return .success
    }
    workshop.terminal.line(
      "These go back to what was committed, and your changes to them are lost:")
    for file in changed { workshop.terminal.line("  \(file)") }
    workshop.terminal.line("Exercises.swift stays as it is. Go on? [y/N]")
    let answer = readLine()?.trimmingCharacters(in: .whitespaces).lowercased()
    guard answer == "y" || answer == "yes" else {
      workshop.terminal.line("Nothing was changed.")
      return .failure
    }
    try workshop.restore(paths)
    LastGoodPage.forget(chapter)
    workshop.terminal.line("\(chapter.id) is as it was committed.")
    return .success
  }
}

extension Workshop {
  /// The files below the paths that differ from what was committed, new ones among them.
  fileprivate func changedFiles(among paths: [String]) throws -> [String] {
    let output = try git(["status", "--porcelain", "--untracked-files=all", "--"] + paths)
    return output.split(separator: "\n").map { String($0.dropFirst(3)) }
  }

  fileprivate func isCommitted(_ path: String) throws -> Bool {
    try !git(["ls-tree", "HEAD", "--", path]).isEmpty
  }

  /// Brings the committed files back, and takes away those that were not committed.
  fileprivate func restore(_ paths: [String]) throws {
    for path in paths {
      let isCommitted = try isCommitted(path)
      if isCommitted { _ = try git(["checkout", "HEAD", "--", path]) }
      if path.hasPrefix("Figures/") || !isCommitted { _ = try git(["clean", "-fdq", "--", path]) }
    }
  }

  private func git(_ arguments: [String]) throws -> String {
    try Disk.makeFolder(checkout.work)
    let output = "\(checkout.work)/git.out"
    let errors = "\(checkout.work)/git.err"
    let program = Program(
      "git", ["-c", "core.quotePath=false"] + arguments, folder: checkout.root, output: output,
      errors: errors)
    guard try supervisor.run(program).isSuccess else {
      let said = (try Disk.text(errors) ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
      throw BuildError(
        "restore takes the committed files from git, and git says: \(said). It works in a clone "
          + "of the book.")
    }
    return try Disk.text(output) ?? ""
  }
}
