import Pages
import Pictures

/// The pictures of a chapter that stand in the book, as far as they are those that its record tells
/// of.
///
/// Page, record and pictures are files of their own, and a merge or a half-done commit may bring
/// together what was not woven together.
struct CommittedPictures {
  private let folder: String
  /// The last run's pictures, and what they show.
  private let run: RunFolder
  private let fresh: [String: String]

  /// - Parameter fresh: What the run put out.
  init(of chapter: ChapterFolder, run: RunFolder, fresh: ChapterRecord) {
    folder = chapter.figures
    self.run = run
    self.fresh = Dictionary(
      fresh.blocks.flatMap(\.pictures).map { ($0.file, $0.digest) }, uniquingKeysWith: { $1 })
  }

  /// The record's pictures that do not stand in the book, or others in their stead, by block.
  func damaged(of record: ChapterRecord) -> [(block: String, file: String)] {
    record.blocks.flatMap { block in
      block.pictures.filter { !holds($0) }.map { (block.id, $0.file) }
    }
  }

  private func holds(_ picture: Picture) -> Bool {
    guard let bytes = (try? Disk.read("\(folder)/\(picture.file)")) ?? nil else { return false }
    // To decode takes a while; mostly the run has just drawn the same picture, to the byte.
    if fresh[picture.file] == picture.digest,
      (try? Disk.read("\(run.path)/\(picture.file)")) == bytes
    {
      return true
    }
    return (try? PNGImage(decoding: bytes))?.digest == picture.digest
  }
}
