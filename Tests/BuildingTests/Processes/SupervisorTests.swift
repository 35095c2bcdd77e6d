import Foundation
import XCTest

import Building

final class SupervisorTests: XCTestCase {
  private let folder = TemporaryFolder()

  private func shell(_ script: String, errors: String = "err") -> Program {
    Program(
      "sh", ["-c", script], environment: ["GREETING": "hello", "HOME": nil as String?],
      folder: folder.path, output: folder["out"], errors: folder[errors])
  }

  private func ending(_ script: String, _ limits: Limits = Limits()) throws -> Ending {
    try Supervisor().run(shell(script), limits: limits)
  }

  func testOutputGoesToRegularFiles() throws {
    XCTAssertEqual(try ending("echo $GREETING \"$HOME\" in $(pwd); echo oh >&2"), .exited(0))
    XCTAssertEqual(folder.text("out"), "hello  in \(folder.path)\n")
    XCTAssertEqual(folder.text("err"), "oh\n")
  }

  func testOutputAndErrorsMayShareAFile() throws {
    _ = try Supervisor().run(shell("echo one; echo two >&2; echo three", errors: "out"))
    XCTAssertEqual(folder.text("out"), "one\ntwo\nthree\n")
  }

  func testStatusAndSignal() throws {
    XCTAssertEqual(try ending("exit 7"), .exited(7))
    XCTAssertEqual(try ending("kill -9 $$"), .signaled(SIGKILL))
    XCTAssertEqual(try ending("kill -15 $$"), .signaled(SIGTERM))
  }

  func testAProgramThatIsNotThere() throws {
    let program = Program(
      "no-such-program", [], folder: folder.path, output: folder["out"], errors: folder["err"])
    XCTAssertEqual(try Supervisor().run(program), .exited(127))
  }

  #if os(Linux)
    /// Whatever a child starts goes with it: in the background, in a group or in a session of its
    /// own, started by what was left behind.
    func testNothingOutlivesAChild() throws {
      for (index, start) in [
        "sleep 987 &", "nohup sleep 987 >/dev/null 2>&1 &", "setsid sleep 987 &",
        "setsid sh -c 'setsid sleep 987 & exec sleep 987' &", "(setsid sh -c 'sleep 987 & wait' &)",
      ].enumerated() {
        let mark = "98\(getpid())\(index)"
        let script = start.replacingOccurrences(of: "987", with: mark) + "\nsleep 0.2"
        XCTAssertEqual(try ending(script), .exited(0))
        XCTAssertEqual(sleepers(mark), [], start)
        XCTAssertEqual(
          try ending(script + "; sleep 60", Limits(seconds: 0.5)), .overTime(seconds: 0.5))
        XCTAssertEqual(sleepers(mark), [], start)
      }
    }

    /// The command lines of those who sleep so many seconds.
    private func sleepers(_ seconds: String) -> [String] {
      Disk.names(in: "/proc").compactMap { name in
        guard Int(name) != nil, let line = (try? Disk.text("/proc/\(name)/cmdline")) ?? nil,
          line.contains("sleep\0\(seconds)")
        else { return nil }
        return line.replacingOccurrences(of: "\0", with: " ")
      }
    }

    func testAChildOfSomebodyElsesGoesOn() throws {
      let child = try Child(shell("sleep 0.5; echo done"), limits: Limits())
      let other = Program(
        "true", [], folder: folder.path, output: folder["a"], errors: "/dev/null")
      XCTAssertEqual(try Supervisor().run(other), .exited(0))
      XCTAssertTrue(waitUntil(10) { child.poll() != nil })
      XCTAssertEqual(folder.text("out"), "done\n")
    }

