import Files
import Foundation
import Literate
import Trace

extension Builder {
  /// Runs the planned chapters, side by side where they do not measure time.
  func run(_ plan: [PlannedChapter]) throws {
    var jobs: [Job] = []
    var folders: [String: RunFolder] = [:]
    for planned in plan where !hasFailed(planned.folder) {
      guard let executable = planned.executable else { continue }
      let folder = RunFolder("\(planned.folder.work)/run-\(getpid())-\(jobs.count)")
      folders[planned.folder.id] = folder
      let limits = options.limits.extended(for: planned.chapter, long: options.runsLong)
      jobs.append(
        try ChapterRun.job(
          planned.folder.id, executable: executable, in: folder, root: checkout.root,
          limits: limits, alone: planned.chapter.measuresTime && options.keepsQuiet,
          environment: try environment(of: planned)
        ) { [self] run in try finish(planned, run, of: executable) })
    }
    try supervisor.run(jobs, sideBySide: options.jobs) { running in
      let ended = folders.keys.count { reports[$0]?.seconds != nil }
      progress.show(running, waiting: jobs.count - ended - running.count, folders: folders)
    }
    terminal.clearProgress()
  }

  /// Notes a run that has ended: a good one is kept, a bad one explained.
  private func finish(
    _ planned: PlannedChapter, _ run: ChapterRun, of executable: String
  ) throws {
    update(planned.folder) { $0.seconds = run.seconds }
    let symbolizer = Symbolizer(executable, supervisor: supervisor)
    if let failure = run.failure(of: planned.chapter, symbolizer: symbolizer) {
      tell(failure, in: planned.volume)
      if case .overOutput = run.ending {} else { showErrors(of: run) }
      return
    }
    if options.checksBudgets {
      for finding in overBudget(run, in: planned.chapter) { tell(finding, in: planned.volume) }
    }
    update(planned.folder) { if $0.status != .failed { $0.status = .ran } }
    let entry = try CacheEntry(
      key: planned.key, run: run.folder, seconds: run.seconds,
      woven: Fingerprint.of(planned.chapter.source.bytes))
    try entry.save(for: planned.folder)
    session.note(KeptRun(entry, run), of: planned.folder)
    if !terminal.isInteractive {
      terminal.line("\(planned.folder.id) ran in \(String(format: "%.1f", run.seconds)) s")
    }
  }

  /// What the chapter wrote to standard error before it failed; the runtime's report is for us.
  private func showErrors(of run: ChapterRun) {
    let lines = run.errors.split(whereSeparator: \.isNewline).prefix { !$0.hasPrefix("*** ") }
    let own = lines.filter {
      !$0.hasPrefix("thrown: ") && !$0.contains("Fatal error: ") && !$0.contains("<unavailable> + ")
    }
    guard !own.isEmpty else { return }
    terminal.error("  standard error ends with:")
    for line in own.suffix(10) { terminal.error("    \(line.prefix(200))") }
  }

  private func overBudget(_ run: ChapterRun, in chapter: Chapter) -> [Diagnostic] {
    (run.trace?.blocks ?? []).compactMap { measured in
      guard let block = chapter.block(measured.id), let budget = block.budget,
        measured.seconds > budget
      else { return nil }
      return chapter.diagnostic(
        .warning, at: block.range.lower,
        "block `\(block.id)` took \(String(format: "%.2f", measured.seconds)) s, over its budget of "
          + "\(Building.format(budget)) s",
        help: "make it quicker, or give it a larger `budget=`")
    }
  }

  private func environment(of planned: PlannedChapter) throws -> [String: String?] {
    var variables = options.environment
    variables["LADDER_LONG"] = options.runsLong ? "1" : "0"
    variables["LADDER_MISSING"] = planned.missingData.joined(separator: ",")
    if options.runsLong, let surroundings {
      variables["LADDER_KEPT"] = try LongBlocks(planned, in: surroundings).prepare()
    }
    return variables
  }
}

extension Chapter {
  /// Whether its numbers are clock times, which neighbours at work would spoil.
  var measuresTime: Bool {
    swiftBlocks.contains { $0.isPartOfProgram && ($0.budget != nil || $0.tolerance == .any) }
  }
}
