import Foundation
import Literate

/// The folders of the project, and the chapters in it.
package struct Checkout: Sendable {
  /// The folder that holds Package.swift.
  package let root: String

  package init(root: String) {
    self.root = root
  }

  package var chaptersFolder: String { "\(root)/Chapters" }
  package var manifest: String { "\(root)/Package.swift" }
  /// What the build keeps between runs. Everything in it can be made again.
  package var work: String { "\(root)/.build/book" }
  /// Where SwiftPM puts its products.
  package var products: String { "\(root)/.build/release" }
  /// The HTML edition.
  package var site: String { "\(root)/.build/site" }
  package var lock: String { "\(work)/lock" }
  package var staging: String { "\(work)/staging" }

  /// The chapters, in order.
  package var chapters: [ChapterFolder] {
    Disk.names(in: chaptersFolder).compactMap { ChapterFolder(name: $0, in: self) }
  }

  /// What Package.swift lists; nothing where there is none.
  package func packageManifest() throws(BuildError) -> PackageManifest {
    PackageManifest(try Disk.text(manifest) ?? "")
  }

  /// A path as people see it: from the checkout's folder.
  package func shown(_ path: String) -> String {
    path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
  }
}

/// A chapter's folder and what belongs to it elsewhere.
package struct ChapterFolder: Sendable, Equatable {
  /// `ch04-optimization`
  package let name: String
  private let root: String

  /// Nil when the folder is not called as a chapter is: `ch`, two digits, a hyphen, words.
  init?(name: String, in checkout: Checkout) {
    let parts = name.split(separator: "-", maxSplits: 1)
    guard parts.count == 2, parts[0].hasPrefix("ch"), parts[0].count == 4,
      parts[0].dropFirst(2).allSatisfy({ $0.isASCII && $0.isNumber })
    else { return nil }
    self.name = name
    root = checkout.root
  }

  /// `ch04`, which is also the name of its program.
  package var id: String { String(name.prefix(4)) }
  package var number: Int { Int(name.dropFirst(2).prefix(2))! }
  package var folder: String { "\(root)/Chapters/\(name)" }
  package var source: String { "\(folder)/chapter.md" }
  package var exercises: String { "\(folder)/Exercises.swift" }
  /// The file that makes it a target of SwiftPM's.
  package var program: String { "\(folder)/Program.swift" }
  static let programText = """
    // The chapter's program is tangled from chapter.md when it is built. This file holds nothing: it
    // is here because SwiftPM leaves out a target without a file of its own.

    """
  /// The source as messages name it.
  package var shownSource: String { "Chapters/\(name)/chapter.md" }
  package var page: String { "\(root)/Book/\(name).md" }
  package var figures: String { "\(root)/Figures/\(name)" }
  package var record: String { "\(root)/Book/records/\(id).json" }
  /// What the build keeps about it between runs.
  package var work: String { "\(root)/.build/book/\(id)" }
}

extension Checkout {
  /// The chapter that the word names: `ch04`, `ch4`, or the folder's name.
  package func chapter(named word: String) throws(UsageError) -> ChapterFolder {
    let all = chapters
    if let chapter = all.first(where: { $0.id == word || $0.name == word }) { return chapter }
    if word.hasPrefix("ch"), let number = Int(word.dropFirst(2)),
      let chapter = all.first(where: { $0.number == number })
    {
      return chapter
    }
    // With a name the words after the number count most, without one only the number is there.
    let candidates = word.contains("-") ? all.map(\.name) : all.map(\.id)
    let hint = nearest(to: word, in: candidates)
    throw UsageError(
      "There is no chapter \(word). "
        + (hint.map { "Did you mean `\($0)`?" } ?? "`./build.sh list` shows those there are."))
  }
}
