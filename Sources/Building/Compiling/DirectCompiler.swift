import Foundation
import Literate

/// Calls the compiler on a single file against the library as it is built.
///
/// It takes half a second where SwiftPM would have to plan the whole package: for blocks that must
/// fail, for answers to exercises, and for the project's own tests.
package struct DirectCompiler {
  private let objects: [String]
  /// The folder that relative paths in messages and `#sourceLocation` start from.
  private let root: String
  private let compileFlags: [String]
  private let linkFlags: [String]

  /// A compiler against the library that is built in `checkout`.
  package init(_ checkout: Checkout, supervisor: Supervisor) throws {
    let library = try LibraryModules(checkout)
    objects = try library.objects
    root = checkout.root
    let packages = ["openblas", "libpng"]
    let output = "\(checkout.work)/pkg-config.\(getpid())"
    try Disk.makeFolder(checkout.work)
    defer { unlink(output) }
    let query = Program(
      "pkg-config", ["--cflags", "--libs"] + packages, folder: checkout.root, output: output,
      errors: "/dev/null")
    guard try supervisor.run(query).isSuccess, let text = try Disk.text(output) else {
      throw BuildError("pkg-config does not find \(packages.joined(separator: " and ")).")
    }
    let flags = text.split(whereSeparator: \.isWhitespace).map(String.init)
    compileFlags = library.compileFlags(packageFlags: flags)
    linkFlags = flags.filter { $0.hasPrefix("-L") || $0.hasPrefix("-l") }
  }

  /// The job that makes a program of Swift files. What the compiler says is written to `log`.
  package func link(
    _ sources: [String], to executable: String, log: String,
    finished: @escaping (CompilerOutput, _ compiled: Bool) throws -> Void
  ) -> Job {
    let module = ["-module-name", "Chapter", "-whole-module-optimization"]
    return job(
      compileFlags + module + sources + objects + linkFlags + ["-o", executable], log: log,
      finished: finished)
  }

  /// The job that compiles Swift files without making a program of them, as far as use before
  /// initialisation and the like are found.
  package func check(
    _ sources: [String], log: String,
    finished: @escaping (CompilerOutput, _ compiled: Bool) throws -> Void
  ) -> Job {
    let flags = compileFlags.map { $0 == "-O" ? "-Onone" : $0 }.filter { $0 != "-g" }
    let module = [
      "-module-name", "Chapter", "-whole-module-optimization", "-emit-sil", "-o", "/dev/null",
    ]
    return job(flags + module + sources, log: log, finished: finished)
  }

  private func job(
    _ arguments: [String], log: String,
    finished: @escaping (CompilerOutput, _ compiled: Bool) throws -> Void
  ) -> Job {
    let program = Program("swiftc", arguments, folder: root, output: log, errors: log)
    return Job("swiftc", program) { ending, _ in
      let text = String(decoding: try Disk.read(log) ?? [], as: UTF8.self)
      try finished(CompilerOutput(text), ending.isSuccess)
    }
  }
}
