import Building
import Foundation
import XCTest

final class PublicationTests: XCTestCase {
  private let folder = TemporaryFolder()
  private var staging: String { folder["work/staging"] }

  func testFilesArePutInPlaceTogether() throws {
    try folder.write("old", to: "Book/page.md")
    try folder.write("gone", to: "Figures/old.png")
    var publication = try Publication(in: staging)
    try publication.add(Array("new".utf8), at: folder["Book/page.md"])
    try publication.add(Array("png".utf8), at: folder["Figures/a/new.png"])
    publication.remove(folder["Figures/old.png"])
    XCTAssertEqual(folder.text("Book/page.md"), "old", "nothing may change before the commit")
    try publication.commit()
    XCTAssertEqual(folder.text("Book/page.md"), "new")
    XCTAssertEqual(folder.text("Figures/a/new.png"), "png")
    XCTAssertNil(folder.text("Figures/old.png"))
    XCTAssertFalse(FileManager.default.fileExists(atPath: staging))
  }

  func testAKillBeforeTheListLeavesTheBookAsItWas() throws {
    try folder.write("old", to: "Book/page.md")
    var publication = try Publication(in: staging)
    try publication.add(Array("new".utf8), at: folder["Book/page.md"])
    // The process ends here: the next one begins by healing.
    try Publication.heal(staging)
    XCTAssertEqual(folder.text("Book/page.md"), "old")
    XCTAssertFalse(FileManager.default.fileExists(atPath: staging))
  }

  func testAKillInTheMiddleOfTheMoveIsFinished() throws {
    // Two of three files have been moved when the process is killed.
    try folder.write("new", to: "Book/page.md")
    try folder.write("new", to: "Figures/one.png")
    try folder.write("old", to: "Book/records/ch01.json")
    try folder.write("new", to: "work/staging/2")
    try folder.write("old", to: "Figures/two.png")
    try writeList([
      ("0", "Figures/one.png"), ("1", "Book/page.md"), ("2", "Book/records/ch01.json"),
      ("", "Figures/two.png"),
    ])
    try Publication.heal(staging)
    XCTAssertEqual(folder.text("Book/page.md"), "new")
    XCTAssertEqual(folder.text("Figures/one.png"), "new")
    XCTAssertEqual(folder.text("Book/records/ch01.json"), "new")
    XCTAssertNil(folder.text("Figures/two.png"))
    XCTAssertFalse(FileManager.default.fileExists(atPath: staging))
  }

  /// The list that a publication leaves when it is killed after having written it.
  private func writeList(_ moves: [(staged: String, destination: String)]) throws {
    let lines = moves.enumerated().flatMap { index, move in
      [
        move.staged.isEmpty ? "" : "\(staging)/\(move.staged)", folder[move.destination],
        "\(staging)/\(index).old",
      ]
    }
    try folder.write(lines.map { $0 + "\n" }.joined(), to: "work/staging/list")
  }

  /// The move cannot be finished: what was moved goes back, and the next build begins afresh.
  func testAMoveThatCannotBeFinishedIsUndone() throws {
    try folder.write("new", to: "Figures/one.png")
    try folder.write("old", to: "work/staging/0.old")
    try folder.write("new", to: "work/staging/1")
    try folder.write("in the way", to: "Book/page.md/x")
    try folder.write("new", to: "Figures/first.png")
    try writeList([("0", "Figures/one.png"), ("1", "Book/page.md"), ("2", "Figures/first.png")])
    XCTAssertThrowsError(try Publication.heal(staging)) {
      XCTAssertTrue("\($0)".contains("Book/page.md could not be written"), "\($0)")
    }
    XCTAssertEqual(folder.text("Figures/one.png"), "old")
    XCTAssertNil(folder.text("Figures/first.png"), "nothing had stood there")
    XCTAssertFalse(FileManager.default.fileExists(atPath: staging))
    XCTAssertNoThrow(try Publication.heal(staging))
  }

  func testAFolderInTheWayOfAPageLeavesItsFigure() throws {
    try folder.write("old", to: "Figures/one.png")
    try folder.write("in the way", to: "Book/page.md/x")
    var publication = try Publication(in: staging)
    try publication.add(Array("new".utf8), at: folder["Figures/one.png"])
    try publication.add(Array("new".utf8), at: folder["Book/page.md"])
    XCTAssertThrowsError(try publication.commit())
    XCTAssertEqual(folder.text("Figures/one.png"), "old")
    XCTAssertFalse(FileManager.default.fileExists(atPath: staging))
  }

  func testNothingIsTouchedWhenNothingChanges() throws {
    try folder.write("same", to: "Book/page.md")
    let before = try FileManager.default.attributesOfItem(atPath: folder["Book/page.md"])
    var publication = try Publication(in: staging)
    try publication.add(Array("same".utf8), at: folder["Book/page.md"])
    XCTAssertTrue(publication.isEmpty)
    try publication.commit()
    let after = try FileManager.default.attributesOfItem(atPath: folder["Book/page.md"])
    XCTAssertEqual(before[.systemFileNumber] as? Int, after[.systemFileNumber] as? Int)
  }

  func testAPlaceThatCannotBeWrittenChangesNothing() throws {
    try folder.write("old", to: "Book/page.md")
    var publication = try Publication(in: staging)
    try publication.add(Array("new".utf8), at: folder["Book/page.md"])
    try publication.add(Array("new".utf8), at: folder["Book/page.md/no-folder/page.md"])
    XCTAssertThrowsError(try publication.commit())
    XCTAssertEqual(folder.text("Book/page.md"), "old")
  }
}
