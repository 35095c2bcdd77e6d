/// What is known of the reader's answer to an exercise.
public struct ReadersAnswer: Sendable, Equatable {
  public enum State: String, Sendable {
    case notTried = "not tried"
    case failing = "not yet"
    case solved = "solved"

    /// The class that gives the state its colour.
    var mark: String {
      switch self {
      case .notTried: "untried"
      case .failing: "failing"
      case .solved: "solved"
      }
    }
  }

  public var state: State
  /// The case that fails, as a sentence.
  public var failure: String?

  public init(_ state: State, failure: String? = nil) {
    self.state = state
    self.failure = failure
  }
}

extension ChapterState {
  func answer(to exercise: String) -> ReadersAnswer.State { answers[exercise]?.state ?? .notTried }

  /// The state of the reader's answer, above the exercise, with the case that fails.
  func badge(of exercise: String) -> String {
    let state = answer(to: exercise)
    var html = "<p class=\"state \(state.mark)\">\(state.rawValue)</p>\n"
    if state == .failing, let failure = answers[exercise]?.failure {
      html += "<p class=\"case\">Your answer fails: \(escaped(failure))</p>\n"
    }
    return html
  }
}
