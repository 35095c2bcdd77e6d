import Foundation
import Literate

/// What the compiler said about a chapter when it last compiled it.
///
/// SwiftPM compiles only what has changed, and says a warning once. The book says it as long as the
/// code that it is about stands there.
struct CompilerMemory: Codable {
  private var fingerprint: String
  private(set) var findings: [Diagnostic]

  /// What was said about the chapter as it is now; nil when it was compiled by somebody else.
  static func load(of chapter: ChapterFolder) -> CompilerMemory? {
    guard let bytes = (try? Disk.read(path(of: chapter))) ?? nil,
      let memory = try? JSONDecoder().decode(CompilerMemory.self, from: Data(bytes)),
      memory.fingerprint == (try? fingerprint(of: chapter))
    else { return nil }
    return memory
  }

  /// Keeps what was said.
  static func save(_ findings: [Diagnostic], of chapter: ChapterFolder) throws {
    let memory = CompilerMemory(fingerprint: try fingerprint(of: chapter), findings: findings)
    try Disk.write([UInt8](try JSONEncoder().encode(memory)), to: path(of: chapter))
  }

  private static func fingerprint(of chapter: ChapterFolder) throws(BuildError) -> String {
    Fingerprint.of(try Disk.read(chapter.source) ?? [])
  }

  private static func path(of chapter: ChapterFolder) -> String { "\(chapter.work)/compiled.json" }
}
