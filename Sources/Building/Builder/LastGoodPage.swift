import Foundation
import Literate
import Pages

/// The page of a chapter that was last put in place, with all that it was made from, so that it can
/// be shown while the chapter does not build.
struct LastGoodPage: Codable {
  /// The text of chapter.md.
  private var source: String
  /// What the page shows, as a record.
  private var record: String
  /// What is marked on it.
  private(set) var differences: [Difference]

  init(_ woven: WovenChapter) {
    source = woven.page.chapter.source.string
    record = woven.record.document
    differences = woven.page.differences
  }

  /// Its chapter and record; nil where what was kept cannot be read any more.
  func contents(of folder: ChapterFolder) -> (chapter: Chapter, record: ChapterRecord)? {
    guard let record = try? ChapterRecord(Array(record.utf8)) else { return nil }
    return (Chapter(folder: folder.name, source: SourceText(source)), record)
  }

  static func load(of folder: ChapterFolder) -> LastGoodPage? {
    guard let bytes = (try? Disk.read(path(of: folder))) ?? nil else { return nil }
    return try? JSONDecoder().decode(LastGoodPage.self, from: Data(bytes))
  }

  func save(for folder: ChapterFolder) throws {
    try Disk.write([UInt8](try JSONEncoder().encode(self)), to: Self.path(of: folder))
  }

  /// Forgets a chapter's page, once its text is another one for good.
  static func forget(_ folder: ChapterFolder) { unlink(path(of: folder)) }

  private static func path(of folder: ChapterFolder) -> String { "\(folder.work)/page.json" }
}
