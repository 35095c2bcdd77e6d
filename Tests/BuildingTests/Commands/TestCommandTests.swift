import Building
import XCTest

final class TestCommandTests: XCTestCase {
  /// Which chapters are proved on all threads today, of a book with chapters 0 to `last`.
  private func chosen(_ last: Int, day: Int) throws -> [Int] {
    let folder = TemporaryFolder()
    for number in 0...last {
      let name = (number < 10 ? "0" : "") + "\(number)"
      try Disk.makeFolder(folder["Chapters/ch\(name)-a"])
    }
    return provedOnThreads(Checkout(root: folder.path).chapters, day: day).map(\.number)
  }

  func testChaptersTakeTurns() throws {
    XCTAssertEqual(try chosen(1, day: 7), [0, 1])
    XCTAssertEqual(try chosen(5, day: 7), [2, 3])
    XCTAssertEqual(try chosen(8, day: 7), [2, 3, 6, 7, 8])
    var seen: Set<Int> = []
    for day in 20_000..<20_007 {
      let numbers = try chosen(25, day: day)
      XCTAssertEqual(numbers.count, 5)
      XCTAssertEqual(numbers.count { $0 <= 5 }, 2)
      seen.formUnion(numbers)
    }
    XCTAssertEqual(seen.sorted(), Array(0...25), "seven days see twenty-six chapters")
  }
}
