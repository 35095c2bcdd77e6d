import Foundation
import Pages
import Pictures

/// The digests of pictures' pixels, kept so that a picture is decoded once and not at every build.
final class PictureMemory {
  private struct Entry: Codable {
    var identity: FileIdentity
    var digest: String
  }

  private let path: String
  private lazy var entries = load()
  private var isChanged = false

  init(at path: String) {
    self.path = path
  }

  /// The digest of the picture in a file; nil where there is no picture.
  func digest(of file: String) -> String? {
    guard let identity = FileIdentity(file) else { return nil }
    if let entry = entries[file], entry.identity == identity { return entry.digest }
    guard let bytes = (try? Disk.read(file)) ?? nil,
      let digest = (try? PNGImage(decoding: bytes))?.digest
    else { return nil }
    entries[file] = Entry(identity: identity, digest: digest)
    isChanged = true
    return digest
  }

  /// Keeps what is known for the next build; only speed is lost where it cannot be kept.
  func save() {
    guard isChanged else { return }
    entries = entries.filter { Disk.exists($0.key) }
    if let data = try? JSONEncoder().encode(entries) { try? Disk.write([UInt8](data), to: path) }
    isChanged = false
  }

  private func load() -> [String: Entry] {
    guard let bytes = (try? Disk.read(path)) ?? nil else { return [:] }
    return (try? JSONDecoder().decode([String: Entry].self, from: Data(bytes))) ?? [:]
  }
}

extension PictureMemory {
  /// The record's pictures that do not stand in the book, or others in their stead, by block.
  ///
  /// Page, record and pictures are files of their own, and a merge, a half-done commit or an edit
  /// that was taken back may bring together what was not woven together.
  func damaged(
    of record: ChapterRecord, in folder: ChapterFolder
  ) -> [(block: String, picture: Picture)] {
    record.blocks.flatMap { block in
      block.pictures.filter { digest(of: "\(folder.figures)/\($0.file)") != $0.digest }
        .map { (block.id, $0) }
    }
  }
}
