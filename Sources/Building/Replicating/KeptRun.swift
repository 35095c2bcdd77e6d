import Foundation
import Pages
import Trace

/// A run with other luck that has ended: kept below `.build`, and used as long as nothing that it
/// depends on has changed.
struct KeptRun {
  /// What stands beside the trace.
  private struct Note: Codable {
    var key: CacheKey
    var seconds: Double
    var failure: String?
  }

  let folder: RunFolder
  private let seed: Int
  private let key: CacheKey

  init(of chapter: ChapterFolder, seed: Int, key: CacheKey) {
    folder = RunFolder("\(chapter.work)/replication/\(seed)")
    self.seed = seed
    self.key = key
  }

  private var note: String { "\(folder.path)/note.json" }

  /// What the run put out; nil when there is none for this key.
  var evidence: Replication.Evidence? {
    guard let bytes = (try? Disk.read(note)) ?? nil,
      let kept = try? JSONDecoder().decode(Note.self, from: Data(bytes)), kept.key == key,
      let trace = try? RunTrace.read(path: folder.trace, partial: true)
    else { return nil }
    return Replication.Evidence(
      run: .init(seed: seed, seconds: kept.seconds, failure: kept.failure), trace: trace)
  }

  /// Keeps the run that stands in the folder, but for its pictures.
  func keep(_ run: Replication.Run) throws {
    for name in Disk.names(in: folder.path) where name.hasSuffix(".png") {
      try Disk.remove("\(folder.path)/\(name)")
    }
    let kept = Note(key: key, seconds: run.seconds, failure: run.failure)
    try Disk.write([UInt8](try JSONEncoder().encode(kept)), to: note)
  }
}
