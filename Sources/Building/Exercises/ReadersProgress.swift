import Foundation
import Literate

/// How far the reader has come in the exercises of the book, kept between builds.
struct ReadersProgress: Codable {
  /// What is known of one exercise.
  struct Entry: Codable {
    var isSolved = false
    var isFailing = false
    /// The stub as it was when the exercise was solved.
    var solvedStub: String?
    /// Whether the solution was asked for before the exercise was solved.
    var askedForSolution = false
  }

  /// By chapter and exercise: `ch04/ex-ceiling`.
  private var entries: [String: Entry] = [:]

  /// What was kept; nothing at first.
  static func load(from checkout: Checkout) -> ReadersProgress {
    guard let bytes = (try? Disk.read(path(in: checkout))) ?? nil,
      let kept = try? JSONDecoder().decode(ReadersProgress.self, from: Data(bytes))
    else { return ReadersProgress() }
    return kept
  }

  func save(in checkout: Checkout) throws {
    try Disk.write([UInt8](try JSONEncoder().encode(self)), to: Self.path(in: checkout))
  }

  private static func path(in checkout: Checkout) -> String { "\(checkout.work)/progress.json" }

  /// What is known of an exercise.
  subscript(exercise: Exercise, in chapter: Chapter) -> Entry {
    get { entries["\(chapter.id)/\(exercise.id)"] ?? Entry() }
    set { entries["\(chapter.id)/\(exercise.id)"] = newValue }
  }

  /// Takes in new grades. Returns what is to be said of exercises that the book has changed since
  /// they were solved, by exercise.
  mutating func take(_ grades: [Grade], of chapter: Chapter) -> [String: String] {
    var notes: [String: String] = [:]
    for (exercise, grade) in zip(chapter.exercises, grades) {
      var entry = self[exercise, in: chapter]
      let isChanged = entry.solvedStub.map { $0 != exercise.stub.literal } ?? false
      if isChanged {
        notes[exercise.id] =
          "The book has changed this exercise since you solved it. Your answer is as you left it"
          + (grade.isSolved ? ", and it is still right." : ". The stub is now:")
      }
      entry.isSolved = grade.isSolved
      entry.isFailing = grade.isFailing
      if grade.isSolved { entry.solvedStub = exercise.stub.literal }
      self[exercise, in: chapter] = entry
    }
    return notes
  }

  /// The progress over these chapters: a line of numbers and a bar.
  func line(over chapters: [Chapter]) -> String {
    let all = chapters.flatMap { chapter in chapter.exercises.map { self[$0, in: chapter] } }
    let solved = all.count(where: \.isSolved)
    let failing = all.count(where: \.isFailing)
    let width = 30
    // The last piece is for the last exercise.
    let filled = all.isEmpty ? 0 : solved == all.count ? width : solved * width / all.count
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    let share = all.isEmpty ? 0 : solved * 100 / all.count
    return "The book: \(solved) of \(count(all.count, "exercise")) solved, \(failing) failing, "
      + "\(all.count - solved - failing) to try  \(bar)  \(share) %"
  }

  /// Whether the reader has begun.
  var isEmpty: Bool { entries.values.allSatisfy { !$0.isSolved && !$0.isFailing } }
}

extension Grade {
  /// Whether something stands there that is not right.
  var isFailing: Bool {
    switch state {
    case .refused, .failing: true
    case .untried, .empty, .missing, .solved: false
    }
  }
}
