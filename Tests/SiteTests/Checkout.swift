import Foundation
import Literate
import Pages
import Site
import Trace

/// The checkout that holds these tests, and the book in it.
struct Checkout {
  let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// The site of the committed book.
  func edition(katex: String?) throws -> HTMLEdition {
    let folders = try FileManager.default.contentsOfDirectory(atPath: "\(root)/Chapters")
      .filter { $0.hasPrefix("ch") }.sorted()
    let chapters = try folders.map { folder in
      Chapter(
        folder: folder, source: SourceText(bytes: try bytes("Chapters/\(folder)/chapter.md")))
    }
    let book = Book(
      chapters: chapters,
      parts: PackageManifest(String(decoding: try bytes("Package.swift"), as: UTF8.self)).parts,
      bibliography: Bibliography(SourceText(bytes: try bytes("Chapters/bibliography.md"))),
      sayings: Sayings(SourceText(bytes: try bytes("Chapters/sayings.md"))),
      comparisons: Dictionary(uniqueKeysWithValues: chapters.map { ($0.id, comparisons(with: $0)) })
    )
    let states = chapters.map { chapter in
      let record = try? ChapterRecord(
        bytes("Book/records/\(chapter.id).json"), path: "\(chapter.id).json")
      var state = ChapterState(ChapterPage(chapter, record, in: book))
      for picture in record?.blocks.flatMap(\.pictures) ?? [] {
        let file = "\(root)/Figures/\(chapter.folder)/\(picture.file)"
        state.pictures[picture.file] = SitePicture(file: file, width: 800, height: 400)
      }
      return state
    }
    return HTMLEdition(
      book, states: states, katex: katex, library: try librarySources())
  }

  /// What code of other libraries came to beside a chapter.
  private func comparisons(with chapter: Chapter) -> Comparisons {
    let (same, folder) = ("Book/records/\(chapter.id).same.json", "Chapters/\(chapter.folder)")
    return Comparisons(
      same: (try? bytes(same)).flatMap { try? SameRecord($0, path: same) },
      again: (try? bytes("\(folder)/again.json")).flatMap { try? AgainRecord($0, path: folder) },
      program: (try? bytes("\(folder)/again.py")).map { String(decoding: $0, as: UTF8.self) })
  }

  func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(root)/\(path)")))
  }

  private func librarySources() throws -> [(file: String, text: String)] {
    let manifest = PackageManifest(String(decoding: try bytes("Package.swift"), as: UTF8.self))
    return try manifest.library.flatMap { module in
      let walk = FileManager.default.enumerator(atPath: "\(root)/Sources/\(module)")
      let names = (walk?.allObjects as? [String] ?? []).filter { $0.hasSuffix(".swift") }.sorted()
      return try names.map { name in
        let file = "Sources/\(module)/\(name)"
        return (file, String(decoding: try bytes(file), as: UTF8.self))
      }
    }
  }
}