    func testANeighbourGoesOn() throws {
      var endings: [String: Ending] = [:]
      let short = Program(
        "sh", ["-c", "setsid sleep 30 & sleep 0.1"], folder: folder.path, output: folder["a"],
        errors: "/dev/null")
      let long = Program(
        "sh", ["-c", "sleep 1 & wait $!; echo done"], folder: folder.path, output: folder["b"],
        errors: "/dev/null")
      try Supervisor().run(
        [
          Job("short", short) { ending, _ in endings["short"] = ending },
          Job("long", long) { ending, _ in endings["long"] = ending },
        ], sideBySide: 2)
      XCTAssertEqual(endings, ["short": .exited(0), "long": .exited(0)])
      XCTAssertEqual(folder.text("b"), "done\n")
    }
  #endif

  func testInputIsReadOnce() throws {
    var program = shell("cat; echo; cat")
    program.input = Array("secret".utf8)
    XCTAssertEqual(try Supervisor().run(program), .exited(0))
    XCTAssertEqual(folder.text("out"), "secret\n")
  }

  func testTimeLimit() throws {
    XCTAssertEqual(
      try ending("echo before; sleep 60", Limits(seconds: 0.2)), .overTime(seconds: 0.2))
    XCTAssertEqual(folder.text("out"), "before\n")
  }

  func testOutputLimit() throws {
    let limits = Limits(outputBytes: 1000)
    XCTAssertEqual(try ending("while :; do echo endless; done", limits), .overOutput(bytes: 1000))
    XCTAssertEqual(
      try ending("while :; do echo endless >&2; done", limits), .overOutput(bytes: 1000))
    // Also when the program is quicker than the one who watches it.
    XCTAssertEqual(try ending("printf %2000d 1", limits), .overOutput(bytes: 1000))
    XCTAssertEqual(try ending("printf %900d 1", limits), .exited(0))
  }

  func testMemoryLimit() throws {
    let limits = Limits(seconds: 20, memoryBytes: 60 << 20)
    XCTAssertEqual(
      try ending("x=a; while :; do x=$x$x; done", limits), .overMemory(bytes: 60 << 20))
  }

  func testWhatTheChildLeavesBehindGoesWithIt() throws {
    XCTAssertEqual(try ending("sleep 60 & echo $! > child"), .exited(0))
    let child = try XCTUnwrap(pid_t(folder.text("child")!.dropLast()))
    XCTAssertTrue(waitUntil { isGone(child) })
  }

  func testSideBySideAndAlone() throws {
    // Each writes a line when it begins and one when it ends.
    var jobs: [Job] = []
    for (name, alone) in [("a", false), ("b", false), ("c", true), ("d", false)] {
      let script = "echo begin-\(name) >> log; sleep 0.1; echo end-\(name) >> log"
      jobs.append(Job(name, shell(script), alone: alone) { _, _ in })
    }
    var most = 0
    try Supervisor().run(jobs, sideBySide: 2) { most = max(most, $0.count) }
    XCTAssertEqual(most, 2)
    let log = folder.text("log")!.split(separator: "\n").map(String.init)
    let begin = try XCTUnwrap(log.firstIndex(of: "begin-c"))
    XCTAssertEqual(log[begin + 1], "end-c", "something ran beside the job that must be alone")
    XCTAssertEqual(Set(log[..<begin]), ["begin-a", "begin-b", "end-a", "end-b"])
  }

  func testAJobsFailureStopsTheOthers() throws {
    let jobs = [
      Job("slow", shell("echo $$ > slow; sleep 60")) { _, _ in XCTFail("it was not stopped") },
      Job("quick", shell("while [ ! -s slow ]; do sleep 0.01; done")) { _, _ in
        throw BuildError("enough")
      },
    ]
    XCTAssertThrowsError(try Supervisor().run(jobs, sideBySide: 2))
    let slow = try XCTUnwrap(pid_t(folder.text("slow")!.dropLast()))
    XCTAssertTrue(isGone(slow))
  }
}

/// Whether the process has ended. One that nobody has waited for yet has ended too.
func isGone(_ process: pid_t) -> Bool {
  if kill(process, 0) != 0 { return true }
  let state = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
  return state.split(separator: ")").last?.hasPrefix(" Z") ?? false
}
