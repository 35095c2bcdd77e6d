import Building
import Foundation
import XCTest

/// The small commands, given as a person gives them.
final class CommandTests: XCTestCase {
  private let good = "# A *good* one\n\n```swift id=a\nprint(1)\n```\n"

  func testListAndHelpAndVersion() throws {
    let book = try FixtureBook(["ch01-a": good, "ch07-b": "# Last\n\n```swift\nprint(2)\n```\n"])
    XCTAssertEqual(try book.run("list"), .success)
    let list = book.output.split(separator: "\n").map(String.init)
    XCTAssertEqual(list.count, 3)
    XCTAssertEqual(
      list[0].split(separator: " "),
      [
        "chapter", "words", "lines", "folded", "listing", "figures", "claims", "exercises",
        "minutes", "seconds",
      ])
    XCTAssertTrue(list[2].hasPrefix("ch07  Last"), list[2])
    XCTAssertEqual(try book.run("help"), .success)
    for command in Command.all where command.name != "build" {
      XCTAssertTrue(book.output.contains("./build.sh \(command.name)"), command.name)
    }
    for words in [["help", "check"], ["check", "--help"]] {
      XCTAssertEqual(try book.give(words), .success)
      XCTAssertTrue(book.output.hasPrefix("./build.sh check [chNN …]\n"), book.output)
      XCTAssertTrue(book.output.contains("--accept"), book.output)
      XCTAssertFalse(book.output.contains("--port"), book.output)
    }
    XCTAssertEqual(try book.run("help", "chekc"), .usage)
    XCTAssertTrue(book.errors.contains("Did you mean `check`?"), book.errors)
    XCTAssertEqual(try book.run("--version"), .success)
    XCTAssertEqual(book.output, "The Ladder \(version)\n")
  }

  func testListShowsWhatIsMoreThanOneSitting() throws {
    let long = String(repeating: "word ", count: 5_001)
    let book = try FixtureBook(["ch01-a": good, "ch02-long": "# Long\n\n\(long)\n\n" + good])
    XCTAssertEqual(try book.build(), .success, book.errors)
    XCTAssertFalse(book.errors.contains("sitting"), "readers are spared advice")
    XCTAssertEqual(try book.run("list"), .success)
    let list = book.output.split(separator: "\n").map(String.init)
    XCTAssertEqual(list.first { $0.hasPrefix("ch01") }?.contains("+"), false)
    XCTAssertEqual(list.first { $0.hasPrefix("ch02") }?.contains(" 5005+ "), true, book.output)
    XCTAssertTrue(book.output.contains("more than one sitting has room for: 5000 words"))
    XCTAssertEqual(try book.build { $0.purpose = .checking }, .success, book.errors)
    XCTAssertTrue(book.errors.contains("advice: the chapter is more than one sitting"), book.errors)
  }

  func testWordsThatMeanNothingEndWithTwo() throws {
    let book = try FixtureBook(["ch01-a": good])
    for (words, hint) in [
      (["lst"], "Did you mean `list`?"), (["ch02"], "Did you mean `ch01`?"),
      (["ch01", "--jobs", "many"], "not `many`"), (["--accept"], "no flag --accept"),
      (["check", "ch1x"], "There is no chapter ch1x"),
    ] {
      let terminal = words.joined(separator: " ")
      XCTAssertEqual(try book.give(words), .usage, terminal)
      XCTAssertTrue(book.errors.contains(hint), "\(terminal): \(book.errors)")
    }
  }

  func testTangleAndBlocks() throws {
    let book = try FixtureBook(["ch01-a": good])
    let path = book.folder["Chapters/ch01-a/chapter.md"]
    XCTAssertEqual(try book.run("tangle", path), .success)
    XCTAssertTrue(book.output.contains("func chapter() throws {"), book.output)
    XCTAssertEqual(book.errors, "")
    XCTAssertEqual(try book.run("blocks", path), .success)
    let json = try JSONSerialization.jsonObject(with: Data(book.output.utf8)) as? [[String: Any]]
    XCTAssertEqual(json?.first?["info"] as? String, "swift id=a")
    XCTAssertEqual(json?.first?["line"] as? Int, 3)
    XCTAssertEqual(try book.run("blocks", book.folder["none.md"]), .failure)
    XCTAssertTrue(book.errors.contains("there is no file"), book.errors)
  }

  func testNewMakesAChapterThatBuilds() throws {
    let book = try FixtureBook(["ch01-a": good])
    XCTAssertEqual(try book.run("new", "Überblick: what, and why?"), .success, book.errors)
    let name = "ch02-uberblick-what-and-why"
    XCTAssertTrue(book.folder.text("Package.swift")!.contains("    \"\(name)\",\n  ],"))
    XCTAssertNotNil(book.folder.text("Chapters/\(name)/Program.swift"))
    XCTAssertTrue(book.output.contains("./build.sh ch02"), book.output)
    XCTAssertEqual(try book.build("ch02"), .success, book.errors)
    XCTAssertEqual(book.errors, "")
    XCTAssertEqual(try book.run("new", "!?"), .usage)
    try book.folder.write("let package = 1\n", to: "Package.swift")
    XCTAssertEqual(try book.run("new", "Another"), .failure)
    XCTAssertFalse(Disk.exists(book.folder["Chapters/ch03-another"]))
  }

