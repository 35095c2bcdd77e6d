/// An exercise with all that belongs to it.
public struct Exercise: Sendable, Hashable {
  /// The name: `ex-ceiling`.
  public let id: String
  /// The stub, as the reader finds it in Exercises.swift.
  public let stub: Block
  /// What every answer must satisfy.
  public let checks: [Block]
  /// Worked answers.
  public let solutions: [Block]
  /// Answers that must fail.
  public let wrongs: [Block]
  /// The prompt: from the paragraph that names the exercise to the stub; nil without one.
  public let prompt: SourceRange?
  /// What stands folded under "Hint", without the folding; nil without one.
  public let hint: SourceRange?
}

extension Chapter {
  /// What the prompt calls an exercise: `A typical value`. Empty where it has no name.
  package func title(of exercise: Exercise) -> String {
    guard let prompt = exercise.prompt else { return "" }
    let text = source.text(in: prompt)
    guard let link = text.firstRange(of: "(#\(exercise.id))") else { return "" }
    let rest = text[link.upperBound...].prefix { !$0.isNewline }
    var title = rest.firstRange(of: "**").map { rest[..<$0.lowerBound] } ?? rest.prefix(40)
    while title.first == " " { title.removeFirst() }
    while let last = title.last, last == " " || last == "." { title.removeLast() }
    return String(title)
  }
}
