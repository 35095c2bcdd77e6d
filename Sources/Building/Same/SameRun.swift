import Foundation
import Literate
import Pages
import Trace

/// One chapter beside the Python that says it again: the chapter is run and hands over, then each
/// program reads what was handed over, and what they recorded is compared and kept.
struct SameRun {
  let workshop: Workshop
  let volume: Shelf.Volume
  let environment: PythonEnvironment
  let options: SameOptions

  private var folder: ChapterFolder { volume.folder }
  private var chapter: Chapter { volume.chapter }
  private var work: String { "\(folder.work)/same" }
  private var given: String { "\(work)/given" }

  /// Runs everything; false when something failed or did not agree.
  func run(_ executable: String) throws -> Bool {
    guard let trace = try handOver(executable) else { return false }
    var isGood = true
    if options.parts.contains(.blocks) { isGood = try runBlocks(beside: trace) }
    if options.parts.contains(.again), Disk.exists(folder.again) {
      isGood = try runAgain(on: trace.start.machine) && isGood
    }
    return isGood
  }

  /// Runs the chapter; nil when it did not come to its end, which is told.
  private func handOver(_ executable: String) throws -> RunTrace? {
    try Disk.remove(work)
    try Disk.makeFolder(given)
    var run: ChapterRun?
    var limits = Limits.chapter
    limits.seconds += chapter.swiftBlocks.compactMap(\.budget).reduce(0, +)
    if options.runsLong {
      limits = Limits(seconds: 24 * 3600, outputBytes: 4 << 20, memoryBytes: 8 << 30)
    }
    let job = try ChapterRun.job(
      folder.id, executable: executable, in: RunFolder("\(work)/run"), root: workshop.checkout.root,
      limits: limits, alone: false,
      environment: [
        "LADDER_HANDOVER": given, "LADDER_LONG": options.runsLong ? "1" : "0",
        "LADDER_MISSING": chapter.missingData(
          environment: ProcessInfo.processInfo.environment
        ).joined(separator: ","),
      ]
    ) { run = $0 }
    try workshop.supervisor.run([job]) { running in
      if let job = running.first {
        workshop.terminal.progress("\(folder.id) runs, \(Int(job.elapsed)) s")
      }
    }
    workshop.terminal.clearProgress()
    guard let run else { throw BuildError("\(folder.id) did not run.") }
    if let failure = run.failure(of: chapter) {
      tell(failure)
      return nil
    }
    return run.trace
  }

  // MARK: - The blocks of the text

  private func runBlocks(beside trace: RunTrace) throws -> Bool {
    let kept = try Disk.read(folder.sameRecord).flatMap {
      try? SameRecord($0, path: folder.sameRecord)
    }
    var entries: [SameRecord.Entry] = []
    var isGood = true
    for block in chapter.sameBlocks {
      if let entry = try run(block, beside: trace) {
        entries.append(entry)
      } else {
        isGood = false
        // What was agreed upon once is kept; the page says that it is of earlier code.
        if let before = kept?[block.name] { entries.append(before) }
      }
    }
    if entries.isEmpty {
      try Disk.remove(folder.sameRecord)
    } else {
      try Disk.write(SameRecord(entries: entries).document, to: folder.sameRecord)
    }
    return isGood
  }

  /// Runs one block; nil when it failed or did not agree, which is told.
  private func run(_ block: SameBlock, beside trace: RunTrace) throws -> SameRecord.Entry? {
    let program = PythonProgram(
      name: "block `\(block.name)`", text: block.literal, file: chapter.file,
      line: block.firstCodeLine)
    let run = try run(program, as: block.name, limits: Limits(seconds: 300, memoryBytes: 8 << 30))
    guard let result = run.result else { return nil }
    let (numbers, faults) = SameComparison(block: block, chapter: chapter, ours: trace.numbers)
      .compare(result.numbers)
    for fault in faults { tell(fault) }
    guard faults.isEmpty else { return nil }
    let entry = SameRecord.Entry(
      name: block.name, run: foreign(run, result, code: block.literal, trace.start.machine),
      numbers: numbers)
    let pairs = numbers.map { "\($0.name) \($0.ours.string(nil)) = \($0.theirs.string(nil))" }
    workshop.terminal.line(
      "\(folder.id) \(block.name) agrees with \(entry.run.words): \(pairs.joined(separator: ", "))")
    return entry
  }

  // MARK: - again.py

  private func runAgain(on machine: String) throws -> Bool {
    let text = try Disk.text(folder.again) ?? ""
    let program = PythonProgram(
      name: "again.py", text: text, file: folder.shownAgain, line: 1)
    let run = try run(program, as: "again", limits: Limits(seconds: 7200, memoryBytes: 12 << 30))
    guard let result = run.result else { return false }
    guard !result.findings.isEmpty else {
      tell(
        Diagnostic(
          .error, file: folder.shownAgain, line: 1, column: 1, "again.py found nothing",
          help: "from ladder import found, and call found(id, sentence, holds=…) for each headline")
      )
      return false
    }
    let record = AgainRecord(
      run: foreign(run, result, code: text, machine), findings: result.findings)
    try Disk.write(record.document, to: folder.againRecord)
    workshop.terminal.line(
      "\(folder.id) again, with \(record.run.words): \(record.summary)")
    return true
  }

  private func run(
    _ program: PythonProgram, as name: String, limits: Limits
  ) throws -> PythonProgram.Run {
    let run = try program.run(
      environment, given: given, work: "\(work)/\(name)", limits: limits, in: workshop)
    for line in run.output.split(whereSeparator: \.isNewline) {
      workshop.terminal.line("  \(line)")
    }
    if let failure = run.failure { tell(failure) }
    return run
  }

  private func foreign(
    _ run: PythonProgram.Run, _ result: ForeignResult, code: String, _ machine: String
  ) -> ForeignRun {
    ForeignRun(
      chapter: chapter.codeDigest, code: digest(of: code), date: today(), machine: machine,
      seconds: (run.seconds * 10).rounded() / 10, libraries: result.libraries)
  }

  private func tell(_ finding: Diagnostic) {
    let path = "\(workshop.checkout.root)/\(finding.file)"
    let text = ((try? Disk.read(path)) ?? nil).map(SourceText.init(bytes:))
    workshop.terminal.error(finding.rendered(with: text))
  }
}

extension RunTrace {
  /// The numbers that the chapter recorded; of several under one name the last.
  fileprivate var numbers: [String: Value] {
    var numbers: [String: Value] = [:]
    for output in blocks.flatMap(\.outputs) {
      if let number = output.output.of(NumberOutput.self) { numbers[number.name] = number.value }
    }
    return numbers
  }
}
