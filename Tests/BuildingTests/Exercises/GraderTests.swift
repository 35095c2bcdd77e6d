import Building
import Foundation
import Literate
import XCTest

/// Answers that do whatever an answer can do, graded for real.
final class GraderTests: XCTestCase {
  /// A chapter with an exercise for each name: a function that doubles a number.
  private func chapter(_ names: [String], wrong: String = "") -> String {
    let exercises = names.map { name in
      let attempt = name == "throwing" ? "try " : ""
      let call = attempt + name
      return """
        **[Exercise](#ex-\(name)) Title of \(name).** Double it.

        ```swift id=ex-\(name) role=exercise
        func \(name)(_ x: Int)\(name == "throwing" ? " throws" : "") -> Int {
          todo()
        }
        ```
        ```swift for=ex-\(name) role=check budget=\(name == "sleepy" ? 2 : 30)s
        expect(\(call)(3), equals: 6, "twice 3")
        \(attempt)forAll(.integers(0...50), seed: 1) { x in
          expect(\(call)(x), equals: 2 * x, "twice a number")
        }
        ```
        ```swift for=ex-\(name) role=solution
        func \(name)(_ x: Int) -> Int { 2 * x }
        ```
        """
    }
    return "# A chapter\n\n" + exercises.joined(separator: "\n\n") + "\n\n" + wrong
  }

  /// The grades of the answers in a file.
  private func grades(
    _ chapter: String, _ answers: String, library: Bool = false
  ) throws -> (states: [String: Grade.State], file: String) {
    let book = try FixtureBook()
    try book.write("ch03-sample", chapter)
    try book.folder.write(answers, to: "Chapters/ch03-sample/Exercises.swift")
    if library { try book.listLibrary() }
    try book.useLibrary()
    let volume = try Shelf(book.checkout).volumes[0]
    let grader = Grader(book.checkout, supervisor: Supervisor(), width: 2) {
      try Surroundings.current(of: book.checkout, library: "", supervisor: Supervisor())
    }
    let grades = try grader.grade(volume)
    XCTAssertEqual(grades.map(\.exercise), volume.chapter.exercises.map(\.id))
    return (
      Dictionary(uniqueKeysWithValues: grades.map { ($0.exercise, $0.state) }),
      volume.chapter.file
    )
  }

  private func sentence(_ state: Grade.State?) -> String {
    guard case .failing(let behaviour, _) = state else { return "\(String(describing: state))" }
    return behaviour.sentence(file: "Exercises.swift")
  }

  /// A name that is taken is told at its line, with who has it; whatever does without is graded.
  func testNamesThatAreTaken() throws {
    let own = """
      ```swift id=own
      func offset(_ x: Int) -> Int { x }
      struct Point { var x = 1 }
      print(offset(Point().x))
      ```

      """
    let answers = """
      import Ladder

      /// Mine.
      struct Tensor { var value: Int }
      func offset(_ x: Int) -> Int { x + 1 }
      typealias Variable = Int
      func softmax(_ x: Int) -> Int { x }
      struct Meter { var value: Int }
      func helper(_ x: Int) -> Tensor { Tensor(value: x) }

      func boxed(_ x: Int) -> Int { helper(x).value * 2 }
      func moved(_ x: Int) -> Int { offset(x) * 2 }
      func plain(_ x: Int) -> Int { softmax(Meter(value: x).value) * 2 }
      """
    let (states, file) = try grades(
      chapter(["boxed", "moved", "plain"]) + "\n" + own, answers, library: true)
    XCTAssertEqual(states["ex-plain"], .solved)
    for (exercise, line, column, words) in [
      ("ex-boxed", 4, 8, "`Tensor` is a type of the library, in Tensors"),
      ("ex-moved", 5, 6, "the chapter has a `offset` of its own"),
    ] {
      guard case .refused(let findings) = states[exercise], let first = findings.first else {
        XCTFail("\(exercise): \(String(describing: states[exercise]))")
        continue
      }
      XCTAssertEqual(first.line, line)
      XCTAssertEqual(first.column, column)
      XCTAssertTrue(first.file.hasSuffix("/Exercises.swift"), file)
      XCTAssertTrue(first.message.contains(words), first.message)
      XCTAssertEqual(first.help, "give yours another name")
    }
  }

