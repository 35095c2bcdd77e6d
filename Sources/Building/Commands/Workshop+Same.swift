import Foundation
import Literate

extension Workshop {
  /// Runs chapters beside the Python that says them again, and tells what agreed.
  package func runSame(
    _ options: SameOptions, compiler: (any ChapterCompiler)? = nil,
    variables: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> ExitStatus {
    let lock = try takeLock()
    defer { withExtendedLifetime(lock) {} }
    let volumes = try Shelf(checkout).volumes.filter { volume in
      (options.named.isEmpty || options.named.contains(volume.folder))
        && hasPython(volume, options.parts)
    }
    guard !volumes.isEmpty else {
      terminal.line(
        "There is nothing to compare: no chapter that was asked for has a block of Python with "
          + "`same=`, or an again.py beside it.")
      return .success
    }
    let environment = try PythonEnvironment.ready(in: self, variables: variables)
    let compiler = compiler ?? PackageCompiler(checkout)
    let compilations = try compiler.compile(volumes.map(\.folder), supervisor: supervisor) {
      terminal.progress($0)
    }
    terminal.clearProgress()
    var failed: [String] = []
    for volume in volumes {
      let run = SameRun(workshop: self, volume: volume, environment: environment, options: options)
      let compilation = compilations[volume.folder.id]
      if let executable = compilation?.executable {
        if try !run.run(executable) { failed.append(volume.folder.id) }
      } else {
        for finding in compilation?.findings ?? [] where finding.severity == .error {
          terminal.error(finding.rendered(with: volume.chapter.source))
        }
        failed.append(volume.folder.id)
      }
    }
    guard failed.isEmpty else {
      terminal.error("Not the same, or not finished: \(failed.joined(separator: ", ")).")
      return .failure
    }
    terminal.line("The pages say so after `./build.sh`.")
    return .success
  }

  private func hasPython(_ volume: Shelf.Volume, _ parts: Set<SameOptions.Part>) -> Bool {
    parts.contains(.blocks) && !volume.chapter.sameBlocks.isEmpty
      || parts.contains(.again) && Disk.exists(volume.folder.again)
  }
}
