import Building
import Foundation
import XCTest

/// build.sh with everything it calls replaced: it finds out what is missing, says so, installs what
/// it may, and hands over.
final class ScriptTests: XCTestCase {
  private let folder = TemporaryFolder()

  override func setUpWithError() throws {
    let manager = FileManager.default
    try folder.write("// manifest\n", to: "checkout/Package.swift")
    try folder.write("// source\n", to: "checkout/Sources/book/main.swift")
    try manager.copyItem(
      atPath: "\(FixtureBook.project)/build.sh", toPath: folder["checkout/build.sh"])
    // The script's own tools, and nothing else that the machine happens to have.
    try manager.createDirectory(atPath: folder["bin"], withIntermediateDirectories: true)
    for tool in [
      "bash", "sh", "dirname", "readlink", "find", "ls", "cat", "mkdir", "head", "sed",
      "mv", "rm", "env", "cp", "chmod", "touch",
    ] {
      let places = ["/usr/bin/\(tool)", "/bin/\(tool)"]
      let place = try XCTUnwrap(places.first { manager.fileExists(atPath: $0) }, tool)
      try manager.createSymbolicLink(atPath: folder["bin/\(tool)"], withDestinationPath: place)
    }
    try tool("id", "echo ${TEST_USER:-0}")
    try tool("pkg-config", "[ -f '\(folder.path)/libraries' ]")
    try tool(
      "swift",
      """
      case $1 in
      --version) echo "Swift version ${TEST_SWIFT:-6.1.2} (swift-RELEASE)" ;;
      build)
        echo "$@" >> '\(folder.path)/builds'
        echo "[3/9] Compiling Tensors Tensor.swift"
        [ -z "$TEST_BROKEN" ] || { echo "error: it is broken"; exit 1; }
        mkdir -p '\(folder.path)/checkout/.build/release'
        printf '#!/bin/sh\\necho "book: $*"\\nexit 7\\n' \
          > '\(folder.path)/checkout/.build/release/book'
        chmod +x '\(folder.path)/checkout/.build/release/book' ;;
      esac
      """)
    try folder.write("", to: "libraries")
  }

  private func tool(_ name: String, _ script: String) throws {
    try folder.write("#!/bin/sh\n\(script)\n", to: "bin/\(name)")
    chmod(folder["bin/\(name)"], 0o755)
  }

  private func run(
    _ words: String..., script: String = "checkout/build.sh", variables: [String: String] = [:]
  ) throws -> (ending: Ending, said: String) {
    var environment: [String: String?] = ["PATH": folder["bin"], "HOME": folder.path]
    for (name, value) in variables { environment[name] = value }
    let program = Program(
      folder["bin/bash"], [folder[script]] + words, environment: environment, folder: "/",
      output: folder["said"], errors: folder["said"])
    let ending = try Supervisor().run(program, limits: Limits(seconds: 30))
    return (ending, folder.text("said") ?? "")
  }

  private var builds: Int {
    (folder.text("builds") ?? "").split(separator: "\n").count
  }

  /// What was compiled knows its place; the reader's progress does not.
  func testAMovedCheckoutIsCompiledAnew() throws {
    _ = try run("list")
    try folder.write("progress", to: "checkout/.build/book/progress.json")
    try folder.write("module", to: "checkout/.build/x86/Tensors.swiftmodule")
    XCTAssertFalse(try run("list").said.contains("compiled anew"))
    try folder.write("/somewhere/else\n", to: "checkout/.build/book/place")
    let (_, said) = try run("list")
    XCTAssertTrue(said.contains("This checkout was built in /somewhere/else"), said)
    XCTAssertNil(folder.text("checkout/.build/x86/Tensors.swiftmodule"))
    XCTAssertEqual(folder.text("checkout/.build/book/progress.json"), "progress")
    XCTAssertEqual(folder.text("builds")?.split(separator: "\n").count, 2)
    XCTAssertFalse(try run("list").said.contains("compiled anew"))
  }

  func testItBuildsTheToolsOnceAndHandsOver() throws {
    let checkout = folder["checkout"]
    let first = try run("ch04", "--why")
    XCTAssertEqual(first.ending, .exited(7), "the status is the program's")
    XCTAssertTrue(first.said.contains("book: --checkout \(checkout) ch04 --why"), first.said)
    XCTAssertTrue(folder.text("builds")!.contains("--product book"))

    XCTAssertEqual(try run("list").said, "book: --checkout \(checkout) list\n")
    XCTAssertEqual(builds, 1, "nothing had changed")
    try folder.write("// other\n", to: "checkout/Sources/book/main.swift")
    XCTAssertEqual(try run("list").said, "book: --checkout \(checkout) list\n", "it is quiet")
    XCTAssertEqual(builds, 2)
  }

