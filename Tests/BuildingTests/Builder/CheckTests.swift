import Building
import Foundation
import XCTest

/// Every kind of output can drift from its record, and is caught when it does.
final class CheckTests: XCTestCase {
  private func chapter(_ name: String, _ code: String, cap: String = "", prose: String = "")
    -> String
  {
    "# \(name)\n\n```swift id=a\(cap)\n\(code)\n```\n\n\(prose)\n"
  }

  func testEveryKindOfDriftIsCaught() throws {
    let table =
      "var t = Results(.text(\"k\"), .decimal(\"v\", \"%.3f\")); t.add(\"x\", 0.5); show(t)"
    let figure = "show(Figure(\"f\").line([1, 2, 3], label: \"l\"))"
    let claim =
      "claim(\"It is large\", answer: \"It is.\") {\n  Condition(\"here\", effect: 2.0, "
      + "holds: { $0 > 1 }, threshold: \"more than one\")\n}"
    let caption = " cap=\"A line\" alt=\"A line that rises\""
    let number = "record(\"n\", 0.5)"
    let bound = "It is [0.500](#=n \"%.3f\")."
    let book = try FixtureBook([
      "ch01-table": chapter("Table", table), "ch02-text": chapter("Text", "print(\"loss 0.25\")"),
      "ch03-prose": chapter("Prose", number, prose: bound),
      "ch04-series": chapter("Series", figure, cap: caption),
      "ch05-claim": chapter("Claim", claim),
      "ch06-missing": chapter("Missing", "print(\"here\")\n\(table)"),
      "ch07-extra": chapter("Extra", "print(\"here\")"),
      "ch08-caption": chapter("Caption", figure, cap: caption),
      "ch09-same": chapter("Same", "let loss = 0.25  // hide\nprint(\"loss\", loss)"),
    ])
    XCTAssertEqual(try book.build { $0.purpose = .accepting }, .success, book.errors)
    XCTAssertEqual(try book.build { $0.purpose = .checking }, .success, book.errors)

    func replace(_ name: String, _ old: String, _ new: String) throws {
      let text = book.folder.text("Chapters/\(name)/chapter.md")!
      XCTAssertTrue(text.contains(old), name)
      try book.write(name, text.replacingOccurrences(of: old, with: new))
    }
    try replace("ch01-table", "0.5", "0.6")
    try replace("ch02-text", "0.25", "0.26")
    try replace("ch03-prose", "[0.500]", "[0.400]")
    try replace("ch04-series", "[1, 2, 3]", "[1, 2, 4]")
    try replace("ch05-claim", "$0 > 1", "$0 > 3")
    try replace("ch06-missing", "show(t)", "")
    try replace("ch07-extra", "print(\"here\")", "print(\"here\"); \(table)")
    try replace("ch08-caption", "cap=\"A line\"", "cap=\"Another line\"")
    try replace("ch09-same", "0.25", "0.2501")
    let pages = Disk.all(in: book.folder["Book"]).map { book.folder.text("Book/\($0)") }

    XCTAssertEqual(try book.build { $0.purpose = .checking }, .failure)
    for (name, words) in [
      ("ch01-table", ["0.5", "0.6", "0.1% of it"]), ("ch02-text", ["loss 0.25", "loss 0.26"]),
      ("ch03-prose", ["0.400", "0.500"]), ("ch04-series", ["block `a`"]),
      ("ch05-claim", ["holds", "does not hold here"]), ("ch06-missing", ["is missing"]),
      ("ch07-extra", ["is new"]), ("ch08-caption", ["A line", "Another line"]),
    ] {
      XCTAssertEqual(book.status(name), "failed", name)
      let lines = book.errors.split(separator: "\n").filter { $0.contains("\(name)/chapter.md:") }
      for word in words {
        XCTAssertTrue(lines.contains { $0.contains(word) }, "\(name): no \(word) in \(lines)")
      }
    }
    XCTAssertEqual(book.status("ch09-same"), "ran", "a ten-thousandth is within the tolerance")
    XCTAssertEqual(
      Disk.all(in: book.folder["Book"]).map { book.folder.text("Book/\($0)") }, pages,
      "a check writes nothing")

    // While reading the same differences are warnings, and the page shows the new values.
    XCTAssertEqual(try book.build(), .success, book.errors)
    XCTAssertTrue(book.errors.contains("ch02-text/chapter.md:3:1: warning: "), book.errors)
    XCTAssertTrue(book.folder.text("Book/ch02-text.md")!.contains("loss 0.26"))
    XCTAssertEqual(try book.build { $0.purpose = .checking }, .failure)

    // Accepted, they are the record; the prose has the code's number.
    XCTAssertEqual(try book.build { $0.purpose = .accepting }, .success, book.errors)
    XCTAssertTrue(book.folder.text("Chapters/ch03-prose/chapter.md")!.contains("[0.500](#=n"))
    XCTAssertEqual(try book.build { $0.purpose = .checking }, .success, book.errors)
  }

