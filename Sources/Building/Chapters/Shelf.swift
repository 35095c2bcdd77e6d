import Literate

/// All chapters of the book, read and understood.
///
/// The whole book is read even when one chapter is built: numbers of chapters, and what a chapter
/// may take as known, depend on the others. It takes a hundredth of a second.
package struct Shelf {
  /// A chapter with its place.
  package struct Volume {
    package var folder: ChapterFolder
    package var chapter: Chapter
    /// Why its text could not be read; the chapter is then an empty one.
    package var problem: String?
  }

  package private(set) var volumes: [Volume] = []

  /// Reads the chapters in a checkout.
  package init(_ checkout: Checkout) throws(BuildError) {
    for folder in checkout.chapters {
      // Where chapter.md is not there, or no file, that is told of this chapter and keeps no other
      // back.
      var bytes: [UInt8] = []
      var problem: String?
      do throws(BuildError) {
        bytes = try Disk.read(folder.source) ?? []
      } catch {
        problem = error.message
      }
      let chapter = Chapter(folder: folder.name, source: SourceText(bytes: bytes))
      volumes.append(Volume(folder: folder, chapter: chapter, problem: problem))
    }
    guard !volumes.isEmpty else { throw BuildError(noChapters) }
    var seen: [String: String] = [:]
    for volume in volumes {
      if let other = seen[volume.folder.id] {
        throw BuildError(
          "Two chapters have the number of \(volume.folder.id): \(other) and \(volume.folder.name). "
            + "Rename one of the folders, and its line in Package.swift.")
      }
      seen[volume.folder.id] = volume.folder.name
    }
  }
}

/// What is said where there is nothing to build.
let noChapters =
  "there are no chapters: Chapters/ holds no folder such as ch04-optimization. "
  + "`./build.sh new \"Title\"` begins one."
