import Trace
import XCTest

final class FramesOutputTests: XCTestCase {
  private let frames = FramesOutput(
    strip: FigureOutput(
      file: "walk.png", alternativeText: "A ball rolls", digest: "1f",
      size: .init(width: 832, height: 500),
      series: [.init(name: "a", count: 1, mean: 1, x: [1], y: [1])]),
    film: .init(
      file: "walk-film.png", digest: "2e", width: 1664, height: 1000,
      shown: .init(width: 832, height: 500), seconds: 0.1,
      parts: [
        .init(x: 20, y: 30, width: 100, height: 50, left: 0, top: 1000),
        .init(x: 0, y: 0, width: 0, height: 0, left: 0, top: 0),
      ]))

  private func read(_ text: String) throws -> FramesOutput {
    try FramesOutput(
      from: Fields(try JSON.read(Array(text.utf8)), offset: 0, subject: "frames"))
  }

  func testFramesAreReadAsTheyWereWritten() throws {
    XCTAssertEqual(try read(frames.json.line), frames)
    XCTAssertEqual(frames.film.count, 3)
  }

  func testNonsenseIsRefusedWithASentence() throws {
    let cases = [
      ("walk-film.png", "../film.png", "a film's file must be a plain name"),
      ("[1664,1000]", "[1664]", "the frame of a film must be its width and height"),
      ("\"seconds\":0.1", "\"seconds\":0", "a frame is shown for 0.02 to 10 seconds"),
      ("[20,30,100,50,0,1000]", "[20,30,100,50,0]", "part 1 of a film must be a rectangle"),
      ("[20,30,100,50,0,1000]", "[1600,30,100,50,0,1000]", "part 1 of a film must be"),
      ("[20,30,100,50,0,1000]", "[20,30,100,50,0,-1]", "part 1 of a film must be"),
      ("[[20,30,100,50,0,1000],[0,0,0,0,0,0]]", "[]", "a film must have 2 to 200 frames, found 1"),
      ("\"film\":", "\"cinema\":", "frames lack the field \"film\""),
    ]
    let text = frames.json.line
    for (part, other, sentence) in cases {
      let damaged = text.replacingOccurrences(of: part, with: other)
      XCTAssertNotEqual(damaged, text, "\(part) is not in \(text)")
      XCTAssertThrowsError(try read(damaged), other) { error in
        let message = (error as? Flaw)?.message ?? "\(error)"
        XCTAssertTrue(message.contains(sentence), "\(message) for \(other)")
      }
    }
  }
}