  /// Titles that no folder can be called after, and one that is longer than a name may be.
  func testNewWithUnusualTitles() throws {
    let book = try FixtureBook(["ch01-a": good])
    XCTAssertEqual(try book.run("new", "Оптимизация"), .usage)
    XCTAssertTrue(
      book.errors.contains("./build.sh new \"Оптимизация\" --folder optimization"), book.errors)
    XCTAssertEqual(try book.run("new", "Оптимизация", "--folder", "optimization"), .success)
    XCTAssertEqual(
      book.folder.text("Chapters/ch02-optimization/chapter.md")?.prefix(13), "# Оптимизация")
    let long = (1...40).map { "number\($0)" }.joined(separator: " ")
    XCTAssertGreaterThan(long.count, 240)
    XCTAssertEqual(try book.run("new", long, "--part", "Not fooling yourself"), .success)
    let parts = try book.checkout.packageManifest().parts
    XCTAssertEqual(parts.map(\.name), ["The ladder", "Not fooling yourself"])
    XCTAssertEqual(parts.map(\.ids), [["ch01", "ch02"], ["ch03"]])
    XCTAssertLessThan(parts[1].chapters[0].count, 70)
    XCTAssertEqual(try book.build("ch02", "ch03"), .success, book.errors)
    XCTAssertTrue(Disk.exists(book.folder["Book/\(parts[1].chapters[0]).md"]))
  }

  func testCleanTakesAwayWhatCanBeMadeAgain() throws {
    let book = try FixtureBook(["ch01-a": good])
    try book.build()
    XCTAssertEqual(try book.run("clean"), .success)
    XCTAssertFalse(Disk.exists(book.folder[".build"]))
    XCTAssertTrue(Disk.exists(book.folder["Book/ch01-a.md"]))
    XCTAssertTrue(
      Disk.exists("\(FixtureBook.project)/Package.swift"), "links are not followed")
  }

  /// What no commit holds, nobody could bring back.
  func testAChapterThatWasNeverCommittedIsNotRestoredAway() throws {
    let process = try BookProcess("ch01-a", variants: [good])
    let book = process.book
    let git = """
      git init -q . && git -c user.name=n -c user.email=e commit -q --allow-empty -m first
      """
    let commit = Program(
      "sh", ["-c", git], folder: book.folder.path, output: book.folder["git"],
      errors: book.folder["git"])
    XCTAssertEqual(try Supervisor().run(commit), .exited(0), book.folder.text("git") ?? "")
    let restored = try process.run(
      "restore", "ch01", through: ["sh", "-c", "echo y | \"$@\"", "sh"])
    XCTAssertEqual(restored, .exited(1))
    XCTAssertEqual(book.folder.text("Chapters/ch01-a/chapter.md"), good)
    let said = book.folder.text("log") ?? ""
    XCTAssertTrue(said.contains("ch01 has never been committed"), said)
  }

  func testRestoreAsksFirst() throws {
    let process = try BookProcess("ch01-a", variants: [good])
    let book = process.book
    XCTAssertEqual(try process.run("ch01"), .exited(0), book.folder.text("log") ?? "")
    let git = """
      git init -q . && git add Chapters Book && \
      git -c user.name=n -c user.email=e commit -q -m first
      """
    let commit = Program(
      "sh", ["-c", git], folder: book.folder.path, output: book.folder["git"],
      errors: book.folder["git"])
    XCTAssertEqual(try Supervisor().run(commit), .exited(0), book.folder.text("git") ?? "")
    let page = book.folder.text("Book/ch01-a.md")

    try book.folder.write("changed", to: "Chapters/ch01-a/chapter.md")
    try book.folder.write("changed", to: "Book/ch01-a.md")
    try book.folder.write("mine", to: "Chapters/ch01-a/Exercises.swift")
    try book.folder.write("new", to: "Figures/ch01-a/new.png")
    func restore(_ answer: String) throws -> Ending {
      try process.run("restore", "ch01", through: ["sh", "-c", "echo \(answer) | \"$@\"", "sh"])
    }
    XCTAssertEqual(try restore("n"), .exited(1))
    XCTAssertEqual(book.folder.text("Chapters/ch01-a/chapter.md"), "changed")
    let said = book.folder.text("log") ?? ""
    for file in ["Chapters/ch01-a/chapter.md", "Book/ch01-a.md", "Figures/ch01-a/new.png"] {
      XCTAssertTrue(said.contains(file), said)
    }
    XCTAssertEqual(try restore("y"), .exited(0), book.folder.text("log") ?? "")
    XCTAssertEqual(book.folder.text("Chapters/ch01-a/chapter.md"), good)
    XCTAssertEqual(book.folder.text("Book/ch01-a.md"), page)
    XCTAssertFalse(Disk.exists(book.folder["Figures/ch01-a/new.png"]))
    XCTAssertEqual(
      book.folder.text("Chapters/ch01-a/Exercises.swift"), "mine", "it is the reader's")
    try book.folder.write("changed", to: "Chapters/ch01-a/chapter.md")
    XCTAssertEqual(try process.run("restore", "ch01", "--yes"), .exited(0))
    XCTAssertEqual(book.folder.text("Chapters/ch01-a/chapter.md"), good)
    XCTAssertEqual(try restore("y"), .exited(0))
    XCTAssertTrue((book.folder.text("log") ?? "").contains("is as it was committed"))
  }
}
