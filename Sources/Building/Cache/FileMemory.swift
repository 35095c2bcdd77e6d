import Foundation

/// What tells one state of a file from another without reading it.
struct FileIdentity: Codable, Equatable, CustomStringConvertible {
  var inode: UInt64
  var size: Int
  var seconds: Int
  var nanoseconds: Int

  /// Nil when there is no such file.
  init?(_ path: String) {
    var information = stat()
    guard stat(path, &information) == 0 else { return nil }
    inode = UInt64(information.st_ino)
    size = Int(information.st_size)
    #if canImport(Darwin)
      let time = information.st_mtimespec
    #else
      let time = information.st_mtim
    #endif
    seconds = time.tv_sec
    nanoseconds = Int(time.tv_nsec)
  }

  var description: String { "\(inode) \(size) \(seconds).\(nanoseconds)" }
}

/// Fingerprints of large files, kept so that they are read once and not at every build.
///
/// A new time stamp makes a file be read again; its fingerprint is that of its contents.
package struct FileMemory: Sendable {
  private struct Entry: Codable {
    var identity: FileIdentity
    var fingerprint: String
  }

  private let path: String

  package init(at path: String) {
    self.path = path
  }

  /// The fingerprint of a file's contents; empty when it cannot be read.
  package func fingerprint(of file: String) -> String {
    guard let identity = FileIdentity(file) else { return "" }
    var entries = load()
    if let entry = entries[file], entry.identity == identity { return entry.fingerprint }
    guard let bytes = (try? Disk.read(file)) ?? nil else { return "" }
    let fingerprint = Fingerprint.of(bytes)
    entries[file] = Entry(identity: identity, fingerprint: fingerprint)
    // Only speed is lost where it cannot be kept.
    if let data = try? JSONEncoder().encode(entries) { try? Disk.write([UInt8](data), to: path) }
    return fingerprint
  }

  private func load() -> [String: Entry] {
    guard let bytes = (try? Disk.read(path)) ?? nil else { return [:] }
    return (try? JSONDecoder().decode([String: Entry].self, from: Data(bytes))) ?? [:]
  }
}