  /// An answer that writes the report itself, in the checks' words, has solved nothing.
  func testAForgedReport() throws {
    let answers = #"""
      import Foundation
      import Ladder

      func forged(_ x: Int) -> Int {
        let folder = ProcessInfo.processInfo.environment["LADDER_TRACE"] ?? ""
        let secrets = [
          "", CommandLine.arguments.last ?? "",
          String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self),
        ]
        let lines = secrets.map { "{\"grade\":\"finish\",\"met\":9,\"secret\":\"\($0)\"}\n" }
        let file = folder + "/grade.jsonl"
        try? lines.joined().write(toFile: file, atomically: x == 0, encoding: .utf8)
        _exit(0)
      }
      func again(_ x: Int) -> Int {
        Exercises.grade(["ex-again": { expect(1, equals: 1, "one") }])
        _exit(0)
      }
      func honest(_ x: Int) -> Int { 2 * x }
      """#
    let (states, _) = try grades(chapter(["forged", "again", "honest"]), answers)
    for name in ["ex-forged", "ex-again"] {
      XCTAssertTrue(sentence(states[name]).hasPrefix("it ended the program (exit 0)"), name)
    }
    XCTAssertEqual(states["ex-honest"], .solved)
  }

  func testTheScoreOfAnOpenExerciseIsKept() throws {
    let text = """
      # A chapter

