import Foundation

/// The peers: PyTorch, scikit-learn and LightGBM in a virtual environment of their own, outside the
/// checkout.
struct Peers {
  let python: String
  /// Benchmarks/peers/peer.py.
  let script: String
  /// "PyTorch 2.9.0, scikit-learn 1.7.2, LightGBM 4.6.0, Python 3.12.3"; those that are not there are
  /// left out.
  let versions: String

  struct Absent: Error, CustomStringConvertible {
    let description: String
  }

  /// The environment in the folder that `LADDER_PEERS` names.
  static func ready() throws -> Peers {
    let script = "Benchmarks/peers/peer.py"
    guard FileManager.default.fileExists(atPath: script) else {
      throw Absent(description: "\(script) is not here: run this from the checkout's folder")
    }
    guard let folder = ProcessInfo.processInfo.environment["LADDER_PEERS"],
      FileManager.default.isExecutableFile(atPath: "\(folder)/bin/python")
    else {
      throw Absent(
        description: "LADDER_PEERS names no environment with Python; `./build.sh bench --peers` "
          + "makes one")
    }
    let python = "\(folder)/bin/python"
    let versions = try output(
      python,
      [
        "-c",
        """
        import importlib.metadata as known, importlib.util, platform, torch
        said = ["PyTorch " + torch.__version__]
        for name, module in [
            ("scikit-learn", "sklearn"), ("LightGBM", "lightgbm"), ("tiktoken", "tiktoken"),
            ("tokenizers", "tokenizers"),
        ]:
            if importlib.util.find_spec(module):
                said.append(name + " " + known.version(name))
        print(", ".join(said + ["Python " + platform.python_version()]))
        """,
      ])
    return Peers(
      python: python, script: script,
      versions: versions.trimmingCharacters(in: .whitespacesAndNewlines))
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
