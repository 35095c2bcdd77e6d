import XCTest

import Pictures
import Plotting

final class PNGTests: XCTestCase {
  /// A canvas of single pixels in the given colours.
  private func canvas(_ colors: [Color], width: Int, background: Color = .white) -> Canvas {
    let height = (colors.count + width - 1) / width
    let canvas = Canvas(
      width: Double(width), height: Double(height), scale: 1, background: background)
    canvas.image(Bitmap(width: width, height: height, colors: colors), in: canvas.bounds)
    return canvas
  }

  /// The bit depth and the colour type in a file's header.
  private func form(_ file: [UInt8]) -> [UInt8] { [file[24], file[25]] }

  private func check(
    _ canvas: Canvas, form expected: [UInt8], accuracy: Double = 0.51, line: UInt = #line
  ) throws {
    let file = canvas.png()
    XCTAssertEqual(form(file), expected, line: line)
    let image = try PNGImage(decoding: file)
    XCTAssertEqual(
      [image.width, image.height], [canvas.pixelWidth, canvas.pixelHeight], line: line)
    for y in 0..<image.height {
      for x in 0..<image.width {
        let color = canvas.color(atPixel: x, y)
        let parts = [color.components.red, color.components.green, color.components.blue]
        let place = (y * image.width + x) * 4
        XCTAssertEqual(
          Double(image.samples[place + 3]), (color.alpha * 255).rounded(), line: line)
        guard image.samples[place + 3] > 0 else { continue }
        for part in 0..<3 {
          XCTAssertEqual(
            Double(image.samples[place + part]), parts[part] * 255, accuracy: accuracy,
            "pixel \(x), \(y)", line: line)
        }
      }
    }
  }

  func testFewestBitsForGreys() throws {
    try check(canvas([.black, .white, .white, .black, .black], width: 5), form: [1, 0])
    try check(canvas([0, 85, 170, 255].map { Color(gray: $0 / 255) }, width: 4), form: [2, 0])
    let sixteen = (0..<16).map { Color(gray: Double($0) / 15) }
    try check(canvas(sixteen, width: 4), form: [4, 0])
    let all = (0..<256).map { Color(gray: Double($0) / 255) }
    try check(canvas(all, width: 16), form: [8, 0])
  }

  func testFewColoursMakeAPalette() throws {
    try check(canvas([Color(0xFF0000), .white], width: 3), form: [1, 3])
    let odd = (0..<3).map { Color(gray: Double($0 + 1) / 9) }
    try check(canvas(odd, width: 3), form: [2, 3])
    for (count, depth) in [(12, UInt8(4)), (200, 8), (255, 8)] {
      let colors = (0..<count).map { Color(UInt32($0) << 16 | 0x0040) }
      try check(canvas(colors, width: 20), form: [depth, 3])
    }
  }

  func testManyColoursAreStoredWhole() throws {
    let colors = (0..<900).map { Color(UInt32($0 % 256) << 16 | UInt32($0 / 4) << 8 | 77) }
    try check(canvas(colors, width: 30), form: [8, 2])
  }

  func testFilesLoseNothingHoweverNearTheShades() throws {
    // Neighbours in every component, and a thousand of them.
    let colors = (0..<1000).map { index -> Color in
      let (red, green) = (UInt32(100 + index % 10), UInt32(index / 10))
      return Color(red << 16 | green << 8 | 50)
    }
    try check(canvas(colors, width: 40), form: [8, 2])
  }

  func testPhotographsAreStoredAsDifferences() throws {
    // Two hundred shades, so that a palette would hold them, none of them next to its like.
    let side = 300
    let photograph = (0..<side * side).map { pixel -> Color in
      let (x, y) = (Double(pixel % side), Double(pixel / side))
      return Color(UInt32(128 + 100 * sin(x / 40) * cos(y / 50)) << 8)
    }
    try check(canvas(photograph, width: side), form: [8, 2])
    // As many pixels and shades without any order are smaller as they are.
    var random = Generator(seed: 3)
    let noise = (0..<side * side).map { _ in Color(UInt32(random.below(200)) << 8) }
    try check(canvas(noise, width: side), form: [8, 3])
  }

  func testManyShadesOfAFewColoursBecomeAPalette() throws {
    // A line in each of thirty hues over a ground of thirty others, smoothed at its edges.
    var colors: [Color] = []
    for step in 0..<16 {
      for ground in 0..<30 {
        for line in 0..<30 {
          let below = Color(0xF0FA00 + UInt32(200 + ground))
          let above = Color(0xC80028 + UInt32(line * 4) * 256)
          colors.append(below.mixed(with: above, by: Double(step) / 15))
        }
      }
    }
    let canvas = canvas(colors, width: 120)
    XCTAssertEqual(form(canvas.png()), [8, 2])
    let reduced = canvas.png(reducingColors: true)
    XCTAssertEqual(form(reduced), [8, 3])
    XCTAssertEqual(reduced, canvas.png(reducingColors: true))
    let (exact, few) = (
      try PNGImage(decoding: canvas.png()), try PNGImage(decoding: reduced)
    )
    var (largest, squares) = (0, 0)
    for (one, other) in zip(exact.samples, few.samples) {
      let change = abs(Int(one) - Int(other))
      largest = max(largest, change)
      squares += change * change
    }
    XCTAssertLessThanOrEqual(largest, 40)
    XCTAssertLessThan((Double(squares) / Double(exact.samples.count)).squareRoot(), 5)
  }

