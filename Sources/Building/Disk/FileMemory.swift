import Foundation

/// What was found out about files, kept so that each is read once and not at every build.
///
/// A new time stamp makes a file be read again; what is found out about it depends on its contents
/// alone.
package struct FileMemory: Sendable {
  private let path: String
  /// What is found out from a file's bytes, in one line.
  private let reading: @Sendable ([UInt8]) -> String

  /// A memory that is kept in a file; of fingerprints, unless something else is to be found out.
  package init(
    at path: String, reading: @escaping @Sendable ([UInt8]) -> String = { Fingerprint.of($0) }
  ) {
    self.path = path
    self.reading = reading
  }

  /// What is found out about a file; empty when it cannot be read.
  package func value(of file: String) -> String { values(of: [file])[file] ?? "" }

  /// What is found out about each of the files that can be read.
  package func values(of files: [String]) -> [String: String] {
    var known = load()
    var values: [String: String] = [:]
    var isNew = false
    for file in files {
      guard let identity = FileIdentity(file)?.description else { continue }
      if let entry = known[file], entry.identity == identity {
        values[file] = entry.value
      } else if let bytes = (try? Disk.read(file)) ?? nil {
        values[file] = reading(bytes)
        known[file] = (identity, values[file]!)
        isNew = true
      }
    }
    if isNew { keep(known) }
    return values
  }

  /// A file's state, what was found out about it then, and its path: a line each.
  private func load() -> [String: (identity: String, value: String)] {
    var known: [String: (identity: String, value: String)] = [:]
    for line in ((try? Disk.text(path)) ?? "").split(separator: "\n") {
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      known[String(parts[2])] = (String(parts[0]), String(parts[1]))
    }
    return known
  }

  private func keep(_ known: [String: (identity: String, value: String)]) {
    let lines = known.sorted { $0.key < $1.key }.filter { FileIdentity($0.key) != nil }
      .map { "\($0.value.identity)\t\($0.value.value)\t\($0.key)\n" }
    // Only speed is lost where it cannot be kept.
    try? Disk.write(lines.joined(), to: path)
  }
}