  /// Who sits before it sees how far it is; in a log stands what was begun.
  func testHowFarItIs() throws {
    let first = try run("list").said
    XCTAssertTrue(first.contains("Compiling the tools: a few minutes the first time"), first)
    XCTAssertFalse(first.contains("[3/9]"), "it took no twenty seconds")
    try folder.write("// other\n", to: "checkout/Sources/book/main.swift")
    let program = Program(
      folder["bin/bash"], [folder["checkout/build.sh"], "list"], folder: "/", output: "", errors: ""
    )
    let terminal = try PseudoTerminal(
      program, variables: ["PATH": folder["bin"], "HOME": folder.path])
    XCTAssertTrue(waitUntil(20) { terminal.hasEnded })
    XCTAssertTrue(terminal.text.contains("\r\u{1B}[K[3/9] Compiling Tensors"), terminal.text)
    XCTAssertTrue(terminal.text.contains("book: --checkout"), terminal.text)
    XCTAssertEqual(terminal.exitStatus, 7)
  }

  func testItWorksThroughALinkFromElsewhere() throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder["link"], withDestinationPath: "checkout/build.sh")
    XCTAssertTrue(
      try run("list", script: "link").said.contains("--checkout \(folder["checkout"]) list"))
  }

  func testSwiftThatIsMissingOrOld() throws {
    let old = try run("list", variables: ["TEST_SWIFT": "6.0.3"])
    XCTAssertEqual(old.ending, .exited(1))
    XCTAssertTrue(old.said.contains("needs Swift 6.1 or later, and this is Swift 6.0.3"), old.said)
    unlink(folder["bin/swift"])
    let none = try run("list")
    XCTAssertEqual(none.ending, .exited(1))
    XCTAssertTrue(none.said.contains("Swift is not here"), none.said)
  }

  func testToolsThatDoNotCompile() throws {
    let broken = try run("list", variables: ["TEST_BROKEN": "1"])
    XCTAssertEqual(broken.ending, .exited(1))
    XCTAssertTrue(broken.said.contains("error: it is broken"), broken.said)
    XCTAssertTrue(try run("list").said.contains("book: "), "the next time it is tried again")
  }

  func testMissingLibrariesAreInstalledAfterSayingSo() throws {
    unlink(folder["libraries"])
    try tool("apt-get", "echo \"$@\" >> '\(folder.path)/apt'; touch '\(folder.path)/libraries'")
    let result = try run("list")
    XCTAssertTrue(result.said.contains("Installing the libraries"), result.said)
    XCTAssertTrue(result.said.contains("book: "), result.said)
    let apt = folder.text("apt") ?? ""
    for package in [
      "libopenblas-dev", "libpng-dev", "libcmark-gfm-dev", "libcmark-gfm-extensions-dev",
      "libjs-katex", "pkg-config",
    ] { XCTAssertTrue(apt.contains(package), apt) }
    XCTAssertFalse(try run("list").said.contains("Installing"))
  }

  func testWithoutPermissionItSaysWhatToAskFor() throws {
    unlink(folder["libraries"])
    try tool("apt-get", "exit 1")
    let refused = try run("list", variables: ["TEST_USER": "1000"])
    XCTAssertEqual(refused.ending, .exited(1))
    XCTAssertTrue(refused.said.contains("takes an administrator"), refused.said)
    XCTAssertTrue(refused.said.contains("apt-get install libopenblas-dev"), refused.said)
    let failed = try run("list")
    XCTAssertTrue(failed.said.contains("Is this machine online?"), failed.said)
    unlink(folder["bin/apt-get"])
    XCTAssertTrue(try run("list").said.contains("neither apt-get nor brew"))
  }

  func testHomebrew() throws {
    unlink(folder["libraries"])
    try tool("brew", "echo \"$@\" >> '\(folder.path)/brew'; touch '\(folder.path)/libraries'")
    XCTAssertTrue(
      try run("list").said.contains("brew install openblas libpng cmark-gfm katex pkg-config"))
    XCTAssertTrue((folder.text("brew") ?? "").contains("install openblas libpng cmark-gfm"))
  }

  func testACheckoutThatCannotBeWritten() throws {
    // A file where the folder belongs stops everyone, root included.
    try folder.write("", to: "checkout/.build")
    let result = try run("list")
    XCTAssertEqual(result.ending, .exited(1))
    XCTAssertTrue(result.said.contains("this checkout is read-only"), result.said)
  }
}
