import Foundation
import Literate

extension Workshop {
  /// What a grader needs, made when the first answer asks for it.
  func grader() -> Grader {
    var known: Surroundings?
    return Grader(
      checkout, supervisor: supervisor, width: ProcessInfo.processInfo.activeProcessorCount
    ) {
      if let known { return known }
      let library = try prepareLibrary()
      let current = try Surroundings.current(of: checkout, library: library, supervisor: supervisor)
      known = current
      return current
    }
  }

  /// Grades the exercises of chapters and shows them, then the progress over the book.
  ///
  /// - Parameter only: The ids of the exercises to show; nil for all.
  /// - Returns: The grades of those shown, and whether all could be graded.
  @discardableResult
  func showExercises(
    of folders: [ChapterFolder], only: Set<String>? = nil
  ) throws -> (grades: [Grade], areAll: Bool) {
    let shelf = try Shelf(checkout)
    let grader = grader()
    let indicator = Progress(terminal)
    var progress = ReadersProgress.load(from: checkout)
    var shown: [Grade] = []
    var areAll = true
    for volume in shelf.volumes where folders.contains(volume.folder) {
      guard !volume.chapter.exercises.isEmpty else { continue }
      try writeStubs(of: volume)
      let grades: [Grade]
      do {
        grades = try grader.grade(volume) { indicator.say($0) }
      } catch let error as BuildError {
        terminal.error("build.sh: \(error)")
        areAll = false
        continue
      }
      let notes = progress.take(grades, of: volume.chapter)
      let selected = grades.filter { only?.contains($0.exercise) ?? true }
      guard !selected.isEmpty else { continue }
      terminal.line()
      terminal.line(terminal.styled("Exercises of \(volume.folder.id)", .strong))
      ExerciseList(
        folder: volume.folder, chapter: volume.chapter, terminal: terminal, notes: notes
      ).show(selected)
      shown += selected
    }
    terminal.clearProgress()
    try progress.save(in: checkout)
    if !shown.isEmpty { terminal.line(progress.line(over: shelf.volumes.map(\.chapter))) }
    return (shown, areAll)
  }

  /// What a build ends with: the exercises of the chapters that were named; of the whole book only
  /// the progress, as it is known. The caller holds the lock.
  func showExercises(after options: BuildOptions) throws {
    let chapters = try Shelf(checkout).volumes.map(\.chapter)
    guard options.named.isEmpty else {
      try showExercises(of: options.named)
      return
    }
    let progress = ReadersProgress.load(from: checkout)
    if !progress.isEmpty { terminal.line(progress.line(over: chapters)) }
  }

  /// Begins the reader's file where there is none. One that is there is never written to.
  private func writeStubs(of volume: Shelf.Volume) throws {
    guard !Disk.exists(volume.folder.exercises) else { return }
    try Disk.write(volume.chapter.exercisesFile, to: volume.folder.exercises)
    terminal.line("Wrote \(checkout.shown(volume.folder.exercises)) with the stubs.")
  }
}
