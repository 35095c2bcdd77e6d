extension Findings {
  /// Keys that need one another.
  mutating func checkKeys() {
    for block in chapter.swiftBlocks {
      let role = block.role
      let answers = role == .check || role == .solution || role == .wrong
      if answers, block.exercise == nil {
        error(
          block.range.lower,
          "a \(role == .wrong ? "wrong answer" : role.rawValue) names no exercise it belongs to",
          "add for=ex-…, the id of the exercise")
      }
      if !answers, block.has(.for) {
        error(
          place(of: .for, in: block), "'for' belongs to a check, a solution or a wrong answer",
          "add role=check, role=solution or role=wrong")
      }
      if role == .wrong, block.reason == nil {
        error(
          block.range.lower, "a wrong answer does not say why it is wrong",
          "add reason=\"…\", which a reader sees who gives this answer")
      }
      if role != .wrong, block.has(.reason) {
        error(place(of: .reason, in: block), "'reason' belongs to a block with role=wrong")
      }
      if block.has(.match), block.failure == nil {
        error(
          place(of: .match, in: block), "'match' belongs to a block that must fail",
          "add fails=compile, fails=trap or fails=throw")
      }
      if block.has(.answers), !block.isPartOfProgram {
        error(
          place(of: .answers, in: block), "'answers' belongs to a block that makes claims",
          "put it on a block that runs")
      }
      if block.failure != nil, role != .run {
        error(
          place(of: .fails, in: block), "a block that must fail has no other role",
          "take out role=\(role.rawValue)")
      }
      if block.chunk != nil, role != .run || block.failure != nil {
        error(
          place(of: .chunk, in: block), "a chunk has no role: it is put where it is included",
          "take out the role, or the chunk")
      }
    }
  }

  /// Exercises and what belongs to them.
  mutating func checkExercises() {
    let names = chapter.exercises.map(\.id)
    for block in chapter.swiftBlocks {
      guard let name = block.exercise, !names.contains(name),
        [.check, .solution, .wrong].contains(block.role)
      else { continue }
      error(
        place(of: .for, in: block), "there is no exercise '\(name)' in this chapter",
        suggestion(name, names) ?? "an exercise is a block with id=\(name) role=exercise")
    }
    for exercise in chapter.exercises {
      let place = exercise.stub.range.lower
      let name = exercise.id
      if !exercise.stub.isNamed || !name.hasPrefix("ex-") {
        error(
          self.place(of: .id, in: exercise.stub), "an exercise needs a name that begins with ex-",
          "write id=ex-…; links and checks use it")
      }
      if exercise.checks.isEmpty {
        error(
          place, "the exercise '\(name)' has no checks",
          "add a block with for=\(name) role=check")
      }
      if exercise.solutions.isEmpty {
        error(
          place, "the exercise '\(name)' has no solution",
          "add a block with for=\(name) role=solution")
      }
      if exercise.hint == nil {
        error(
          place, "the exercise '\(name)' has no hint",
          "after the stub add <details><summary>Hint</summary>, a blank line, the hint, a blank "
            + "line, </details>")
      }
      if exercise.prompt == nil {
        warning(
          place, "the exercise '\(name)' has no prompt",
          "above the stub write **[Exercise](#\(name)) Its title.** and what is asked")
      }
    }
  }
}
