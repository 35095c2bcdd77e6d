import Pictures
import Plotting
import XCTest

final class FramesTests: XCTestCase {
  /// A path that grows, on a surface.
  private func walk(_ count: Int) -> Frames {
    let x = (0..<count).map { 2 * cos(Double($0) / 5) * exp(-Double($0) / 20) }
    let y = (0..<count).map { sin(Double($0) / 5) * exp(-Double($0) / 20) }
    return Frames(seconds: 0.1) {
      for step in 1..<count {
        Figure("step \(step)").contours(x: -2...2, y: -1.5...1.5) { $0 * $0 + 2 * $1 * $1 }
          .path(x[...step], y[...step], label: "momentum")
      }
    }
  }

  /// The pixels of a frame, put together from the film as a page does it.
  private func frame(_ number: Int, of film: Film) throws -> [UInt8] {
    let image = try PNGImage(decoding: film.png)
    XCTAssertEqual(image.width, film.width)
    var frame = Array(image.samples.prefix(4 * film.width * film.height))
    for part in film.parts.prefix(number) {
      for row in 0..<part.height {
        for column in 0..<part.width {
          let from = 4 * ((part.top + row) * image.width + part.left + column)
          let to = 4 * ((part.y + row) * film.width + part.x + column)
          guard image.samples[from + 3] > 0 else { continue }
          frame.replaceSubrange(to..<to + 4, with: image.samples[from..<from + 4])
        }
      }
    }
    return frame
  }

  func testTheFilmHoldsEveryFrame() throws {
    let frames = walk(25)
    let drawn = try frames.drawn()
    XCTAssertEqual(drawn.film.parts.count, 23)
    XCTAssertEqual(drawn.width, frames.aligned[0].drawn().width)
    for number in [0, 1, 12, 23] {
      let canvas = frames.aligned[number].canvas(
        density: Density(shown: Density.page.shown, fineness: drawn.film.width / drawn.width))
      let expected = try PNGImage(decoding: canvas.png()).samples
      let found = try self.frame(number, of: drawn.film)
      XCTAssertEqual(found.count, expected.count)
      let largest = zip(found, expected).map { abs(Int($0) - Int($1)) }.max() ?? 255
      XCTAssertLessThanOrEqual(largest, 40, "frame \(number)")
    }
  }

  func testFramesAreSmall() throws {
    let drawn = try walk(60).drawn()
    let bytes = drawn.strip.png.count + drawn.film.png.count
    XCTAssertLessThanOrEqual(bytes, Frames.mostBytes)
    let plain = try Frames {
      for end in 2...9 { Figure("").line((0..<end).map { Double($0 * $0) }) }
    }.drawn()
    XCTAssertEqual(plain.film.width, 2 * plain.width, "for dense screens, where that fits")
    XCTAssertThrowsError(try walk(10).drawn(mostBytes: 5_000)) {
      XCTAssertTrue("\($0)".hasPrefix("drawing 9 frames: they take "), "\($0)")
      XCTAssertTrue("\($0)".hasSuffix("draw fewer, smaller or plainer ones"), "\($0)")
    }
  }

  func testAxesAndColoursAreTheSameInAllFrames() throws {
    let lines = Frames { for end in 1...5 { Figure("").line([0, Double(end * end)], label: "a") } }
    let plots = lines.aligned.map { Page($0, theme: .light).laidOut().plots[0] }
    XCTAssertEqual(Set(plots.map(\.area)).count, 1)
    XCTAssertEqual(plots.map(\.y?.to), Array(repeating: plots[0].y?.to, count: 5))
    XCTAssertGreaterThanOrEqual(try XCTUnwrap(plots[0].y).to, 25)
    let fixed = lines.each { $0.yRange(0...9) }.aligned.map {
      Page($0, theme: .light).laidOut().plots[0].y?.to
    }
    XCTAssertEqual(fixed, Array(repeating: 9, count: 5))
    let cells = Frames { for size in [1.0, 5] { Figure("").heatMap([[0, size], [-size, 0]]) } }
    let bars = cells.aligned.map { $0.marks[0].colorBar(in: .light)?.scale.range }
    XCTAssertEqual(bars, [-5...5, -5...5])
  }

  func testTheStripShowsTheTellingFrames() {
    let frames = walk(25)
    XCTAssertEqual(frames.telling, [0, 5, 9, 14, 18, 23])
    XCTAssertEqual(frames.strip.grid?.panels.map(\.title).first, "step 1")
    XCTAssertEqual(frames.strip.grid?.panels.map(\.title).last, "step 24")
    XCTAssertEqual(
      frames.telling([0, 2, 4, 20]).strip.grid?.panels.map(\.title),
      ["step 1", "step 3", "step 5", "step 21"])
    XCTAssertTrue(
      frames.alternativeText.hasPrefix("24 moments of a figure that changes. The first:"))
    XCTAssertEqual(frames.alternativeText("A ball rolls.").alternativeText, "A ball rolls.")
  }

  func testFramesOfSeveralPanelsKeepTheirAxesApart() throws {
    let frames = Frames {
      for step in 1...3 {
        Figure.grid(columns: 2, "step \(step)", sharingX: false, sharingY: false) {
          Figure("a").line([0, Double(step)])
          Figure("b").line([0, 100 * Double(step)])
        }
      }
    }
    let plots = Page(frames.aligned[0], theme: .light).laidOut().plots
    XCTAssertLessThan(try XCTUnwrap(plots[0].y).to, 5)
    XCTAssertGreaterThan(try XCTUnwrap(plots[1].y).to, 250)
    XCTAssertEqual(frames.strip.grid?.panels.count, 6)
    XCTAssertEqual(try frames.drawn().film.parts.count, 2)
  }

  func testMisuseIsASentence() {
    let figure = Figure("a").line([1, 2])
    XCTAssertThrowsError(try Frames.check([figure], seconds: 0.1)) {
      XCTAssertEqual(
        "\($0)", "drawing frames: there have to be 2 to 200 of them, and there are 1")
    }
    XCTAssertThrowsError(try Frames.check([figure, figure], seconds: 0))
    let grid = Figure.grid(columns: 1) {
      figure; figure
    }
    XCTAssertThrowsError(try Frames.check([figure, grid], seconds: 0.1)) {
      XCTAssertEqual("\($0)", "drawing frames: frame 1 has 2 panels, and the first 1")
    }
    XCTAssertThrowsError(try Frames.check(telling: [3, 1], of: 5))
    XCTAssertThrowsError(try Frames.check(telling: [0, 5], of: 5))
    let other = Frames {
      figure; Figure("a").line([1, 2]).xLabel("x")
    }
    XCTAssertThrowsError(try other.drawn()) {
      XCTAssertTrue("\($0)".hasPrefix("drawing frames: frame 1 is laid out otherwise"), "\($0)")
    }
  }
}
