import Building
import XCTest

/// The program behind `./build.sh gallery`, as this project has built it.
final class GalleryCommandTests: XCTestCase {
  private let folder = TemporaryFolder()

  private func draw(_ kinds: String...) throws -> (ending: Ending, output: String) {
    let program = Program(
      "\(FixtureBook.project)/.build/release/gallery", [folder["gallery"]] + kinds,
      folder: folder.path, output: folder["log"], errors: folder["log"])
    return (try Supervisor().run(program), folder.text("log") ?? "")
  }

  /// The lines of a list of digests by the name of their figure.
  private func digests(_ text: String?) throws -> [String: [Substring]] {
    let lines = try XCTUnwrap(text).split(separator: "\n").map { $0.split(separator: " ") }
    return Dictionary(uniqueKeysWithValues: lines.map { (String($0[0]), $0) })
  }

  func testFiguresOfEveryKindAreAsTheyWere() throws {
    let (ending, output) = try draw()
    XCTAssertEqual(ending, .exited(0), output)
    let golden = "\(FixtureBook.project)/Tests/Golden/gallery.txt"
    let committed = try digests(String(contentsOfFile: golden, encoding: .utf8))
    let drawn = try digests(folder.text("gallery/digests.txt"))
    XCTAssertGreaterThan(drawn.count, 30)
    XCTAssertEqual(Set(drawn.keys), Set(committed.keys))
    for (name, now) in drawn {
      guard let was = committed[name] else { continue }
      XCTAssertEqual(now[1], was[1], "\(name) shows other numbers")
      XCTAssertEqual(
        now[2...], was[2...],
        "\(name) looks otherwise: run ./build.sh gallery, look at it, and when it is as it should "
          + "be, copy .build/gallery/digests.txt to Tests/Golden/gallery.txt")
    }
  }

  func testThePageShowsEveryFigureThatIsThere() throws {
    let (ending, output) = try draw("line", "heatmap")
    XCTAssertEqual(ending, .exited(0), output)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder["gallery"]).sorted()
    XCTAssertEqual(
      names,
      [
        "digests.txt", "heatmap-dark.png", "heatmap.png", "index.html", "line-dark.png", "line.png",
      ])
    let page = try XCTUnwrap(folder.text("gallery/index.html"))
    for kind in ["line", "heatmap"] {
      XCTAssertTrue(page.contains("src=\"\(kind).png\""), kind)
      XCTAssertTrue(page.contains("srcset=\"\(kind)-dark.png\""), kind)
    }
    XCTAssertTrue(page.contains("width=\"832\""), "figures are shown at half their pixels")
  }

  func testAnUnknownKindIsAnsweredWithThoseThereAre() throws {
    let (ending, output) = try draw("pie")
    XCTAssertEqual(ending, .exited(1))
    XCTAssertTrue(output.contains("There is no kind `pie`"), output)
    XCTAssertTrue(output.contains("heatmap"), output)
  }
}
