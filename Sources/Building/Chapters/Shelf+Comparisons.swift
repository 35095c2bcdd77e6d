import Pages
import Trace

extension Shelf {
  /// What code of other libraries came to beside the chapters, by the chapter's id.
  var comparisons: [String: Comparisons] {
    Dictionary(volumes.map { ($0.folder.id, $0.folder.comparisons) }) { first, _ in first }
  }
}

extension ChapterFolder {
  /// What `same` has kept. A file that cannot be read counts as none: the next `same` writes it anew.
  fileprivate var comparisons: Comparisons {
    func bytes(_ path: String) -> [UInt8]? { (try? Disk.read(path)) ?? nil }
    return Comparisons(
      same: bytes(sameRecord).flatMap { try? SameRecord($0, path: sameRecord) },
      again: bytes(againRecord).flatMap { try? AgainRecord($0, path: againRecord) },
      program: bytes(again).map { String(decoding: $0, as: UTF8.self) })
  }
}