  func testAPageThatIsNotOfThisTextFailsTheCheck() throws {
    let book = try FixtureBook(["ch01-a": chapter("A", "print(1)")])
    try book.build()
    try book.write("ch01-a", chapter("A", "print(1)", prose: "More words."))
    XCTAssertEqual(try book.build { $0.purpose = .checking }, .failure)
    XCTAssertTrue(book.errors.contains("Book/ch01-a.md is not the page of this text"), book.errors)
  }

  /// Page, record and pictures are files of their own: a merge may bring together what was never
  /// woven together.
  func testAPageOfOtherNumbersFailsTheCheck() throws {
    let text = chapter(
      "A", "import Foundation\nprint(\"took\", Date().timeIntervalSince1970, \"s\")"
    )
    .replacingOccurrences(of: "id=a", with: "id=a tol=any")
    let book = try FixtureBook(["ch01-a": text])
    try book.build()
    XCTAssertEqual(try book.build { $0.purpose = .checking }, .success, book.errors)
    let record = book.folder.text("Book/records/ch01.json")!
    XCTAssertEqual(try book.build { $0.purpose = .accepting }, .success)
    XCTAssertEqual(book.folder.text("Book/records/ch01.json"), record, "it agrees, and stays")

    // A page and a record, each from a run of its own.
    unlink(book.folder["Book/records/ch01.json"])
    try book.build { $0.force = true }
    XCTAssertNotEqual(book.folder.text("Book/records/ch01.json"), record)
    try book.folder.write(record, to: "Book/records/ch01.json")
    XCTAssertEqual(try book.build { $0.purpose = .checking }, .failure)
    XCTAssertTrue(book.errors.contains("Book/ch01-a.md is not the page of this text"), book.errors)
    XCTAssertTrue(book.errors.contains("build it with `./build.sh ch01`"), book.errors)
    XCTAssertEqual(try book.build("ch01"), .success)
    XCTAssertEqual(try book.build { $0.purpose = .checking }, .success, book.errors)
  }

  /// Numbers of `tol=any` always agree. But who has changed the code wants to see what it does now.
  func testABlockOfOtherCodeShowsItsNewOutput() throws {
    func text(_ number: Int) -> String {
      chapter("A", "print(\(number))").replacingOccurrences(of: "id=a", with: "id=a tol=any")
    }
    let book = try FixtureBook(["ch01-a": text(1)])
    try book.build()
    try book.write("ch01-a", text(2))
    XCTAssertEqual(try book.build(), .success, book.errors)
    XCTAssertTrue(book.folder.text("Book/ch01-a.md")!.contains("\n2\n"))
    XCTAssertEqual(try book.build { $0.purpose = .checking }, .failure)
    XCTAssertTrue(book.errors.contains("./build.sh check ch01 --accept"), book.errors)
    XCTAssertEqual(try book.build { $0.purpose = .accepting }, .success, book.errors)
    XCTAssertEqual(try book.build { $0.purpose = .checking }, .success, book.errors)
  }

