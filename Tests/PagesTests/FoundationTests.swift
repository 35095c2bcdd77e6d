import Literate
import Pages
import XCTest

final class FoundationTests: XCTestCase {
  /// A book whose chapters need and teach what the lists say.
  private func book(_ ladder: [(needs: String, teaches: String)]) -> Book {
    Book(
      chapters: ladder.enumerated().map { number, rung in
        let needs = rung.needs.isEmpty ? "" : "needs \(rung.needs); "
        return Chapter(
          folder: "ch0\(number)-t",
          source: SourceText("# T\n\n<!-- chapter: \(needs)teaches \(rung.teaches) -->\n"))
      })
  }

  private func ids(_ chapters: [Chapter]) -> [String] { chapters.map(\.id) }

  func testFoundationsStandInTheOrderOfTheLadder() {
    let book = book([("", "a, b"), ("a", "c"), ("c, b, a", "d")])
    XCTAssertEqual(ids(book.foundations(of: book.chapters[2])), ["ch00", "ch01"])
    XCTAssertEqual(ids(book.foundations(of: book.chapters[0])), [])
  }

  func testWhatIsReachedThroughAnotherIsNotNearest() {
    // 0 and 1 are apart; 2 stands on both, 3 on 0 alone, 4 on all.
    let book = book([("", "a"), ("", "b"), ("a, b", "c"), ("a", "d"), ("a, b, c, d", "e")])
    XCTAssertEqual(ids(book.nearestFoundations(of: book.chapters[2])), ["ch00", "ch01"])
    XCTAssertEqual(ids(book.nearestFoundations(of: book.chapters[4])), ["ch02", "ch03"])
  }

  func testWhatIsFarBelowIsReachedToo() {
    // 3 needs 0, which it reaches only through 2 and 1.
    let book = book([("", "a"), ("a", "b"), ("b", "c"), ("a, c", "d")])
    XCTAssertEqual(ids(book.nearestFoundations(of: book.chapters[3])), ["ch02"])
  }

  func testADraftInWhichChaptersNeedEachOtherIsReadToItsEnd() {
    let book = book([("b", "a"), ("a", "b"), ("a, b", "c")])
    XCTAssertEqual(ids(book.foundations(of: book.chapters[2])), ["ch00", "ch01"])
    XCTAssertEqual(ids(book.nearestFoundations(of: book.chapters[0])), ["ch01"])
  }
}
