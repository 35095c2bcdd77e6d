import Literate
import Pages
import Trace

extension Shelf {
  /// The chapters as a book, with what code of other libraries came to beside them.
  func book(_ bibliography: Bibliography) -> Book {
    let comparisons = volumes.map { ($0.folder.id, $0.folder.comparisons) }
    return Book(
      chapters: volumes.map(\.chapter), bibliography: bibliography,
      comparisons: Dictionary(comparisons) { first, _ in first })
  }
}

extension ChapterFolder {
  /// What `same` has kept. A file that cannot be read counts as none: the next `same` writes it anew.
  fileprivate var comparisons: Comparisons {
    func bytes(_ path: String) -> [UInt8]? { (try? Disk.read(path)) ?? nil }
    return Comparisons(
      same: bytes(sameRecord).flatMap { try? SameRecord($0, path: sameRecord) },
      again: bytes(againRecord).flatMap { try? AgainRecord($0, path: againRecord) })
  }
}
