import Foundation
import Literate
import Pages

/// What the long blocks of a chapter keep from one run to the next, so that one that was stopped can
/// go on: a folder for each block and seed, `long/BLOCK-SEED`, for as long as the block's code and
/// the library are the ones that filled it.
struct LongBlocks {
  private let chapter: Chapter
  private let folder: String
  private let library: String
  private let seed: String

  init(_ planned: PlannedChapter, in surroundings: Surroundings) {
    chapter = planned.chapter
    folder = "\(planned.folder.work)/long"
    library = surroundings.library
    seed = surroundings.seed
  }

  /// Makes the folders ready, empty where something else filled them, and returns the one that holds
  /// them.
  func prepare() throws(BuildError) -> String {
    let hashes = CodeHashes(chapter)
    for block in chapter.swiftBlocks where block.isLong {
      let place = place(of: block.id)
      let key = "\(hashes.hash(of: block)) \(library)\n"
      guard try Disk.text("\(place)/key") != key else { continue }
      try Disk.remove(place)
      try Disk.write(key, to: "\(place)/key")
    }
    return folder
  }

  /// Keeps the results of those that have run, one record a block and seed.
  func keep(_ record: ChapterRecord, ran: (String) -> Bool) throws(BuildError) {
    for block in chapter.swiftBlocks where block.isLong && ran(block.id) {
      guard let entry = record[block.id] else { continue }
      var own = record
      own.blocks = [entry]
      try Disk.write(own.document, to: "\(place(of: block.id))/record.json")
    }
  }

  private func place(of block: String) -> String {
    let name = block.replacingOccurrences(of: "/", with: "-")
    return "\(folder)/\(name)-\(seed.isEmpty ? "0" : seed)"
  }
}
