import Foundation
import Literate

extension Workshop {
  /// Makes sure that the library is built as its sources are now, and returns its fingerprint.
  func prepareLibrary() throws -> String {
    let library = LibraryFingerprint(of: try LibrarySources(checkout))
    if !library.isCompiled(in: checkout) {
      let progress = Progress(terminal)
      defer { terminal.clearProgress() }
      try PackageCompiler(checkout).compileLibrary(supervisor: supervisor) { progress.say($0) }
      try library.noteCompiled(in: checkout)
    }
    return library.name
  }

  /// Proves the exercises of these chapters, of all where none is named, and tells what is wrong
  /// with them. Returns whether nothing is.
  func proveExercises(of folders: [ChapterFolder]) throws -> Bool {
    _ = try prepareLibrary()
    let volumes = try Shelf(checkout).volumes.filter {
      folders.isEmpty || folders.contains($0.folder)
    }
    let proof = ExerciseProof(
      checkout, supervisor: supervisor, width: ProcessInfo.processInfo.activeProcessorCount)
    let progress = Progress(terminal)
    let results = try proof.prove(volumes.map(\.chapter)) { progress.say($0) }
    terminal.clearProgress()
    for result in results {
      for finding in result.findings {
        terminal.error(finding.rendered(with: result.chapter.source))
      }
      if !result.chapter.exercises.isEmpty { terminal.line(result.summary) }
    }
    for volume in volumes where folders.contains(volume.folder) { try compareStubs(of: volume) }
    return results.allSatisfy(\.findings.isEmpty)
  }
}

extension Workshop {
  /// Tells an author, who has named the chapter, that the readers' file is not the one of its stubs.
  private func compareStubs(of volume: Shelf.Volume) throws {
    let file = checkout.shown(volume.folder.exercises)
    guard try Disk.text(volume.folder.exercises) != volume.chapter.exercisesFile else { return }
    terminal.line(
      "\(file) does not hold the chapter's stubs as they are. If the answers in it are not yours to "
        + "keep, delete it: `./build.sh exercises \(volume.folder.id)` writes it anew.")
  }
}

extension ExerciseProof.Result {
  /// `ch01: 3 exercises, 3 solutions pass, 3 stubs and 5 wrong answers fail`
  fileprivate var summary: String {
    let exercises = chapter.exercises
    guard findings.isEmpty else {
      return "\(chapter.id): \(findings.count) of its exercises' answers are not as they must be"
    }
    let solutions = exercises.reduce(0) { $0 + $1.solutions.count }
    let wrongs = exercises.reduce(0) { $0 + $1.wrongs.count }
    return "\(chapter.id): \(count(exercises.count, "exercise")); "
      + "\(count(solutions, "solution")) pass\(solutions == 1 ? "es" : ""), "
      + "\(count(exercises.count, "stub")) and \(count(wrongs, "wrong answer")) fail"
  }
}
