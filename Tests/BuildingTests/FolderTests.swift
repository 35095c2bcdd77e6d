import Building
import Foundation
import XCTest

/// The types in the folders of Building know one another in one direction: what two of them share lies in a
/// third, below both.
final class FolderTests: XCTestCase {
  /// For each folder, those that declare what it mentions.
  private func uses() throws -> [String: Set<String>] {
    let root = "\(FixtureBook.project)/Sources/Building"
    var files: [(folder: String, words: Set<Substring>)] = []
    var owners: [Substring: String] = [:]
    for file in Disk.all(in: root) where file.contains("/") {
      let folder = String(file.prefix { $0 != "/" })
      let lines = try XCTUnwrap(Disk.text("\(root)/\(file)")).split(separator: "\n")
      for line in lines {
        let heading = /(package |public )?(final |indirect )?(struct|class|enum|protocol) (\w+)/
        if let match = line.prefixMatch(of: heading) { owners[match.output.4] = folder }
      }
      let code = lines.map { $0.prefix(upTo: $0.firstRange(of: "//")?.lowerBound ?? $0.endIndex) }
      let words = code.flatMap { $0.split { !$0.isLetter && !$0.isNumber && $0 != "_" } }
      files.append((folder, Set(words)))
    }
    var uses: [String: Set<String>] = [:]
    for file in files {
      let mentioned = Set(file.words.compactMap { owners[$0] }).subtracting([file.folder])
      uses[file.folder, default: []].formUnion(mentioned)
    }
    return uses
  }

  func testNoCircles() throws {
    var reached = try uses()
    XCTAssertTrue(reached["Commands"]?.contains("Builder") ?? false)
    for _ in reached {
      for (folder, others) in reached {
        reached[folder] = others.reduce(into: others) { $0.formUnion(reached[$1] ?? []) }
      }
    }
    let circle = reached.filter { $1.contains($0) }.keys.sorted()
    XCTAssertEqual(circle, [], "these mention one another")
  }
}
