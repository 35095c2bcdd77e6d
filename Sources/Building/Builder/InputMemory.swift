import Foundation

/// What pages were last made from, so that one is made again only when that has changed.
///
/// Only pages of which there was nothing to tell are kept here: a warning is told at every build.
final class InputMemory {
  /// What the table says of a chapter.
  struct Facts: Codable {
    var seconds: Double?
    var figures: Int
    var claims: Int
  }

  private struct Entry: Codable {
    var inputs: String
    var facts: Facts?
  }

  private let path: String
  private lazy var entries = load()
  private var isChanged = false

  init(at path: String) {
    self.path = path
  }

  /// Whether the thing was last made from this.
  func isMade(_ name: String, from inputs: String) -> Bool { entries[name]?.inputs == inputs }

  /// What is known of the thing, where it was last made from this.
  func facts(of name: String, madeFrom inputs: String) -> Facts? {
    isMade(name, from: inputs) ? entries[name]?.facts : nil
  }

  /// Takes note of what a thing was made from; nil where there was something to tell.
  func note(_ name: String, madeFrom inputs: String?, _ facts: Facts? = nil) {
    entries[name] = inputs.map { Entry(inputs: $0, facts: facts) }
    isChanged = true
  }

  /// Keeps what is known for the next build; only speed is lost where it cannot be kept.
  func save() {
    guard isChanged else { return }
    if let data = try? JSONEncoder().encode(entries) { try? Disk.write([UInt8](data), to: path) }
    isChanged = false
  }

  private func load() -> [String: Entry] {
    guard let bytes = (try? Disk.read(path)) ?? nil else { return [:] }
    return (try? JSONDecoder().decode([String: Entry].self, from: Data(bytes))) ?? [:]
  }
}
