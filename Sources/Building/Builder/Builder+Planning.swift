import Files
import Foundation
import Literate

/// A chapter in a build: what is known about it, and whether it has to run.
struct PlannedChapter {
  var volume: Shelf.Volume
  var key: CacheKey
  /// The program, where it was compiled.
  var executable: String?
  /// The last good run.
  var entry: CacheEntry?
  var runs: Bool
  /// Data sets that it asks for and that are not there.
  var missingData: [String]

  var folder: ChapterFolder { volume.folder }
  var chapter: Chapter { volume.chapter }
}

extension Builder {
  /// Decides which chapters have to run, and compiles those that may have to.
  func plan(_ volumes: [Shelf.Volume]) throws -> [PlannedChapter] {
    guard !volumes.isEmpty else { return [] }
    progress.say("reading the library")
    let sources = try LibraryFingerprint.sources(of: checkout)
    let known = LibraryFingerprint.known(in: checkout)
    var surroundings = try Surroundings.current(
      of: checkout, library: known?.objects ?? "", supervisor: supervisor,
      environment: environment)

    // Where Sources/ is as it was, most chapters need not even be compiled.
    let isLibraryKnown = known?.files == sources
    let candidates =
      isLibraryKnown ? volumes.filter { decide($0, in: surroundings).runs } : volumes
    let compilations = try compile(candidates)
    if !isLibraryKnown, compilations.values.contains(where: { $0.executable != nil }) {
      surroundings.library =
        try LibraryFingerprint.renewed(in: checkout, sources: sources, known: known).objects
    }
    self.surroundings = surroundings

    var plan: [PlannedChapter] = []
    for volume in volumes where !hasFailed(volume.folder) {
      var planned = decide(volume, in: surroundings)
      planned.executable = compilations[volume.folder.id]?.executable
      if options.saysWhy, planned.runs { sayWhy(planned, known: known) }
      plan.append(planned)
    }
    return plan
  }

  /// Whether a chapter has to run: when its key has changed, when it was named though nothing had,
  /// and whenever it is asked for by force or for a check.
  private func decide(_ volume: Shelf.Volume, in surroundings: Surroundings) -> PlannedChapter {
    let key = CacheKey(volume.chapter, in: surroundings, long: options.runsLong)
    let entry = CacheEntry.load(of: volume.folder)
    let isNamed = options.named.contains(volume.folder)
    let isSameText = entry?.woven == Fingerprint.of(volume.chapter.source.bytes)
    let runs =
      options.force || options.purpose != .reading || entry?.key != key || isNamed && isSameText
    return PlannedChapter(
      volume: volume, key: key, entry: entry, runs: runs,
      missingData: missingData(of: volume.chapter))
  }

  private func missingData(of chapter: Chapter) -> [String] {
    let names = Set(chapter.swiftBlocks.flatMap(\.dataSets))
    return names.filter { name in
      PublishedSet.all.first { $0.name == name }.map {
        !DataFolder.has($0, environment: environment)
      }
        ?? true
    }.sorted()
  }

  /// The variables that chapters' programs see.
  private var environment: [String: String] {
    var variables = ProcessInfo.processInfo.environment
    for (name, value) in options.environment { variables[name] = value }
    return variables
  }

  private func sayWhy(_ planned: PlannedChapter, known: LibraryFingerprint?) {
    var reason: String
    if options.force {
      reason = "--force was given"
    } else if let entry = planned.entry {
      reason = planned.key.difference(from: entry.key) ?? "it was named, and nothing had changed"
      if reason == "the library changed", let files = known.flatMap({ _ in changedFiles() }) {
        reason += ": \(files)"
      }
    } else {
      reason = "there is no finished run of it"
    }
    update(planned.folder) { $0.reason = reason }
    terminal.line("\(planned.folder.id) runs: \(reason).")
  }

  private func changedFiles() -> String? {
    guard let changed = LibraryFingerprint.known(in: checkout)?.changed, !changed.isEmpty else {
      return nil
    }
    return changed.prefix(3).joined(separator: ", ")
      + (changed.count > 3 ? " and \(changed.count - 3) more" : "")
  }

  /// Compiles, and tells what the compiler has to say.
  private func compile(_ volumes: [Shelf.Volume]) throws -> [String: Compilation] {
    guard !volumes.isEmpty else { return [:] }
    var results = try compiler.compile(volumes.map(\.folder), supervisor: supervisor) {
      progress.say($0)
    }
    for volume in volumes {
      guard var result = results[volume.folder.id] else { continue }
      if result.executable == nil, result.hasErrorsOnlyInExercises {
        result = try compileWithoutExercises(volume, after: result)
        results[volume.folder.id] = result
      }
      for finding in result.findings.bounded { tell(finding, in: volume) }
      if result.executable == nil { update(volume.folder) { $0.status = .failed } }
    }
    return results
  }

  /// An unfinished answer is the reader's business and does not keep the chapter from running.
  private func compileWithoutExercises(
    _ volume: Shelf.Volume, after attempt: Compilation
  ) throws -> Compilation {
    let direct = DirectChapterCompiler(checkout, includesExercises: false)
    let results = try direct.compile([volume.folder], supervisor: supervisor) { progress.say($0) }
    let second = results[volume.folder.id]
    return Compilation(
      executable: second?.executable,
      findings: attempt.findings.map(\.asWarning) + (second?.findings ?? []))
  }
}

extension Compilation {
  fileprivate var hasErrorsOnlyInExercises: Bool {
    let errors = findings.filter { $0.severity == .error }
    return !errors.isEmpty && errors.allSatisfy { $0.file.hasSuffix("/Exercises.swift") }
  }
}

extension Diagnostic {
  fileprivate var asWarning: Diagnostic {
    Diagnostic(
      severity == .error ? .warning : severity, file: file, line: line, column: column, message,
      help: help)
  }
}