      **[Exercise](#ex-best) Best.** As small as you can.

      ```swift id=ex-best role=exercise
      func best() -> Double {
        todo()
      }
      ```
      ```swift for=ex-best role=check
      expect(score: best(), atMost: 2, "size")
      ```
      ```swift for=ex-best role=solution
      func best() -> Double { 1 }
      ```
      """
    let book = try FixtureBook()
    try book.write("ch03-sample", text)
    try book.folder.write(
      "import Ladder\n\nfunc best() -> Double { 1.5 }\n", to: "Chapters/ch03-sample/Exercises.swift"
    )
    try book.useLibrary()
    let grader = Grader(book.checkout, supervisor: Supervisor(), width: 2) {
      try Surroundings.current(of: book.checkout, library: "", supervisor: Supervisor())
    }
    let volume = try Shelf(book.checkout).volumes[0]
    XCTAssertEqual(
      try grader.grade(volume), [Grade("ex-best", .solved, scores: ["size: 1.5 (at most 2)"])])
  }

  func testEachMisbehaviourIsToldAndTheOthersAreGraded() throws {
    let names = [
      "right", "wrong", "rare", "trap", "fatal", "deep", "hungry", "loud", "leaving", "sleepy",
      "halfway", "stub", "bare", "commented", "throwing",
    ]
    let answers = """
      import Foundation
      import Ladder

      func right(_ x: Int) -> Int { helper(x) * 2 }
      func wrong(_ x: Int) -> Int { x + 3 }
      func rare(_ x: Int) -> Int { x > 20 ? 0 : 2 * x }
      func trap(_ x: Int) -> Int {
        let list = [2, 4, 6]
        return list[x]
      }
      func fatal(_ x: Int) -> Int { x < 10 ? 2 * x : nothing() }
      func nothing() -> Int { fatalError("out of ideas") }
      func deep(_ x: Int) -> Int { x < 0 ? x : deep(x + 1) + deep(x + 2) }
      func hungry(_ x: Int) -> Int {
        var blocks: [[UInt8]] = []
        while blocks.count >= 0 { blocks.append([UInt8](repeating: 1, count: 1 << 20)) }
        return blocks.count
      }
      func loud(_ x: Int) -> Int { while true { print("more and more and more and more") } }
      func leaving(_ x: Int) -> Int { exit(0) }
      func sleepy(_ x: Int) -> Int {
        sleep(60)
        return 2 * x
      }
      func halfway(_ x: Int) -> Int {
        if x == 3 { return 6 }
        todo()
      }

      func stub(_ x: Int) -> Int {
        todo()  // later
      }

      func bare(_ x: Int) -> Int {
      }

      /* func commented(_ x: Int) -> Int { 2 * x } */

      func helper(_ x: Int) -> Int { x }
      struct Refusal: Error {}
      func throwing(_ x: Int) throws -> Int {
        if x > 5 { throw Refusal() }
        return 2 * x
      }
      """
    let (states, _) = try grades(chapter(names), answers)
    XCTAssertEqual(states["ex-right"], .solved)
    XCTAssertEqual(
      sentence(states["ex-rare"]), "twice a number; for 21; expected 42; actual 0", "it is shrunk")
    XCTAssertEqual(states["ex-stub"], .untried)
    XCTAssertEqual(states["ex-bare"], .empty)
    XCTAssertEqual(states["ex-commented"], .missing(["commented"]))
    for (name, words) in [
      ("wrong", "twice a number; for 0; expected 0; actual 3"),
      ("trap", "it stopped the program at Exercises.swift:9: a rule of Swift was broken"),
      ("fatal", "out of ideas (it was given "),
      ("deep", "it calls itself without end"), ("hungry", "it took more than 1024 MB of memory"),
      ("loud", "it printed more than 1 MB"), ("leaving", "it ended the program (exit 0) before"),
      ("sleepy", "it did not come to an end within 2 s"), ("halfway", "it still calls todo()"),
      ("throwing", "it threw an error at Exercises.swift:42: Refusal() (it was given "),
    ] {
      let said = sentence(states["ex-\(name)"])
      XCTAssertTrue(said.contains(words), "\(name): \(said)")
    }
  }

  func testWhatDoesNotCompileIsToldAtItsLineAndTheOthersAreGraded() throws {
    let names = ["typed", "open", "last", "user", "renamed", "twice", "fine"]
    let answers = """
      import Ladder

      func typed(_ x: Int) -> Int { "x" }

      func open(_ x: Int) -> Int {
        if x > 0 { return 2 * x
        return 0
      }

      func last(_ x: Int) -> Int { 2 * x }
      func broken() -> Int { nonsense }
      func user(_ x: Int) -> Int { broken() + x }
      func renamed(number x: Int) -> Int { 2 * x }
      func twice(_ x: Int) -> Int { 2 * x }
      func twice(_ x: Int) -> Int { x + x }
      func fine(_ x: Int) -> Int { 2 * x }
      """
    let (states, chapterFile) = try grades(chapter(names), answers)
    XCTAssertEqual(states["ex-last"], .solved)
    XCTAssertEqual(states["ex-fine"], .solved)
    let file = "Chapters/ch03-sample/Exercises.swift"
    for (name, line, words) in [
      ("typed", 3, "cannot convert return expression of type 'String'"),
      ("user", 11, "cannot find 'nonsense' in scope"),
      ("twice", 15, "invalid redeclaration of 'twice'"),
    ] {
      guard case .refused(let findings) = states["ex-\(name)"], let first = findings.first else {
        XCTFail("\(name): \(String(describing: states["ex-\(name)"]))")
        continue
      }
      XCTAssertEqual(first.file, file, name)
      XCTAssertEqual(first.line, line, name)
      XCTAssertTrue(first.message.contains(words), first.message)
    }
    guard case .refused(let open) = states["ex-open"] else {
      return XCTFail("\(String(describing: states["ex-open"]))")
    }
    XCTAssertEqual(
      open.map(\.headline),
      [
        "\(file):5:28: error: this '{' is never closed"
      ])
    guard case .refused(let misfit) = states["ex-renamed"] else {
      return XCTFail("\(String(describing: states["ex-renamed"]))")
    }
    XCTAssertEqual(misfit.first?.file, chapterFile)
    XCTAssertEqual(
      misfit.first?.help,
      "the exercise asks for `func renamed(_ x: Int) -> Int`, and yours is "
        + "`func renamed(number x: Int) -> Int`")
  }

  func testAKnownWrongAnswerIsToldItsReason() throws {
    let bodies = [
      "squared": "var sum = 0; for _ in 0..<x { sum += x }; return sum",
      "small": "if x <= 20 { x + x } else { x - x }", "other": "x + 1",
      "near": "x > 20 ? 1 : 2 * x",
    ]
    let wrongs = bodies.keys.sorted().map { name in
      """
      ```swift for=ex-\(name) role=wrong reason="that squares it"
      func \(name)(_ x: Int) -> Int { x * x }
      ```
      ```swift for=ex-\(name) role=wrong reason="that leaves out the large ones"
      func \(name)(_ x: Int) -> Int { x > 20 ? 0 : 2 * x }
      ```
      """
    }
    let answers = bodies.map { "func \($0)(_ x: Int) -> Int { \($1) }" }
    let states = try grades(
      chapter(bodies.keys.sorted(), wrong: wrongs.joined(separator: "\n")),
      "import Ladder\n" + answers.joined(separator: "\n")
    ).states
    func reason(_ name: String) -> String? {
      guard case .failing(_, let reason) = states["ex-\(name)"] else {
        XCTFail("\(name) does not fail: \(String(describing: states["ex-\(name)"]))")
        return nil
      }
      return reason
    }
    XCTAssertEqual(reason("squared"), "that squares it")
    XCTAssertEqual(reason("small"), "that leaves out the large ones")
    XCTAssertNil(reason("other"), "nothing is known of this one")
    XCTAssertNil(reason("near"), "it fails in the same place, and gives another value")
  }

  func testAFileThatHoldsNothingOfUse() throws {
    for answers in [
      "", "import Ladder\n", "}}}} func {{{", "\"\"\"\nfunc a(_ x: Int) -> Int { 2 * x }",
    ] {
      let state = try grades(chapter(["a"]), answers).states["ex-a"]
      switch state {
      case .missing, .refused: continue
      default: XCTFail("\(answers): \(String(describing: state))")
      }
    }
  }
}
