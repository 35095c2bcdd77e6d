import Foundation
import Literate

extension Command {
  package static let exercises = Command(
    "exercises", operands: "[chNN | ex-N-M …]",
    summary: "grade your answers, and show how far you are",
    flags: [.hint, .solution, .prove], count: 0...100
  ) { invocation, workshop in
    let lock = try workshop.takeLock()
    defer { withExtendedLifetime(lock) {} }
    let choice = try ExerciseChoice(invocation.operands, in: workshop.checkout)
    if invocation.has(.prove) {
      return try workshop.proveExercises(of: choice.folders) ? .success : .failure
    }
    if invocation.has(.hint) { return try workshop.showHints(choice) }
    if invocation.has(.solution) { return try workshop.showSolutions(choice) }
    let folders = choice.isEverything ? workshop.checkout.chapters : choice.folders
    let (grades, areAll) = try workshop.showExercises(of: folders, only: choice.exercises)
    return grades.contains(where: \.isFailing) || !areAll ? .failure : .success
  }
}

/// The chapters and exercises that words name.
struct ExerciseChoice {
  /// The chapters; none where nothing was named.
  private(set) var folders: [ChapterFolder] = []
  /// The exercises by id, where only some of their chapters' were named.
  private(set) var exercises: Set<String>?

  var isEverything: Bool { folders.isEmpty }

  /// Understands `ch04`, `ex-ceiling` and `ex-4-2`, the second exercise of chapter 4.
  init(_ words: [String], in checkout: Checkout) throws {
    let shelf = try Shelf(checkout)
    var named: Set<String> = []
    for word in words {
      guard word.hasPrefix("ex-") else {
        let folder = try checkout.chapter(named: word)
        let all = shelf.volumes.first { $0.folder == folder }?.chapter.exercises ?? []
        add(folder)
        named.formUnion(all.map(\.id))
        continue
      }
      let (folder, id) = try Self.exercise(word, on: shelf)
      add(folder)
      named.insert(id)
    }
    if words.contains(where: { $0.hasPrefix("ex-") }) { exercises = named }
  }

  private mutating func add(_ folder: ChapterFolder) {
    if !folders.contains(folder) { folders.append(folder) }
  }

  private static func exercise(
    _ word: String, on shelf: Shelf
  ) throws(UsageError) -> (ChapterFolder, String) {
    var named: [(folder: ChapterFolder, id: String, number: String)] = []
    for volume in shelf.volumes {
      for (index, exercise) in volume.chapter.exercises.enumerated() {
        let number = "ex-\(volume.folder.number)-\(index + 1)"
        if word == number { return (volume.folder, exercise.id) }
        if word == exercise.id { named.append((volume.folder, exercise.id, number)) }
      }
    }
    if named.count == 1 { return (named[0].folder, named[0].id) }
    guard named.isEmpty else {
      let numbers = named.map { "`\($0.number)`" }.joined(separator: " or ")
      throw UsageError("Several chapters have an exercise \(word): say \(numbers).")
    }
    let hint = nearest(to: word, in: shelf.volumes.flatMap { $0.chapter.exercises.map(\.id) })
    throw UsageError(
      "There is no exercise \(word). "
        + (hint.map { "Did you mean `\($0)`?" } ?? "`./build.sh exercises` shows those there are."))
  }
}

extension Workshop {
  /// Shows the hints of the exercises that are named; of a chapter, that of the first unsolved.
  fileprivate func showHints(_ choice: ExerciseChoice) throws -> ExitStatus {
    guard !choice.isEverything else {
      throw UsageError("A hint to which exercise? ./build.sh exercises ex-4-2 --hint")
    }
    for volume in try Shelf(checkout).volumes where choice.folders.contains(volume.folder) {
      showHint(volume.chapter, only: choice.exercises)
    }
    return .success
  }

  /// Shows the hints of a chapter's exercises that are named; where none is, that of the first
  /// that fails, or else of the first that is not solved.
  func showHint(_ chapter: Chapter, only: Set<String>? = nil) {
    let progress = ReadersProgress.load(from: checkout)
    let open =
      chapter.exercises.first { progress[$0, in: chapter].isFailing }
      ?? chapter.exercises.first { !progress[$0, in: chapter].isSolved }
    let shown =
      only.map { ids in chapter.exercises.filter { ids.contains($0.id) } }
      ?? [open]
      .compactMap { $0 }
    if shown.isEmpty { terminal.line("All exercises of \(chapter.id) are solved.") }
    for exercise in shown {
      terminal.line(terminal.styled("A hint to \(exercise.id)", .strong))
      let hint = exercise.hint.map { withoutLinks(chapter.source.text(in: $0)) } ?? "There is none."
      terminal.line(hint.trimmingCharacters(in: .whitespacesAndNewlines))
    }
  }

  /// Shows the solutions of exercises that are solved, and of others when asked a second time.
  fileprivate func showSolutions(_ choice: ExerciseChoice) throws -> ExitStatus {
    guard let ids = choice.exercises else {
      throw UsageError("The solution of which exercise? ./build.sh exercises ex-4-2 --solution")
    }
    var progress = ReadersProgress.load(from: checkout)
    for volume in try Shelf(checkout).volumes where choice.folders.contains(volume.folder) {
      let grades = try grader().grade(volume)
      terminal.clearProgress()
      _ = progress.take(grades, of: volume.chapter)
      for exercise in volume.chapter.exercises where ids.contains(exercise.id) {
        showSolution(of: exercise, in: volume, &progress)
      }
    }
    try progress.save(in: checkout)
    return .success
  }

  private func showSolution(
    of exercise: Exercise, in volume: Shelf.Volume, _ progress: inout ReadersProgress
  ) {
    let entry = progress[exercise, in: volume.chapter]
    guard entry.isSolved || entry.askedForSolution else {
      progress[exercise, in: volume.chapter].askedForSolution = true
      terminal.line(
        "\(exercise.id) is not solved yet. Ask once more, and its solution is shown; "
          + "`./build.sh exercises \(exercise.id) --hint` gives less away.")
      return
    }
    terminal.line(terminal.styled("The solution of \(exercise.id)", .strong))
    for solution in exercise.solutions { terminal.raw(solution.displayedText) }
    terminal.line("What there is to say about it: \(checkout.shown(volume.folder.page))")
  }
}

/// A text of Markdown for a terminal: of its links, the words.
func withoutLinks(_ text: String) -> String {
  text.replacing(/\[([^\[\]]*)\]\([^()]*\)/) { $0.output.1 }
}
