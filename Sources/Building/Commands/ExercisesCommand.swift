import Foundation
import Literate

extension Command {
  package static let exercises = Command(
    "exercises", operands: "[chNN …]", summary: "prove that the book's exercises are sound",
    flags: [.prove], count: 0...100
  ) { invocation, workshop in
    let lock = try workshop.takeLock()
    defer { withExtendedLifetime(lock) {} }
    let chapters = try invocation.operands.map { try workshop.checkout.chapter(named: $0) }
    return try workshop.proveExercises(of: chapters) ? .success : .failure
  }
}
