import Pages

/// What is known of the reader's answer to an exercise.
public struct ReadersAnswer: Sendable, Equatable {
  public enum State: String, Sendable {
    case notTried = "not tried"
    case failing = "failing"
    case refused = "does not compile"
    case solved = "solved"

    /// The class that gives the state its colour.
    var mark: String {
      switch self {
      case .notTried: "untried"
      case .failing, .refused: "failing"
      case .solved: "solved"
      }
    }
  }

  public var state: State
  /// The case that fails, as a sentence.
  public var failure: String?
  /// Why, where the answer is a known wrong one.
  public var reason: String?
  /// How well the answer to an open exercise did.
  public var scores: [String] = []

  public init(_ state: State, failure: String? = nil, reason: String? = nil) {
    self.state = state
    self.failure = failure
    self.reason = reason
  }
}

extension ChapterState {
  func answer(to exercise: String) -> ReadersAnswer.State { answers[exercise]?.state ?? .notTried }

  /// The state of the reader's answer, above the exercise, with the case that fails.
  func badge(of exercise: String) -> String {
    let answer = answers[exercise] ?? ReadersAnswer(.notTried)
    let state = answer.state
    var html = "<p class=\"state \(state.mark)\">\(state.rawValue)</p>\n"
    if let failure = answer.failure {
      let begin = state == .refused ? "The compiler refuses your answer" : "Your answer fails"
      html += "<p class=\"case\">\(begin): \(escaped(failure))</p>\n"
    }
    if let reason = answer.reason { html += "<p class=\"case\">Why: \(escaped(reason))</p>\n" }
    for score in answer.scores { html += "<p class=\"score\">\(escaped(score))</p>\n" }
    return html
  }
}
