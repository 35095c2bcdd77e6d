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
    let library = LibraryFingerprint(of: try LibrarySources(checkout))
    try library.keep(in: checkout)
    session.library = library.name
    let surroundings = try Surroundings.current(
      of: checkout, library: library.name, supervisor: supervisor, environment: environment)
    self.surroundings = surroundings

    let decided = volumes.map { decide($0, in: surroundings) }
    let compilations = try compile(decided.filter(\.runs).map(\.volume))
    if compilations.values.contains(where: { $0.executable != nil }) {
      try library.noteCompiled(in: checkout)
    }
    var plan: [PlannedChapter] = []
    for var planned in decided where !hasFailed(planned.folder) {
      planned.executable = compilations[planned.folder.id]?.executable
      if options.saysWhy, planned.runs { sayWhy(planned, library) }
      plan.append(planned)
    }
    return plan
  }

  /// Whether a chapter has to run: when its key has changed, when it was named though nothing had,
  /// and whenever it is asked for by force or for a check.
  private func decide(_ volume: Shelf.Volume, in surroundings: Surroundings) -> PlannedChapter {
    let key = CacheKey(volume.chapter, in: surroundings, long: options.runsLong)
    let entry = session.run(of: volume.folder)?.entry
    let isNamed = options.named.contains(volume.folder)
    let isSameText = entry?.woven == Fingerprint.of(volume.chapter.source.bytes)
    let runs =
      options.force || options.purpose != .reading || entry?.key != key || isNamed && isSameText
    return PlannedChapter(
      volume: volume, key: key, entry: entry, runs: runs,
      missingData: volume.chapter.missingData(environment: environment))
  }

  /// The variables that chapters' programs see.
  var environment: [String: String] {
    var variables = ProcessInfo.processInfo.environment
    for (name, value) in options.environment { variables[name] = value }
    return variables
  }

  private func sayWhy(_ planned: PlannedChapter, _ library: LibraryFingerprint) {
    var reason: String
    if options.force {
      reason = "--force was given"
    } else if let entry = planned.entry {
      reason = planned.key.difference(from: entry.key) ?? "it was named, and nothing had changed"
      if let older = entry.key.library, older != library.name,
        let files = library.changes(since: older, in: checkout), reason == "the library changed"
      {
        reason += ": " + files.prefix(3).joined(separator: ", ")
        if files.count > 3 { reason += " and \(files.count - 3) more" }
      }
    } else {
      reason = "there is no finished run of it"
    }
    update(planned.folder) { $0.reason = reason }
    terminal.line("\(planned.folder.id) runs: \(reason).")
  }

  /// Compiles, and tells what the compiler has to say.
  private func compile(_ volumes: [Shelf.Volume]) throws -> [String: Compilation] {
    guard !volumes.isEmpty else { return [:] }
    let results = try compiler.compile(volumes.map(\.folder), supervisor: supervisor) {
      progress.say($0)
    }
    for volume in volumes {
      guard let result = results[volume.folder.id] else { continue }
      for finding in result.findings.bounded { tell(finding, in: volume) }
      if result.executable == nil { update(volume.folder) { $0.status = .failed } }
    }
    return results
  }
}
