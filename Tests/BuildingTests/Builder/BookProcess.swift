import Building
import Foundation
import XCTest

/// The program behind build.sh, run as a process of its own on a fixture book.
///
/// Its chapters are compiled once, before: `swift` on its path is a script that puts the finished
/// program in place, so that a build takes a few tenths of a second and can be stopped hundreds of
/// times.
final class BookProcess {
  let book: FixtureBook
  private let prepared: String

  /// The folder that this project's products were built into, the tests' own program among them.
  static let products: String = {
    #if canImport(Darwin)
      return Bundle(for: BookProcess.self).bundleURL.deletingLastPathComponent().path
    #else
      return URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent().path
    #endif
  }()

  /// - Parameters:
  ///   - variants: Texts of chapter `name`; each can be put in place with `use`.
  ///   - keepsLibrary: Whether answers can be compiled, by the compiler itself.
  init(_ name: String, variants: [String], keepsLibrary: Bool = false) throws {
    book = try FixtureBook()
    prepared = book.folder["prepared"]
    let id = String(name.prefix(4))
    for (number, text) in variants.enumerated() {
      try book.write(name, text)
      let compiler = DirectChapterCompiler(book.checkout)
      let result = try compiler.compile(book.checkout.chapters, supervisor: Supervisor()) { _ in }
      let executable = try XCTUnwrap(result[id]?.executable, "\(result[id]?.findings ?? [])")
      try Disk.makeFolder(prepared)
      try FileManager.default.moveItem(atPath: executable, toPath: "\(prepared)/\(id)-\(number)")
    }
    // From here on the products are this book's own.
    unlink(book.folder[".build/release"])
    try Disk.makeFolder(book.folder[".build/release"])
    try book.folder.write(
      """
      #!/bin/sh
      echo "$@" >> calls
      for last; do :; done
      case $1 in
      build)
        echo "[1/1] Compiling $last Chapter.swift"
        cp "\(prepared)/current" .build/release/part && mv .build/release/part ".build/release/$last"
        ;;
      esac
      """, to: "bin/swift")
    if keepsLibrary {
      try linkLibrary()
    } else {
      try book.folder.write("#!/bin/sh\necho Swift version 6.1\n", to: "bin/swiftc")
      chmod(book.folder["bin/swiftc"], 0o755)
    }
    chmod(book.folder["bin/swift"], 0o755)
    try use(name, 0, variants[0])
  }

  /// Puts this project's library beside the book's own products.
  private func linkLibrary() throws {
    let products = "\(FixtureBook.project)/.build/release"
    for name in Disk.names(in: products) where !name.hasPrefix("ch") {
      try FileManager.default.createSymbolicLink(
        atPath: book.folder[".build/release/\(name)"],
        withDestinationPath: Disk.realPath("\(products)/\(name)"))
    }
  }

  /// Puts a variant's text and program in place.
  func use(_ name: String, _ number: Int, _ text: String) throws {
    try book.write(name, text)
    unlink("\(prepared)/current")
    symlink("\(prepared)/\(name.prefix(4))-\(number)", "\(prepared)/current")
  }

  /// What starts the program with these words.
  func program(_ words: [String], log: String = "log", through wrapper: [String] = []) -> Program {
    let line = wrapper + ["\(Self.products)/book", "--checkout", book.folder.path] + words
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return Program(
      line[0], Array(line.dropFirst()), environment: ["PATH": "\(book.folder["bin"]):\(path)"],
      folder: book.folder.path, output: book.folder[log], errors: book.folder[log])
  }

  /// Runs it to its end.
  func run(_ words: String..., through wrapper: [String] = []) throws -> Ending {
    try Supervisor().run(program(words, through: wrapper), limits: Limits(seconds: 60))
  }

  func start(_ words: String..., log: String = "log") throws -> Child {
    try Child(program(words, log: log), limits: Limits(seconds: 60))
  }

  /// Waits for its end.
  func wait(_ child: Child) throws -> Ending {
    var ending: Ending?
    _ = waitUntil(60) {
      ending = child.poll()
      return ending != nil
    }
    return try XCTUnwrap(ending, "it does not end")
  }

  /// Processes whose command names this book's folder.
  var processes: [String] {
    let ps = Program(
      "ps", ["-A", "-o", "pid=,args="], folder: "/", output: book.folder["ps"], errors: "/dev/null")
    _ = try? Supervisor().run(ps)
    let lines = (book.folder.text("ps") ?? "").split(separator: "\n").map(String.init)
    return lines.filter { $0.contains(book.folder.path) && !$0.contains("<defunct>") }
  }
}
