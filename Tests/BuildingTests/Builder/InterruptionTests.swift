import Building
import Foundation
import XCTest

/// Builds that wait for each other, and builds that are stopped at any moment: the book is as it was
/// or complete, and the next build heals what was left.
final class InterruptionTests: XCTestCase {
  private func chapter(_ word: String, pause: Double = 0) -> String {
    """
    # Stopped

    ```swift id=a alt="A line of letters"
    import Foundation
    print("the word is \(word)")
    record("length", \(word.count))
    show(Figure("\(word)").line([1, \(word.count)], label: "letters"))
    Thread.sleep(forTimeInterval: \(pause))
    ```

    It has [\(word.count)](#=length "%d") letters.
    """
  }

  func testTheSecondBuildWaitsAndSaysSo() throws {
    let process = try BookProcess("ch01-a", variants: [chapter("one", pause: 1)])
    let first = try process.start("ch01", log: "first")
    XCTAssertTrue(
      waitUntil(20) { process.book.folder.text(".build/book/lock") == "\(first.identifier)" })
    let second = try process.start("ch01", log: "second")
    XCTAssertEqual(try process.wait(first), .exited(0), process.book.folder.text("first") ?? "")
    XCTAssertEqual(try process.wait(second), .exited(0), process.book.folder.text("second") ?? "")
    let said = (process.book.folder.text("second") ?? "")
    XCTAssertTrue(
      said.contains("Another build is at work in this checkout (process \(first.identifier)"), said)
    XCTAssertFalse((process.book.folder.text("first") ?? "").contains("Another build"))
  }

  func testControlCStopsTheChapterAndLeavesThePage() throws {
    let process = try BookProcess("ch01-a", variants: [chapter("one"), chapter("two", pause: 30)])
    XCTAssertEqual(try process.run("ch01"), .exited(0), process.book.folder.text("log") ?? "")
    let page = process.book.folder.text("Book/ch01-a.md")
    try process.use("ch01-a", 1, chapter("two", pause: 30))
    for signal in [SIGINT, SIGTERM, SIGKILL] {
      let build = try process.start("ch01")
      XCTAssertTrue(
        waitUntil(20) { process.processes.contains { $0.contains(".build/release/ch01") } })
      kill(build.identifier, signal)
      XCTAssertEqual(try process.wait(build), .signaled(signal))
      XCTAssertTrue(waitUntil { process.processes.isEmpty }, "\(process.processes)")
      XCTAssertEqual(process.book.folder.text("Book/ch01-a.md"), page)
      if signal != SIGKILL {
        XCTAssertTrue((process.book.folder.text("log") ?? "").contains("Stopped."))
      }
    }
  }

  func testAFileSizeLimit() throws {
    let process = try BookProcess("ch01-a", variants: [chapter("one")])
    XCTAssertEqual(try process.run("ch01"), .exited(0), process.book.folder.text("log") ?? "")
    let page = process.book.folder.text("Book/ch01-a.md")
    let prose = String(repeating: "Words and words and words.\n\n", count: 5_000)
    try process.use("ch01-a", 0, chapter("one") + "\n\n" + prose)
    // Blocks of 512 or 1024 bytes, as the shell counts: less than the prose in any case.
    let limited = ["sh", "-c", "ulimit -f 100; exec \"$@\"", "sh"]
    XCTAssertEqual(try process.run("ch01", through: limited), .exited(1))
    let said = (process.book.folder.text("log") ?? "")
    XCTAssertTrue(said.contains("Book/ch01-a.md could not be written"), said)
    XCTAssertTrue(said.contains("ulimit -f"), said)
    XCTAssertEqual(process.book.folder.text("Book/ch01-a.md"), page)
    XCTAssertEqual(try process.run("ch01"), .exited(0))
    XCTAssertTrue((process.book.folder.text("Book/ch01-a.md") ?? "").contains("Words and words"))
  }

  /// Nobody, not even root, writes to what is mounted for reading only.
  func testAReadOnlyCheckout() throws {
    let process = try BookProcess("ch01-a", variants: [chapter("one")])
    XCTAssertEqual(try process.run("ch01"), .exited(0), process.book.folder.text("log") ?? "")
    let page = process.book.folder.text("Book/ch01-a.md")
    let outside = TemporaryFolder()
    func run(_ words: String...) throws -> (ending: Ending, said: String) {
      var program = process.program(words, through: try readOnly(process.book.folder.path))
      program.output = outside["log"]
      program.errors = outside["log"]
      let ending = try Supervisor().run(program, limits: Limits(seconds: 60))
      return (ending, outside.text("log") ?? "")
    }
    let refused = try run("ch01")
    XCTAssertEqual(refused.ending, .exited(1), refused.said)
    XCTAssertTrue(refused.said.contains("lock cannot be written"), refused.said)
    XCTAssertTrue(refused.said.contains("copy it to a place where you may write"), refused.said)
    XCTAssertEqual(process.book.folder.text("Book/ch01-a.md"), page)
    XCTAssertEqual(try run("list").ending, .exited(0), "what only reads still works")
  }

