import Foundation
import Literate

/// A chapter's exercises as the reader sees them in the terminal.
struct ExerciseList {
  let folder: ChapterFolder
  let chapter: Chapter
  let terminal: Terminal
  /// What is to be said of exercises that the book has changed, by exercise.
  let notes: [String: String]

  private var file: String { "Chapters/\(chapter.folder)/Exercises.swift" }

  /// Prints the exercises: a line each, and under those that fail what is wrong.
  func show(_ grades: [Grade]) {
    let exercises = chapter.exercises
    let shown = exercises.filter { exercise in grades.contains { $0.exercise == exercise.id } }
    let names = shown.map(\.id.count).max() ?? 0
    let titles = shown.map { chapter.title(of: $0).count }.max() ?? 0
    for exercise in shown {
      guard let grade = grades.first(where: { $0.exercise == exercise.id }) else { continue }
      let number = "\(folder.number).\((exercises.firstIndex(of: exercise) ?? 0) + 1)"
      let head = [
        number.padded(to: 4), exercise.id.padded(to: names),
        chapter.title(of: exercise).padded(to: titles),
        terminal.styled(grade.word, grade.style),
      ]
      terminal.line("  " + head.joined(separator: "  "))
      for line in details(of: grade, exercise) { terminal.line("         " + line) }
    }
  }

  /// What stands under an exercise's line.
  private func details(of grade: Grade, _ exercise: Exercise) -> [String] {
    var lines: [String] = []
    switch grade.state {
    case .untried: break
    case .solved: lines += grade.scores
    case .empty: lines.append("Nothing stands where todo() stood.")
    case .missing(let names):
      let list = names.map { "`\($0)`" }.joined(separator: ", ")
      lines.append("\(file) does not declare \(list); a comment does not count. The stub:")
      lines += stub(exercise)
    case .refused(let findings):
      for finding in findings.prefix(3) { lines += rendered(finding) }
      if findings.count > 3 { lines.append("(and \(findings.count - 3) more errors)") }
    case .failing(let behaviour, let reason):
      for (label, text) in behaviour.rows(file: file, reason: reason) {
        lines.append(label.isEmpty ? text : "  " + label.padded(to: 10) + text)
      }
    }
    if let note = notes[exercise.id] {
      lines.append(note)
      if !grade.isSolved { lines += stub(exercise) }
    }
    return lines
  }

  private func stub(_ exercise: Exercise) -> [String] { exercise.stub.lines.map { "  " + $0 } }

  private func rendered(_ finding: Diagnostic) -> [String] {
    let source =
      finding.file == file
      ? ((try? Disk.read(folder.exercises)) ?? nil).map(SourceText.init(bytes:)) : chapter.source
    return finding.rendered(with: source).split(separator: "\n").map(String.init)
  }
}

extension Grade {
  /// The state in a word or two.
  fileprivate var word: String {
    switch state {
    case .untried: "not tried"
    case .empty: "empty"
    case .missing: "missing"
    case .refused: "does not compile"
    case .failing(let behaviour, _): behaviour.end == .todo ? "unfinished" : "failing"
    case .solved: "solved"
    }
  }

  fileprivate var style: Terminal.Style {
    switch state {
    case .solved: .good
    case .untried: .quiet
    case .empty, .missing: .doubtful
    case .refused, .failing: .bad
    }
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
