import Foundation

extension Command {
  package static let watch = Command(
    "watch", operands: "chNN", summary: "run a chapter, or grade its exercises, at every save",
    count: 1...1
  ) { invocation, workshop in
    let folder = try workshop.checkout.chapter(named: invocation.operands[0])
    try Watch(folder, in: workshop, doing: workshop.whileWatching(folder)).run()
    return .success
  }
}

extension Workshop {
  fileprivate func whileWatching(_ folder: ChapterFolder) -> Watch.Actions {
    Watch.Actions(
      build: { force in
        var options = BuildOptions()
        options.named = [folder]
        options.force = force
        options.jobs = ProcessInfo.processInfo.activeProcessorCount
        _ = try buildAndGrade(options)
      },
      grade: {
        let lock = try takeLock()
        defer { withExtendedLifetime(lock) {} }
        try showExercises(of: [folder])
      },
      showHint: {
        let volume = try Shelf(checkout).volumes.first { $0.folder == folder }
        guard let volume else { return }
        terminal.line()
        showHint(volume.chapter)
      })
  }
}