  func testPaperAndLinesKeepTheirColoursInAPalette() throws {
    var colors = [Color](repeating: .white, count: 4000)
    for shade in 0..<2000 {
      let (red, green) = (UInt32(120 + shade % 50), UInt32(80 + shade / 50))
      colors.append(Color(red << 16 | green << 8))
    }
    colors += [Color](repeating: Color(0x1F6FB4), count: 3000)
    let image = try PNGImage(decoding: canvas(colors, width: 100).png(reducingColors: true))
    XCTAssertEqual(Array(image.samples.prefix(4)), [255, 255, 255, 255])
    XCTAssertEqual(Array(image.samples.suffix(4)), [0x1F, 0x6F, 0xB4, 255])
  }

  func testAPhotographKeepsItsColours() throws {
    var random = Generator(seed: 9)
    let noise = (0..<120 * 120).map { _ -> Color in
      let (red, green) = (UInt32(random.below(256)), UInt32(random.below(256)))
      return Color(red << 16 | green << 8)
    }
    XCTAssertEqual(form(canvas(noise, width: 120).png(reducingColors: true)), [8, 2])
  }

  func testTransparencyIsKept() throws {
    let few = [Color.clear, Color(0xFF0000, alpha: 0.5), Color(0x00FF00)]
    try check(canvas(few, width: 3, background: .clear), form: [2, 3])
    let many =
      (0..<600).map { Color(0x336699, alpha: Double($0) / 599) }
      + (0..<300).map { Color(UInt32($0 % 256) << 8) }
    try check(canvas(many, width: 30, background: .clear), form: [8, 6])
  }

  func testPhysicalSizeIsRecorded() {
    let file = Canvas(width: 10, height: 10).png(pixelsPerInch: 144)
    let start = file.indices.first { file[$0...].starts(with: Array("pHYs".utf8)) } ?? 0
    // 144 pixels per inch are 5669 per metre.
    XCTAssertEqual(Array(file[start + 4..<start + 13]), [0, 0, 22, 37, 0, 0, 22, 37, 1])
    XCTAssertEqual(file, Canvas(width: 10, height: 10).png(), "the canvas's own resolution")
  }

  func testSameDrawingGivesTheSameBytes() {
    func draw() -> [UInt8] {
      let canvas = Canvas(width: 200, height: 120)
      canvas.stroke(
        Path(through: (0..<100).map { Point(Double($0) * 2, 60 + 40 * sin(Double($0) / 9)) }),
        Color(0x1F6FB4), width: 1.5)
      canvas.text("$\\theta_1$ and 10^{-3}", at: Point(20, 30), size: 11)
      return canvas.png()
    }
    XCTAssertEqual(draw(), draw())
  }

  func testFigureOfOrdinaryContentIsSmallAndExact() throws {
    let canvas = Canvas(width: 800, height: 500)
    for line in 0..<4 {
      let points = (0..<1000).map { index in
        Point(40 + Double(index) * 0.7, 60 + Double(line) * 90 + 50 * sin(Double(index) / 60))
      }
      canvas.stroke(
        Path(through: points), Color([0x1F6FB4, 0xD1495B, 0x2E8B57, 0x8A5FBF][line]), width: 1.5)
    }
    for index in 0..<20 {
      canvas.text("label \(index)", at: Point(60, 20 + Double(index) * 24), size: 10)
    }
    // Three times the pixels of a book's figure, of which 150 are to fit into 8 MB.
    XCTAssertLessThan(canvas.png().count, 80_000)
    // Of mixed colours the level is looked up, which may miss the nearest by a fiftieth.
    try check(canvas, form: [8, 2], accuracy: 0.53)
    // A figure of the book keeps to a palette, and is smaller by it.
    let reduced = canvas.png(reducingColors: true)
    XCTAssertEqual(form(reduced), [8, 3])
    XCTAssertLessThan(reduced.count, canvas.png().count)
  }

  func testBrokenFilesAreRefused() {
    let file = Canvas(width: 30, height: 30).png()
    for length in [0, 1, 8, 20, 33, file.count / 2, file.count - 13] {
      XCTAssertThrowsError(try PNGImage(decoding: Array(file.prefix(length))), "\(length) bytes")
    }
    var flipped = file
    flipped[file.count - 30] ^= 255
    XCTAssertThrowsError(try PNGImage(decoding: flipped))
    var huge = file
    huge.replaceSubrange(16..<24, with: [0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF])
    XCTAssertThrowsError(try PNGImage(decoding: huge))
  }
}
