import Building
import Foundation
import Literate
import XCTest

/// What an editor compiles when a reader's answers are open: the chapter's declarations and the
/// file, as the targets `ch04Exercises` of Package.swift put them together.
final class EditorTests: XCTestCase {
  func testDeclarationsAndStubsCompile() throws {
    let book = try FixtureBook()
    let project = Checkout(root: FixtureBook.project)
    let compiler = try DirectCompiler(book.checkout, supervisor: Supervisor())
    for name in ["ch00", "ch04"] {
      let chapter = try XCTUnwrap(
        Shelf(project).volumes.first { $0.folder.id == name }?.chapter)
      let declarations = chapter.declarations()
      XCTAssertEqual(declarations.problems.filter { $0.severity == .error }, [])
      XCTAssertFalse(declarations.swift.contains("func chapter()"))
      try book.folder.write(declarations.swift, to: "\(name)/Declarations.swift")
      try book.folder.write(chapter.exercisesFile, to: "\(name)/Exercises.swift")
      let files = ["Declarations", "Exercises"].map { book.folder["\(name)/\($0).swift"] }
      var said: CompilerOutput?
      let log = book.folder["\(name)/log"]
      try Supervisor().run([
        compiler.check(files, log: log) { output, compiled in
          said = output
          XCTAssertTrue(compiled, output.end)
        }
      ])
      XCTAssertEqual(said?.findings.filter { $0.severity == .error }, [])
    }
  }
}