  func testAPictureThatIsNotTheRecordsFailsTheCheck() throws {
    func drawing(_ name: String, _ values: String) -> String {
      chapter(
        name, "show(Figure(\"f\").line(\(values), label: \"l\"))", cap: " alt=\"A line that rises\""
      )
    }
    let book = try FixtureBook(["ch01-a": drawing("A", "[1, 2]"), "ch02-b": drawing("B", "[1, 9]")])
    try book.build()
    XCTAssertEqual(try book.build { $0.purpose = .checking }, .success, book.errors)
    let (one, other) = (book.folder["Figures/ch01-a/a.png"], book.folder["Figures/ch02-b/a.png"])
    let right = try Data(contentsOf: URL(fileURLWithPath: one))

    for damage in ["another", "none"] {
      unlink(one)
      if damage == "another" { try FileManager.default.copyItem(atPath: other, toPath: one) }
      XCTAssertEqual(try book.build { $0.purpose = .checking }, .failure, damage)
      book.expect("ch01-a", line: 3, "Figures/ch01-a/a.png", "./build.sh check ch01 --accept")
      XCTAssertEqual(book.status("ch02-b"), "ran")
      XCTAssertEqual(try book.build("ch01") { $0.purpose = .accepting }, .success, book.errors)
      XCTAssertEqual(try Data(contentsOf: URL(fileURLWithPath: one)), right, damage)
      XCTAssertEqual(try book.build { $0.purpose = .checking }, .success, book.errors)
    }
  }

  func testFilesOfNoChapterFailTheCheck() throws {
    let book = try FixtureBook(["ch01-a": chapter("A", "print(1)")])
    try book.build()
    let strays = [
      "Book/ch01-before.md", "Book/records/ch07.json", "Figures/ch01-a/old.png",
      "Figures/ch07-gone/x.png",
    ]
    for stray in strays { try book.folder.write("old", to: stray) }
    try book.folder.write("kept", to: "Figures/gallery/x.png")
    XCTAssertEqual(try book.build { $0.purpose = .checking }, .failure)
    for stray in strays {
      XCTAssertTrue(book.output.contains("\(stray) belongs to no chapter"), book.output)
    }
    XCTAssertFalse(book.output.contains("gallery"), book.output)
    for stray in strays { unlink(book.folder[stray]) }
    XCTAssertEqual(try book.build { $0.purpose = .checking }, .success, book.output)
  }

  func testTypedResultsAndWarningsFailTheCheckOnly() throws {
    let book = try FixtureBook([
      "ch01-typed": chapter("Typed", "print(1)", prose: "The accuracy was 0.973 in the end."),
      "ch02-warns": chapter("Warns", "var x = 1\nprint(x)"),
    ])
    XCTAssertEqual(try book.build(), .success)
    book.expect("ch01-typed", line: 7, "0.973", severity: "warning")
    book.expect("ch02-warns", line: 4, "never mutated", severity: "warning")
    XCTAssertEqual(try book.build { $0.purpose = .checking }, .failure)
    XCTAssertEqual(book.status("ch01-typed"), "failed")
    XCTAssertEqual(book.status("ch02-warns"), "failed")
  }

  func testADamagedRecord() throws {
    let book = try FixtureBook(["ch01-a": chapter("A", "print(1)")])
    try book.build()
    try book.folder.write("{\"format\": 1, ", to: "Book/records/ch01.json")
    XCTAssertEqual(try book.build { $0.purpose = .checking }, .failure)
    XCTAssertTrue(book.errors.contains("Book/records/ch01.json:1:"), book.errors)
    XCTAssertTrue(book.errors.contains("./build.sh restore ch01"), book.errors)
    XCTAssertEqual(try book.build { $0.purpose = .accepting }, .success, book.errors)
    XCTAssertEqual(try book.build { $0.purpose = .checking }, .success, book.errors)
  }

