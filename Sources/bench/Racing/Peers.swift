import Foundation

/// The peer: PyTorch in a virtual environment of its own, outside the checkout.
struct Peers {
  let python: String
  /// Benchmarks/peers/peer.py.
  let script: String
  /// "PyTorch 2.9.0, Python 3.12.3".
  let versions: String

  struct Absent: Error, CustomStringConvertible {
    let description: String
  }

  /// The environment named by `LADDER_PEERS` (a folder), or one in the user's cache, which is made
  /// when it is not there.
  static func ready() throws -> Peers {
    let script = "Benchmarks/peers/peer.py"
    guard FileManager.default.fileExists(atPath: script) else {
      throw Absent(description: "\(script) is not here: run this from the checkout's folder")
    }
    let environment = ProcessInfo.processInfo.environment
    let home = environment["HOME"] ?? NSHomeDirectory()
    let cache = environment["XDG_CACHE_HOME"] ?? "\(home)/.cache"
    let folder = environment["LADDER_PEERS"] ?? "\(cache)/the-ladder/peers"
    let python = "\(folder)/bin/python"
    if !FileManager.default.isExecutableFile(atPath: python) { try make(folder) }
    let versions = try output(
      python,
      [
        "-c",
        "import platform, torch; "
          + "print(f'PyTorch {torch.__version__}, Python {platform.python_version()}')",
      ])
    return Peers(
      python: python, script: script,
      versions: versions.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  private static func make(_ folder: String) throws {
    let steps = [
      ["python3", "-m", "venv", folder],
      ["\(folder)/bin/python", "-m", "pip", "install", "--quiet", "torch", "numpy"],
    ]
    print("Making the peer's environment (PyTorch and NumPy) in \(folder); this takes minutes.")
    for step in steps {
      print("  " + step.joined(separator: " "))
      _ = try output("/usr/bin/env", step)
    }
  }

  private static func output(_ program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Absent(
        description: "the peer is not ready: "
          + "\(([program] + arguments).joined(separator: " ")) failed")
    }
    return String(decoding: data, as: UTF8.self)
  }
}
