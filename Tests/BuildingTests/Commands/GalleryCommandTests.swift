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

  private func bytes(_ path: String) -> Data? { FileManager.default.contents(atPath: path) }

  func testNamedKindsAreDrawnInBothThemesAndAsCommitted() throws {
    let (ending, output) = try draw("line", "heatmap")
    XCTAssertEqual(ending, .exited(0), output)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder["gallery"]).sorted()
    XCTAssertEqual(names, ["heatmap-dark.png", "heatmap.png", "line-dark.png", "line.png"])
    for name in names {
      let drawn = try XCTUnwrap(bytes(folder["gallery/\(name)"]))
      XCTAssertEqual(
        drawn, bytes("\(FixtureBook.project)/Figures/gallery/\(name)"),
        "\(name) is not as committed: run ./build.sh gallery and look at it")
    }
  }

  func testThePageShowsEveryFigureThatIsThere() throws {
    let gallery = "\(FixtureBook.project)/Figures/gallery"
    let page = try String(contentsOfFile: "\(gallery)/README.md", encoding: .utf8)
    let names = try FileManager.default.contentsOfDirectory(atPath: gallery)
    let kinds = names.filter { $0.hasSuffix(".png") && !$0.hasSuffix("-dark.png") }
    XCTAssertGreaterThan(kinds.count, 30)
    for kind in kinds {
      XCTAssertTrue(page.contains("src=\"\(kind)\""), kind)
      XCTAssertTrue(names.contains(kind.replacing(".png", with: "-dark.png")), kind)
    }
  }

  func testAnUnknownKindIsAnsweredWithThoseThereAre() throws {
    let (ending, output) = try draw("pie")
    XCTAssertEqual(ending, .exited(1))
    XCTAssertTrue(output.contains("There is no kind `pie`"), output)
    XCTAssertTrue(output.contains("heatmap"), output)
  }
}
