import Foundation
import Literate
import Pages
import Trace

/// Runs chapters again with other luck, to see which of their findings stay.
///
/// Each of the runs has another LADDER_SEED, which shifts every seed of the program. They come one
/// after the other; a run that has ended is kept, so that whoever stops goes on from there.
package struct Replicator {
  private let checkout: Checkout
  private let terminal: Terminal
  private let supervisor: Supervisor
  private let compiler: any ChapterCompiler
  private let runsLong: Bool

  package init(_ workshop: Workshop, compiler: any ChapterCompiler, runsLong: Bool = false) {
    checkout = workshop.checkout
    terminal = workshop.terminal
    supervisor = workshop.supervisor
    self.compiler = compiler
    self.runsLong = runsLong
  }

  /// Replicates the named chapters, or all where none is named, tells what came of it, and keeps it.
  /// Returns whether every chapter could be replicated.
  package func replicate(_ named: [ChapterFolder], times: Int) throws -> Bool {
    let all = try Shelf(checkout).volumes
    let wanted = named.isEmpty ? all : all.filter { named.contains($0.folder) }
    var records: [String: ChapterRecord] = [:]
    for volume in wanted {
      do throws(BuildError) {
        records[volume.folder.id] = try record(of: volume)
      } catch {
        terminal.error("\(volume.folder.id): \(error)")
      }
    }
    let sound = wanted.filter { records[$0.folder.id] != nil }
    let programs = try compile(sound)
    guard !programs.isEmpty else { return false }
    let surroundings = try surroundings()
    for volume in sound {
      guard let executable = programs[volume.folder.id], let record = records[volume.folder.id]
      else { continue }
      let evidence = try (1...times).map { seed in
        try self.evidence(
          of: volume, seed: seed, times: times, executable: executable, in: surroundings)
      }
      let replication = Replication(
        of: volume.chapter, record: record, evidence: evidence, date: today())
      try Disk.write(replication.document, to: volume.folder.replication)
      terminal.clearProgress()
      for line in replication.lines(of: volume.chapter, styled: terminal.styled) {
        terminal.line(line)
      }
      terminal.line("  Kept in \(checkout.shown(volume.folder.replication)).")
    }
    return programs.count == wanted.count
  }

  /// The record with which runs are compared; it must be of the code that is run.
  private func record(of volume: Shelf.Volume) throws(BuildError) -> ChapterRecord {
    let path = volume.folder.record
    let remedy = "`./build.sh check \(volume.folder.id) --accept` makes it"
    guard let bytes = try Disk.read(path) else {
      throw BuildError("there is no record to compare other seeds with: \(remedy).")
    }
    let record: ChapterRecord
    do throws(TraceError) {
      record = try ChapterRecord(bytes, path: checkout.shown(path))
    } catch {
      throw BuildError("the record cannot be read: \(error).")
    }
    let hashes = CodeHashes(volume.chapter)
    let changed = record.blocks.first { entry in
      guard let block = volume.chapter.block(entry.id) else { return true }
      // What these runs pass over is not compared.
      if block.isNotAlwaysRun, !runsLong { return false }
      return hashes.hash(of: block) != entry.code
    }
    if let changed {
      throw BuildError(
        "the record is of other code than the chapter's block `\(changed.id)`, and other seeds are "
          + "compared with the record: \(remedy) anew.")
    }
    return record
  }

  private func compile(_ volumes: [Shelf.Volume]) throws -> [String: String] {
    guard !volumes.isEmpty else { return [:] }
    let results = try compiler.compile(volumes.map(\.folder), supervisor: supervisor) {
      terminal.progress($0)
    }
    terminal.clearProgress()
    for volume in volumes {
      for finding in results[volume.folder.id]?.findings ?? [] where finding.severity == .error {
        terminal.error(finding.rendered(with: volume.chapter.source))
      }
    }
    return results.compactMapValues(\.executable)
  }

  private func surroundings() throws -> Surroundings {
    let library = try LibraryFingerprint.renewed(
      in: checkout, sources: try LibraryFingerprint.sources(of: checkout),
      known: LibraryFingerprint.known(in: checkout))
    return try Surroundings.current(
      of: checkout, library: library.objects, supervisor: supervisor)
  }

  // MARK: - One run

  private func evidence(
    of volume: Shelf.Volume, seed: Int, times: Int, executable: String,
    in surroundings: Surroundings
  ) throws -> Replication.Evidence {
    var surroundings = surroundings
    surroundings.seed = "\(seed)"
    let kept = KeptRun(
      of: volume.folder, seed: seed, key: CacheKey(volume.chapter, in: surroundings, long: runsLong)
    )
    if let evidence = kept.evidence { return evidence }

    let environment = ProcessInfo.processInfo.environment
    let missing = volume.chapter.missingData(environment: environment)
    var result: Replication.Evidence?
    let job = try ChapterRun.job(
      volume.folder.id, executable: executable, in: kept.folder, root: checkout.root,
      limits: Limits.chapter.extended(for: volume.chapter, long: runsLong), alone: true,
      environment: [
        "LADDER_SEED": "\(seed)", "LADDER_LONG": runsLong ? "1" : "0",
        "LADDER_MISSING": missing.joined(separator: ","),
      ]
    ) { run in
      let failure = run.failure(
        of: volume.chapter, symbolizer: Symbolizer(executable, supervisor: supervisor))
      let evidence = Replication.Evidence(
        run: .init(
          seed: seed, seconds: (run.seconds * 100).rounded() / 100,
          failure: failure.map { "line \($0.line): \($0.message)" }),
        trace: run.trace ?? .empty)
      // A run that went over its limits may have been slowed down by something else.
      if run.endedByItself { try kept.keep(evidence.run) }
      result = evidence
    }
    try supervisor.run([job]) { running in
      guard let elapsed = running.first?.elapsed else { return }
      terminal.progress("\(volume.folder.id) · seed \(seed) of \(times) · \(clock(elapsed))")
    }
    guard let result else { throw BuildError("\(volume.folder.id) did not end.") }
    return result
  }
}

extension RunTrace {
  /// What a run has left that stopped before it could leave anything.
  fileprivate static var empty: RunTrace {
    RunTrace(start: Start(chapter: "", machine: ""), blocks: [], finish: nil)
  }
}

extension ChapterRun {
  /// Whether none of our limits stopped it.
  fileprivate var endedByItself: Bool {
    switch ending {
    case .exited, .signaled: true
    case .overTime, .overOutput, .overMemory: false
    }
  }
}
