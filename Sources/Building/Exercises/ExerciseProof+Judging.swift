import Literate

extension ExerciseProof.Result {
  /// Finds the answers that did what they must not.
  mutating func judge() {
    for exercise in chapter.exercises {
      if let behaviour = behaviours[exercise.stub.index], behaviour.passes {
        error(
          exercise.stub, "the stub of '\(exercise.id)' passes its checks",
          "the checks must call the answer, and the stub's body says todo()")
      }
      for solution in exercise.solutions { judge(solution, of: exercise) }
      for wrong in exercise.wrongs { judgeWrong(wrong, of: exercise) }
      judgeReasons(of: exercise)
    }
  }

  private mutating func judge(_ solution: Block, of exercise: Exercise) {
    guard let behaviour = behaviours[solution.index], !behaviour.passes else { return }
    error(
      solution,
      "this solution of '\(exercise.id)' does not pass: "
        + behaviour.sentence(file: chapter.file),
      "correct the solution, or its checks")
  }

  private mutating func judgeWrong(_ wrong: Block, of exercise: Exercise) {
    guard let behaviour = behaviours[wrong.index] else { return }
    if behaviour.passes {
      error(
        wrong, "this wrong answer to '\(exercise.id)' passes its checks",
        "add an expectation that it does not meet")
    } else if behaviour.end == .todo {
      error(
        wrong, "this wrong answer to '\(exercise.id)' calls todo(), and is taken for the stub")
    }
  }

  /// A reader who gives a wrong answer is told its reason, so no two may look the same.
  private mutating func judgeReasons(of exercise: Exercise) {
    let failing = exercise.wrongs.filter { behaviours[$0.index].map { !$0.passes } ?? false }
    for (position, wrong) in failing.enumerated() {
      let twin = failing[..<position].first { other in
        other.reason != wrong.reason && behaviours[other.index]!.isLike(behaviours[wrong.index]!)
      }
      guard let twin else { continue }
      error(
        wrong,
        "this wrong answer to '\(exercise.id)' fails just as the one at line \(twin.line) does, so "
          + "a reader may be told the other's reason",
        "add an expectation that tells the two apart")
    }
  }

  private mutating func error(_ block: Block, _ message: String, _ help: String? = nil) {
    findings.append(chapter.diagnostic(.error, at: block.range.lower, message, help: help))
  }
}
