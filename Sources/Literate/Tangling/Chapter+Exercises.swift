extension Chapter {
  /// The text that Exercises.swift starts with: the stubs of all exercises, in order.
  public var exercisesFile: String {
    var text =
      "// Your answers to the exercises of this chapter. This file is yours.\n"
      + "import Foundation\nimport Ladder\n"
    for exercise in exercises {
      text += "\n// \(exercise.id)\n" + exercise.stub.literal
    }
    return text
  }

  /// What the chapter declares, to be compiled together with Exercises.swift where an editor looks
  /// at it.
  public func declarations() -> Tangled {
    var program = ProgramReader(self)
    let blocks = program.blocks(where: { $0.isPartOfProgram })
    var writer = SwiftWriter(file: file)
    writer.write("// Tangled from \(file). Change that file, not this one.")
    writer.write("import Ladder")
    writeDeclarations(of: blocks, &writer)
    return Tangled(
      swift: String(decoding: writer.text, as: UTF8.self), problems: program.problems.inOrder)
  }

  /// A file that stands where Exercises.swift would, with an answer to each exercise.
  ///
  /// - Parameter answer: The block that answers an exercise; nil leaves the exercise out, and the
  ///   module then does not compile if a check needs the answer.
  public func answersFile(_ answer: (Exercise) -> Block?) -> Tangled {
    var program = ProgramReader(self)
    var writer = SwiftWriter(file: file)
    writer.write("// Tangled from \(file). Change that file, not this one.")
    writer.write("import Ladder")
    for exercise in exercises {
      guard let block = answer(exercise) else { continue }
      let assembled = program.block(block)
      writer.write(assembled, keeping: [0..<assembled.code.bytes.count])
    }
    return Tangled(
      swift: String(decoding: writer.text, as: UTF8.self), problems: program.problems.inOrder)
  }

  /// A program that holds the chapter's declarations and the checks of its exercises, to be
  /// compiled together with a file of answers.
  ///
  /// Its first argument names the exercise to grade. Checks see the chapter's declarations, not its
  /// variables.
  public func checksProgram() -> Tangled {
    var program = ProgramReader(self)
    let declared = program.blocks(where: { $0.isPartOfProgram })
    var writer = SwiftWriter(file: file)
    writer.write("// Tangled from \(file). Change that file, not this one.")
    writer.write("import Ladder")
    writer.write("")
    let graded = exercises.enumerated().map { "\(quoted($1.id)): checks\($0)" }
    let gradings = graded.isEmpty ? ":" : graded.joined(separator: ", ")
    writer.write("@main enum Program {")
    writer.write("  static func main() { Exercises.grade([\(gradings)]) }")
    writer.write("}")
    writeDeclarations(of: declared, &writer)
    for (index, exercise) in exercises.enumerated() {
      let checks = exercise.checks.map { program.block($0) }
      for check in checks {
        let hoisted = fileScopeOnly(check)
        if !hoisted.isEmpty { writer.write(check, keeping: hoisted) }
      }
      writer.write("func checks\(index)() throws {")
      for check in checks { writeCheck(check, &writer) }
      writer.write("}")
    }
    return Tangled(
      swift: String(decoding: writer.text, as: UTF8.self), problems: program.problems.inOrder)
  }

  /// One check, in braces: two checks of an exercise may use one name for different things.
  private func writeCheck(_ check: AssembledBlock, _ writer: inout SwiftWriter) {
    writer.write("do {")
    writer.write(
      check, keeping: complement(of: fileScopeOnly(check), in: check.code.bytes.count))
    writer.write("}")
  }

  /// What can stand nowhere but at file scope. Helpers of a check stay with it, so that those of
  /// two exercises may have one name.
  private func fileScopeOnly(_ assembled: AssembledBlock) -> [Range<Int>] {
    let scoped: Set<String> = [
      "import", "extension", "protocol", "operator", "precedencegroup", "macro",
    ]
    return assembled.outline.declarations.filter { scoped.contains($0.keyword) }.map(\.range)
  }
}
