import Foundation
import Literate
import XCTest

/// What the book owes: a written chapter answers every saying that names it.
final class BookSayingsTests: XCTestCase {
  private let sayings = Sayings(
    SourceText(
      """
      ## Part II

      | id | saying | chapter |
      |---|---|---|
      | C45 | An accuracy needs its plus or minus. | ch07, ch10 |
      | C46 | A lead may be noise. | ch07 |
      | C47 | Nobody is caught. | ch10 |
      | K4 | Logarithms of zero may stand. | ch07 |
      """))

  private func findings(_ info: String, in folder: String) -> [String] {
    let text = "# A\n\n```swift id=a\(info)\nprint(1)\n```\n"
    let chapter = Chapter(folder: folder, source: SourceText(text))
    let linter = Linter(chapters: [chapter], bibliography: Bibliography(), sayings: sayings)
    return linter.findings(in: chapter).map {
      "\($0.line):\($0.column): \($0.severity.rawValue): \($0.message)"
    }
  }

  func testASayingLeftUnansweredIsFound() {
    let left = "1:1: warning: no claim answers the saying C46: A lead may be noise."
    XCTAssertEqual(findings(" answers=C45", in: "ch07-luck"), [left])
    XCTAssertEqual(findings(" answers=C45,C46", in: "ch07-luck"), [])
    XCTAssertEqual(findings("", in: "ch08-data"), [], "no saying names it")
    XCTAssertEqual(findings("", in: "ch10-metrics").count, 2)
  }

  func testTheBookLeavesNoneUnanswered() throws {
    var root = URL(fileURLWithPath: #filePath)
    while !FileManager.default.fileExists(atPath: root.appending(path: "Package.swift").path) {
      root.deleteLastPathComponent()
    }
    func source(_ path: String) throws -> SourceText {
      SourceText(bytes: [UInt8](try Data(contentsOf: root.appending(path: "Chapters/\(path)"))))
    }
    let sayings = Sayings(try source("sayings.md"))
    XCTAssertEqual(sayings.problems.map(\.headline), [])
    XCTAssertGreaterThan(sayings.entries.count, 100)
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: root.appending(path: "Chapters").path
    ).filter { $0.hasPrefix("ch") }
    for folder in folders.sorted() {
      let chapter = Chapter(folder: folder, source: try source("\(folder)/chapter.md"))
      let ids = Set(chapter.swiftBlocks.flatMap(\.answers))
      XCTAssertTrue(ids.isSubset(of: sayings.entries.map(\.id)), "\(folder): \(ids)")
      XCTAssertEqual(sayings.unanswered(by: chapter).map(\.id), [], folder)
    }
  }
}
