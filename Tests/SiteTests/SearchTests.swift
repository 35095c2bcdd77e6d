import Site
import XCTest

final class SearchTests: XCTestCase {
  private let index = text(
    of: edition([
      Draft(
        chapter(
          """
          # Gradients

          <!-- chapter: teaches learning-rate -->

          Prose about steepness, and *learning rate*.

          ```swift id=a
          let crossEntropy = 1 // 123456789
          ```

          ```swift role=setup id=b
          let unseen = 1
          ```

          ## A second place

          [text](https://address.example/path) $`\\unsought`$ <!-- literal -->

          """))
    ]), "assets/search-index.js")

  func testFindsHeadingsProseCodeAndConcepts() {
    XCTAssertTrue(index.contains("\"A second place\",\"s\"]"), index)
    XCTAssertTrue(index.contains("\"term-learning-rate\",\"learning rate\",\"c\"]"), index)
    let words = index.components(separatedBy: "words:\"").last ?? ""
    // Of each word only what the one before it does not begin with.
    for end in ["teepness ", "5entropy ", "0entropy "] { XCTAssertTrue(words.contains(end), end) }
  }

  func testWhatAReaderDoesNotSeeIsNotFound() {
    for word in ["unseen", "123456789", "address", "unsought", "literal", "setup"] {
      XCTAssertFalse(index.contains(word), word)
    }
  }

  func testSayingsAndExercisesAreFound() throws {
    let files = try Checkout().edition(katex: nil).files()
    guard
      case .bytes(let bytes)? = files.first(where: { $0.path.hasSuffix("search-index.js") })?
        .contents
    else { return XCTFail("there is no index") }
    let index = String(decoding: bytes, as: UTF8.self)
    for kind in ["c", "e", "n", "q", "s", "v"] {
      XCTAssertTrue(index.contains(",\"\(kind)\"]"), kind)
    }
    XCTAssertTrue(index.contains("\"saying-"))
  }
}
