import Literate

extension Grader {
  /// Why an answer is wrong, where a wrong answer of the chapter behaves just as it does.
  func reason(
    for behaviour: Behaviour, of exercise: Exercise, in volume: Shelf.Volume,
    progress: (String) -> Void
  ) throws -> String? {
    guard behaviour.end != .todo, !exercise.wrongs.isEmpty else { return nil }
    let known = try wrongBehaviours(of: volume, progress: progress)
    return exercise.wrongs.first { wrong in
      known["\(exercise.id)/\(wrong.literal)"]?.isLike(behaviour) ?? false
    }?.reason
  }

  /// What the chapter's wrong answers do, by exercise and text. They are graded once; no edit of the
  /// reader's changes them.
  private func wrongBehaviours(
    of volume: Shelf.Volume, progress: (String) -> Void
  ) throws -> [String: Behaviour] {
    let memory = GradeMemory(of: volume.folder)
    let key = try key(ofWrongAnswersIn: volume.chapter)
    if let known = memory.wrongBehaviours(for: key) { return known }
    progress("\(volume.folder.id): grading the wrong answers that are known")
    let proof = ExerciseProof(checkout, supervisor: supervisor, width: width)
    let result = try proof.grade([\.wrongs], of: [volume.chapter], in: "wrong") { _ in }[0]
    var behaviours: [String: Behaviour] = [:]
    for exercise in volume.chapter.exercises {
      for wrong in exercise.wrongs {
        behaviours["\(exercise.id)/\(wrong.literal)"] = result.behaviours[wrong.index]
      }
    }
    try memory.keep(wrongBehaviours: behaviours, for: key)
    return behaviours
  }

  private func key(ofWrongAnswersIn chapter: Chapter) throws -> String {
    let surroundings = try surroundings()
    var fingerprint = Fingerprint()
    fingerprint.add(surroundings.library)
    fingerprint.add(surroundings.toolchain)
    fingerprint.add(surroundings.flags)
    // Without the places in it, which move with every line of prose.
    for line in chapter.checksProgram().swift.split(separator: "\n")
    where !line.hasPrefix("#sourceLocation") {
      fingerprint.add(String(line))
    }
    for block in chapter.exercises.flatMap(\.wrongs) { fingerprint.add(block.literal) }
    return fingerprint.name()
  }
}
