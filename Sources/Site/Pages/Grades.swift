import Trace

extension ChapterState {
  /// What is known of the reader's answer to an exercise.
  enum AnswerState: String {
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

  func answer(to exercise: String) -> AnswerState {
    guard let grade = grades[exercise], !grade.isUntried else { return .notTried }
    return grade.passes ? .solved : .failing
  }

  /// The state of the reader's answer, above the exercise, with the case that fails.
  func badge(of exercise: String) -> String {
    let answer = answer(to: exercise)
    var html = "<p class=\"state \(answer.mark)\">\(answer.rawValue)</p>\n"
    if answer == .failing, let grade = grades[exercise] {
      if let failure = grade.failures.first {
        html += "<p class=\"case\">Your answer fails: \(escaped(failure.sentence))</p>\n"
      } else if let thrown = grade.thrown {
        html += "<p class=\"case\">Your answer throws: \(escaped(thrown))</p>\n"
      } else if let last = grade.lastCase {
        html += "<p class=\"case\">Your answer stopped while trying: \(escaped(last))</p>\n"
      }
    }
    return html
  }
}

extension GradeFailure {
  /// What was expected, of what, and what came.
  var sentence: String {
    var text = message
    if let input { text += " (case: \(input))" }
    if let expected { text += ". Expected \(expected)" }
    if let actual { text += expected == nil ? ". Found \(actual)" : ", found \(actual)" }
    return text
  }
}
