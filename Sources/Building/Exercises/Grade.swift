import Literate

/// What became of the reader's answer to one exercise.
package struct Grade: Codable, Equatable {
  package enum State: Codable, Equatable {
    /// The stub stands there, untouched.
    case untried
    /// Nothing stands where `todo()` stood.
    case empty
    /// Exercises.swift does not declare these names, or only in a comment.
    case missing([String])
    /// The compiler refuses it, or the checks cannot call it.
    case refused([Diagnostic])
    /// It ran and is not right; the reason is there where a known wrong answer does the same.
    case failing(Behaviour, reason: String?)
    case solved
  }

  /// The exercise's id.
  package var exercise: String
  package var state: State
  /// How well the answer to an open exercise did: "error: 0.018 (at most 0.02)".
  package var scores: [String]

  package init(_ exercise: String, _ state: State, scores: [String] = []) {
    self.exercise = exercise
    self.state = state
    self.scores = scores
  }

  package var isSolved: Bool { state == .solved }
}