  private func succeeds(_ words: [String]) throws -> Bool {
    let program = Program(
      words[0], Array(words.dropFirst()), folder: "/", output: "/dev/null", errors: "/dev/null")
    return try Supervisor().run(program).isSuccess
  }

  /// What runs a program where `folder` cannot be written: without its permissions for most people,
  /// in a read-only mount of its own, or as nobody, for root.
  private func readOnly(_ folder: String) throws -> [String] {
    if geteuid() != 0 {
      return [
        "sh", "-c", "chmod -R a-w \"$0\"; \"$@\"; s=$?; chmod -R u+w \"$0\"; exit $s", folder,
      ]
    }
    guard try succeeds(["unshare", "-m", "true"]) else {
      // A container's root may not mount; what it owns is closed to the one who owns nothing.
      chmod(folder, 0o755)
      return ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    }
    let mount = "mount --bind \"$0\" \"$0\" && mount -o remount,ro,bind \"$0\" && exec \"$@\""
    return ["unshare", "-m", "sh", "-c", mount, folder]
  }

  /// Builds are killed at random moments, sixty a day and other moments every day, two hundred where
  /// all is asked for; what is found after each is whole, and what the next complete build makes is
  /// right.
  func testKills() throws {
    let texts = [chapter("one"), chapter("three")]
    let process = try BookProcess("ch01-a", variants: texts)
    let files = [
      "Book/ch01-a.md", "Book/records/ch01.json", "Figures/ch01-a/a.png", "Book/README.md",
      "Book/claims.md",
    ]
    // All but what a run costs, which is never twice the same.
    func contents() -> [String?] {
      files.map { file in
        let path = process.book.folder[file]
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)) else { return nil }
        guard !file.hasSuffix(".png") else { return data.base64EncodedString() }
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
        let costs = ["\"seconds\"", "\"memory\"", " of memory on ", " MB |"]
        return lines.filter { line in !costs.contains { line.contains($0) } }
          .joined(separator: "\n")
      }
    }
    // What each variant makes when nobody disturbs it, and how long that takes.
    var complete: [[String?]] = []
    var longest = 0.0
    for (number, text) in texts.enumerated() {
      try process.use("ch01-a", number, text)
      let start = Date()
      XCTAssertEqual(
        try process.run("check", "ch01", "--accept"), .exited(0),
        process.book.folder.text("log") ?? "")
      longest = max(longest, Date().timeIntervalSince(start))
      complete.append(contents())
    }
    XCTAssertNotEqual(complete[0][0], complete[1][0])
    XCTAssertNotEqual(complete[0][2], complete[1][2])

    let isAll = ProcessInfo.processInfo.environment["LADDER_TESTS"] == "all"
    let day = UInt64(Date().timeIntervalSince1970) / 86_400
    var random = SplitMix(state: day)
    for kill in 1...(isAll ? 200 : 60) {
      let number = Int(random.next() % 2)
      try process.use("ch01-a", number, texts[number])
      let build = try process.start("check", "ch01", "--accept")
      let moment = Double(random.next() % 1000) / 1000 * longest * 1.1
      usleep(UInt32(moment * 1e6))
      build.kill(SIGKILL)
      let ending = try process.wait(build)
      XCTAssertTrue(ending == .signaled(SIGKILL) || ending == .exited(0), "\(ending)")
      for (place, found) in contents().enumerated() {
        guard found != complete[0][place], found != complete[1][place] else { continue }
        return XCTFail(
          "day \(day): kill \(kill) after \(moment) s left half of \(files[place]):\n\(found ?? "")"
        )
      }
      guard kill % 20 == 0 else { continue }
      XCTAssertEqual(try process.run("check", "ch01", "--accept"), .exited(0))
      XCTAssertEqual(contents(), complete[number], "the build after kill \(kill) does not heal")
      XCTAssertEqual(try process.run("check", "ch01"), .exited(0))
    }
    let left =
      Disk.all(in: process.book.folder["Book"]) + Disk.all(in: process.book.folder["Figures"])
    XCTAssertEqual(left.filter { $0.hasSuffix(".part") }, [])
    XCTAssertTrue(waitUntil { process.processes.isEmpty }, "\(process.processes)")
  }
}

/// Random numbers from a seed.
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
