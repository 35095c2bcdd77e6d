import Building
import Foundation
import XCTest

/// The book on paper: printed by Chromium where it is, and told what is missing where it is not.
final class PDFCommandTests: XCTestCase {
  private func book() throws -> FixtureBook {
    let book = try FixtureBook([
      "ch01-a": "# One\n\n```swift id=a\nprint(1)\n```\n\n## Place\n\nSee [Chapter](#ch02).\n",
      "ch02-b": "# Two\n\n[Back](ch01-a.md#place) and [claims](claims.md).\n",
    ])
    try FileManager.default.createDirectory(
      atPath: book.folder["paper"], withIntermediateDirectories: true)
    return book
  }

  func testABookAndAChapterArePrinted() throws {
    guard Chromium.installed() != nil else {
      throw XCTSkip("Chromium is not installed, so nothing was printed.")
    }
    let book = try book()
    XCTAssertEqual(try book.build(), .success, book.errors)
    func printed(_ words: String...) throws -> [UInt8] {
      XCTAssertEqual(
        try book.give(["pdf"] + words + [book.folder["paper/out.pdf"]]), .success, book.errors)
      return try Disk.read(book.folder["paper/out.pdf"]) ?? []
    }
    let whole = try printed()
    let text = String(decoding: whole, as: UTF8.self)
    XCTAssertTrue(text.hasPrefix("%PDF"))
    // The cover and two chapters; links lead to places in the file and to no file of this machine.
    let pages = text.components(separatedBy: "/Type /Page\n").count - 1
    XCTAssertGreaterThanOrEqual(pages, 3, "pages")
    XCTAssertFalse(text.contains("file://"))
    XCTAssertTrue(text.contains("/Outlines"))
    // The contents name the page on which each chapter begins.
    let begins = PrintedPages(whole).numbers
    XCTAssertEqual(begins["ch01"], 2)
    XCTAssertEqual(begins["ch02"], 3)
    XCTAssertEqual(PrintedPages([]).numbers, [:])
    XCTAssertEqual(PrintedPages(Array(whole.prefix(whole.count / 2))).numbers, [:])
    let one = try printed("ch02")
    XCTAssertLessThan(one.count, whole.count)
    XCTAssertFalse(Disk.exists("\(book.checkout.work)/booklet"))
  }

  func testWhatIsMissingIsSaid() throws {
    XCTAssertNil(Chromium.installed(path: "/nowhere").flatMap { $0.hasPrefix("/App") ? nil : $0 })
    XCTAssertTrue(Chromium.advice.contains("apt-get install chromium"))
    let book = try book()
    XCTAssertEqual(try book.run("pdf", "ch01"), .usage)
    XCTAssertTrue(book.errors.contains("./build.sh pdf ch01 ch01.pdf"), book.errors)
  }
}
