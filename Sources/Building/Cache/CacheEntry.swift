import Foundation

/// A finished run of a chapter that is kept: under which key, and where what it put out stands.
package struct CacheEntry: Codable, Sendable {
  /// Entries of another format are of another version of these tools and count as none.
  private static let currentFormat = 1

  private var format = Self.currentFormat
  package var key: CacheKey
  /// The run's folder, inside the chapter's own.
  package var run: String
  package var seconds: Double
  /// The contents of the run's files, so that a damaged run counts as none.
  private var contents: String
  /// The fingerprint of the chapter.md that was last woven with this run.
  package var woven: String

  /// An entry for a run that has just ended well.
  package init(key: CacheKey, run: RunFolder, seconds: Double, woven: String) throws(BuildError) {
    self.key = key
    self.run = String(run.path.split(separator: "/").last ?? "")
    self.seconds = seconds
    self.woven = woven
    contents = try Self.contents(of: run)
  }

  /// The entry of a chapter; nil when there is none that can be trusted.
  package static func load(of chapter: ChapterFolder) -> CacheEntry? {
    guard let bytes = (try? Disk.read(path(of: chapter))) ?? nil,
      let entry = try? JSONDecoder().decode(CacheEntry.self, from: Data(bytes)),
      entry.format == currentFormat, !entry.run.contains("/"),
      (try? contents(of: entry.folder(of: chapter))) == entry.contents
    else { return nil }
    return entry
  }

  /// Makes this the chapter's entry, and takes the folders of other runs away.
  package func save(for chapter: ChapterFolder) throws {
    try Disk.write([UInt8](try JSONEncoder().encode(self)), to: Self.path(of: chapter))
    for name in Disk.names(in: chapter.work) where name.hasPrefix("run-") && name != run {
      try Disk.remove("\(chapter.work)/\(name)")
    }
  }

  /// Where the run's output stands.
  package func folder(of chapter: ChapterFolder) -> RunFolder {
    RunFolder("\(chapter.work)/\(run)")
  }

  /// Forgets a chapter's entry.
  package static func forget(_ chapter: ChapterFolder) { unlink(path(of: chapter)) }

  private static func path(of chapter: ChapterFolder) -> String { "\(chapter.work)/entry.json" }

  private static func contents(of run: RunFolder) throws(BuildError) -> String {
    var fingerprint = Fingerprint()
    for name in Disk.all(in: run.path) {
      fingerprint.add(name)
      fingerprint.add(try Disk.read("\(run.path)/\(name)") ?? [])
    }
    return fingerprint.name()
  }
}