  func testLongBlocksAndMissingData() throws {
    let text = """
      # Long

      ```swift id=train long
      print("trained for long")
      ```

      ```swift id=digits data=mnist
      print("with the digits")
      ```

      ```swift id=end
      print("the end")
      ```
      """
    let book = try FixtureBook(["ch01-long": text])
    func build(long: Bool = false, data: Bool = false, _ purpose: BuildOptions.Purpose = .reading)
      throws -> ExitStatus
    {
      try book.build {
        $0.runsLong = long
        $0.purpose = purpose
        $0.environment["LADDER_DATA"] = book.folder[data ? "data" : "none"]
      }
    }
    for name in ["train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"] {
      try book.folder.write("x", to: "data/mnist/\(name)-ubyte")
    }
    XCTAssertEqual(try build(long: true, data: true, .accepting), .success, book.errors)
    let record = book.folder.text("Book/records/ch01.json")!
    for word in ["trained for long", "with the digits", "machine", "date", "seconds", "code"] {
      XCTAssertTrue(record.contains(word), record)
    }
    // Without them the record is shown, and the build says so.
    XCTAssertEqual(try build(), .success, book.errors)
    let page = book.folder.text("Book/ch01-long.md")!
    XCTAssertTrue(page.contains("trained for long") && page.contains("with the digits"), page)
    XCTAssertTrue(book.output.contains("shows recorded results of `train`."), book.output)
    XCTAssertTrue(book.output.contains("./build.sh ch01 --long"), book.output)
    XCTAssertTrue(book.output.contains("./build.sh data mnist"), book.output)
    XCTAssertEqual(try build(.checking), .success, book.errors)

    // Changed code makes the recorded result stale.
    try book.write("ch01-long", text.replacingOccurrences(of: "for long", with: "for longer"))
    XCTAssertEqual(try build(), .success)
    XCTAssertTrue(book.output.contains("`train` (stale)"), book.output)
    XCTAssertTrue(book.folder.text("Book/ch01-long.md")!.contains("Stale"))
    XCTAssertEqual(try build(.checking), .failure)
    book.expect("ch01-long", line: 3, "the recorded result of block `train` is stale")
  }

  /// A long block that was stopped goes on where it was; changed code begins anew, and each seed has
  /// a folder and a record of its own.
  func testALongBlockGoesOn() throws {
    let text = """
      # Long

      ```swift id=train long
      import Foundation
      let file = try checkpointFolder() + "/steps"
      let before = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
      try (before + "step ").write(toFile: file, atomically: true, encoding: .utf8)
      if before.isEmpty { fatalError("stopped") }
      print("after", before)
      ```
      """
    let book = try FixtureBook(["ch01-long": text])
    func build(seed: String? = nil) throws -> ExitStatus {
      try book.build {
        $0.runsLong = true
        // Other luck than the book's is looked at and never accepted.
        $0.purpose = seed == nil ? .accepting : .reading
        $0.environment["LADDER_SEED"] = seed
      }
    }
    XCTAssertEqual(try build(), .failure, "it is stopped")
    XCTAssertEqual(try build(), .success, book.errors)
    XCTAssertTrue(book.folder.text("Book/ch01-long.md")!.contains("after step"))
    let record = book.folder.text(".build/book/ch01/long/train-0/record.json") ?? ""
    XCTAssertTrue(record.contains("after step"), record)
    XCTAssertTrue(book.folder.text("Book/records/ch01.json")!.contains("\"library\""))

    XCTAssertEqual(try build(seed: "3"), .failure, "another seed begins by itself")
    XCTAssertEqual(try build(seed: "3"), .success, book.errors)
    XCTAssertTrue(Disk.exists(book.folder[".build/book/ch01/long/train-3/record.json"]))
    XCTAssertEqual(book.folder.text(".build/book/ch01/long/train-0/record.json"), record)

    try book.write("ch01-long", text.replacingOccurrences(of: "\"after\"", with: "\"then\""))
    XCTAssertEqual(try build(), .failure, "changed code begins anew")
    XCTAssertEqual(try build(), .success, book.errors)
    XCTAssertTrue(book.folder.text("Book/ch01-long.md")!.contains("then step"))
  }

  /// A block whose data set is not there, and that nobody has run yet.
  func testDataThatIsMissingAndWasNeverRecorded() throws {
    let book = try FixtureBook([
      "ch01-data": "# Data\n\n```swift id=digits data=mnist\nprint(1)\n```\n",
      "ch02-good": chapter("Good", "print(1)"),
    ])
    XCTAssertEqual(
      try book.build { $0.environment["LADDER_DATA"] = book.folder["none"] }, .success, book.errors)
    book.expect(
      "ch01-data", line: 3, column: 1, "block `digits` has no recorded result yet",
      "get the data set mnist", severity: "warning")
    XCTAssertTrue(book.folder.text("Book/ch01-data.md")!.contains("No result of this block"))
    XCTAssertTrue(book.output.contains("./build.sh data mnist"), book.output)
    XCTAssertEqual(book.status("ch02-good"), "ran")
    // A book whose page shows nothing there is not proven.
    let checked = try book.build {
      $0.environment["LADDER_DATA"] = book.folder["none"]
      $0.purpose = .checking
    }
    XCTAssertEqual(checked, .failure, book.output)
  }
}
