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
