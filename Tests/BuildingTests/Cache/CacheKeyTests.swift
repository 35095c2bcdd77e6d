import Building
import Foundation
import Literate
import XCTest

/// Each thing that a chapter's output depends on changes its key, under its own name; nothing else
/// does.
final class CacheKeyTests: XCTestCase {
  private let text = """
    # Title

    Some prose.

    ```swift id=a cap="Caption" tol=1e-2
    let x = 1
    ```

    More prose.

    ```swift id=b data=mnist
    print(x)
    ```

    ```swift id=c long
    print(x)
    ```
    """

  private let surroundings = Surroundings(
    library: "l", tangling: "g", flags: "f", toolchain: "t", processor: "p", seed: "",
    data: { _ in "d" })

  private func key(
    _ text: String, _ change: (inout Surroundings) -> Void = { _ in }, long: Bool = false
  )
    -> CacheKey
  {
    var changed = surroundings
    change(&changed)
    let chapter = Chapter(folder: "ch01-a", source: SourceText(text))
    return CacheKey(chapter, in: changed, long: long)
  }

  private func why(_ old: String, _ new: String) -> String? {
    key(text.replacingOccurrences(of: old, with: new)).difference(from: key(text))
  }

  func testBlocks() {
    XCTAssertEqual(why("let x = 1", "let x = 2"), "block `a` changed")
    XCTAssertEqual(why("let x = 1", "let x = 1  // one"), "block `a` changed")
    XCTAssertEqual(why("id=b", "id=bb"), "block `bb` is new")
    XCTAssertEqual(why("id=a ", "id=a local "), "block `a` changed")
    let withoutLast = String(text[..<text.range(of: "```swift id=c")!.lowerBound])
    XCTAssertEqual(key(withoutLast).difference(from: key(text)), "block `c` is gone")
  }

  func testSurroundings() {
    let before = key(text)
    XCTAssertEqual(key(text) { $0.library = "x" }.difference(from: before), "the library changed")
    XCTAssertEqual(
      key(text) { $0.tangling = "x" }.difference(from: before), "how Swift is tangled changed")
    XCTAssertEqual(
      key(text) { $0.flags = "x" }.difference(from: before), "the compiler's flags changed")
    XCTAssertEqual(
      key(text) { $0.toolchain = "x" }.difference(from: before), "the toolchain changed")
    XCTAssertEqual(
      key(text) { $0.processor = "x" }.difference(from: before), "the processor changed")
    XCTAssertEqual(key(text) { $0.seed = "7" }.difference(from: before), "the seed changed")
    XCTAssertEqual(
      key(text) { $0.data = { _ in "x" } }.difference(from: before), "data set `mnist` changed")
    XCTAssertEqual(
      key(text, long: true).difference(from: before), "whether long blocks run changed")
  }

  func testWhatMustNotMatter() {
    XCTAssertNil(why("Some prose.", "Other prose, and\n\nmore of it."))
    XCTAssertNil(why("More prose.", "<!-- a comment -->"))
    XCTAssertNil(why("Caption", "Another caption"))
    XCTAssertNil(why("tol=1e-2", "tol=any"))
    XCTAssertNil(why("# Title", "# Another title"))
    // A chapter without long blocks does not care for --long.
    let short = text.replacingOccurrences(of: " long", with: "")
    XCTAssertEqual(key(short), key(short, long: true))
  }
}
