import Foundation

/// Python with the libraries that the book is compared with, in a folder of its own outside the
/// checkout.
///
/// The folder is the one that `LADDER_PEERS` names, or one in the user's cache. `same` and `bench
/// --peers` share it.
package struct PythonEnvironment {
  package let folder: String

  package var python: String { "\(folder)/bin/python" }

  /// A package, and the module by which it is known to be there.
  typealias Library = (package: String, module: String)

  /// What the chapters' programs need.
  static let shared: [Library] = [
    ("torch", "torch"), ("numpy", "numpy"), ("scikit-learn", "sklearn"), ("scipy", "scipy"),
  ]
  /// What is raced against besides.
  static let raced: [Library] = [
    ("lightgbm", "lightgbm"), ("matplotlib", "matplotlib"), ("tiktoken", "tiktoken"),
    ("tokenizers", "tokenizers"),
  ]

  /// The environment, made where it is not there, and with what is missing in it put in.
  static func ready(
    with libraries: [Library] = shared, in workshop: Workshop,
    variables: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> PythonEnvironment {
    let home = variables["HOME"] ?? NSHomeDirectory()
    let cache = variables["XDG_CACHE_HOME"] ?? "\(home)/.cache"
    let environment = PythonEnvironment(
      folder: variables["LADDER_PEERS"] ?? "\(cache)/the-ladder/peers")
    if !FileManager.default.isExecutableFile(atPath: environment.python) {
      try environment.make(in: workshop)
    }
    let missing = try environment.missing(libraries, in: workshop)
    if !missing.isEmpty { try environment.install(missing, in: workshop) }
    return environment
  }

  private func make(in workshop: Workshop) throws {
    workshop.terminal.line("Making an environment for Python in \(folder)")
    try Disk.makeFolder(Disk.folder(of: folder))
    guard let failure = try failure(of: ["python3", "-m", "venv", folder], in: workshop) else {
      return
    }
    throw BuildError(
      "an environment for Python could not be made: \(failure). This needs Python 3.10 or later with "
        + "its module venv: `apt-get install python3-venv`, or `brew install python`. The rest of "
        + "the book needs no Python.")
  }

  /// The packages that are not there.
  private func missing(_ libraries: [Library], in workshop: Workshop) throws -> [String] {
    let pairs = libraries.map { "(\"\($0.package)\", \"\($0.module)\")" }
      .joined(separator: ", ")
    let question =
      "import importlib.util as u; print(*[p for p, m in [\(pairs)] if not u.find_spec(m)])"
    let log = try log(in: workshop)
    if let failure = try failure(of: [python, "-c", question], in: workshop) {
      throw BuildError(
        "\(python) does not run: \(failure). Take the folder \(folder) away; it is made again.")
    }
    let answer = try Disk.text(log) ?? ""
    return answer.split(whereSeparator: \.isWhitespace).map(String.init)
  }

  private func install(_ packages: [String], in workshop: Workshop) throws {
    let names = packages.joined(separator: " ")
    let command = [python, "-m", "pip", "install", "--quiet"] + packages
    workshop.terminal.line("Installing \(names) there, which takes minutes")
    guard let failure = try failure(of: command, in: workshop) else { return }
    throw BuildError(
      "\(names) could not be installed: \(failure). Is this machine online? The command was "
        + command.joined(separator: " "))
  }

  /// Runs a command; what it said last where it failed.
  private func failure(of words: [String], in workshop: Workshop) throws -> String? {
    let log = try log(in: workshop)
    let program = Program(
      words[0], Array(words.dropFirst()), folder: workshop.checkout.root, output: log, errors: log)
    var ending: Ending?
    try workshop.supervisor.run([Job(words[0], program) { end, _ in ending = end }]) { running in
      if let job = running.first {
        workshop.terminal.progress("\(words[0]) is at work, \(Int(job.elapsed)) s")
      }
    }
    workshop.terminal.clearProgress()
    if ending?.isSuccess == true { return nil }
    let said = String(decoding: Disk.tail(log, count: 4096), as: UTF8.self)
    return said.split(whereSeparator: \.isNewline).last.map(String.init) ?? "it did not start"
  }

  private func log(in workshop: Workshop) throws -> String {
    try Disk.makeFolder(workshop.checkout.work)
    return "\(workshop.checkout.work)/python.log"
  }
}
