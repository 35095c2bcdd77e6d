import Literate
import Pages

/// All chapters of the book, read and understood.
///
/// The whole book is read even when one chapter is built: numbers of chapters, and what a chapter
/// may take as known, depend on the others. It takes a hundredth of a second a chapter.
package struct Shelf {
  /// A chapter with its place.
  package struct Volume: Sendable {
    package var folder: ChapterFolder
    package var chapter: Chapter
    /// Why its text could not be read; the chapter is then an empty one.
    package var problem: String?
  }

  package private(set) var volumes: [Volume] = []
  /// What is wrong with the list of chapters and keeps none of the others from being built.
  package private(set) var faults: [String] = []

  /// Reads the chapters in a checkout.
  package init(_ checkout: Checkout) throws(BuildError) {
    var seen: [String: String] = [:]
    var texts: [(folder: ChapterFolder, bytes: [UInt8], problem: String?)] = []
    for folder in checkout.chapters {
      if let other = seen[folder.id] {
        faults.append(
          "Two chapters have the number of \(folder.id): \(other) and \(folder.name). "
            + "The first is built; rename the folder of the other, and its line in Package.swift.")
        continue
      }
      seen[folder.id] = folder.name
      // Where chapter.md is not there, or no file, that is told of this chapter and keeps no other
      // back.
      var bytes: [UInt8] = []
      var problem: String?
      do throws(BuildError) {
        bytes = try Disk.read(folder.source) ?? []
      } catch {
        problem = error.message
      }
      texts.append((folder, bytes, problem))
    }
    volumes = texts.mapOnAllCores { folder, bytes, problem in
      let chapter = Chapter(folder: folder.name, source: SourceText(bytes: bytes))
      return Volume(folder: folder, chapter: chapter, problem: problem)
    }
    guard !volumes.isEmpty else { throw BuildError(noChapters) }
  }
}

/// What is said where there is nothing to build.
let noChapters =
  "there are no chapters: Chapters/ holds no folder such as ch04-optimization. "
  + "`./build.sh new \"Title\"` begins one."
