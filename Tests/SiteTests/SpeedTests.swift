import Foundation
import Literate
import Pages
import Site
import XCTest

/// How long the site takes, and how much a page weighs.
final class SpeedTests: XCTestCase {
  /// A chapter of so many lines, of prose, code, mathematics and tables as chapters have them.
  private func long(_ number: Int, lines: Int = 700) -> Chapter {
    var text = "# Chapter \(number)\n\n<!-- chapter: teaches idea-\(number) -->\n"
    var count = 3
    var section = 0
    while count < lines {
      section += 1
      let words = (0..<70).map { "word\(($0 * 37 + section * 11 + number * 5) % 4000)" }
      text += "\n## Section \(section)\n\n"
      text +=
        words.joined(separator: " ") + " with $`x_\(section)^2 + \\alpha`$ and *idea \(number)*.\n"
      text += "\n```swift id=block-\(section)\n/// Says how \"far\" it is.\n"
      for line in 0..<14 {
        text += "let value\(section)x\(line) = compute(\(line), \"a\\(\(line))\") // note\n"
      }
      text += "```\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n| 3 | 4 |\n"
      count += 27
    }
    return Chapter(
      folder: "ch\(number < 10 ? "0" : "")\(number)-long", source: SourceText(text))
  }

  func testThirtyFiveChaptersTakeLessThanThreeSeconds() {
    let chapters = (0..<35).map { long($0) }
    let clock = ContinuousClock()
    var weights: [Int] = []
    var index = 0
    let whole = (0..<3).map { _ in
      clock.measure {
        let site = edition(chapters.map { Draft($0) })
        for file in site.files() {
          guard case .bytes(let bytes) = file.contents else { continue }
          if file.path.hasPrefix("ch") { weights.append(bytes.count) }
          if file.path.hasSuffix("search-index.js") { index = bytes.count }
        }
      }
    }.min()!
    let site = edition(chapters.map { Draft($0) })
    let one = (0..<3).map { _ in clock.measure { _ = site.page(of: site.states[20]) } }.min()!
    print(
      "site: 35 chapters \(whole), one \(one), heaviest page \(weights.max() ?? 0), index \(index)")
    XCTAssertEqual(weights.count, 105)
    XCTAssertLessThan(index, 500_000)
    #if !DEBUG
      XCTAssertLessThan(whole, .seconds(3))
      XCTAssertLessThan(one, .seconds(0.2))
    #endif
  }

  /// What a browser loads for a page, without figures and KaTeX, before any compression.
  func testNoPageWeighsMoreThanItShould() throws {
    let files = try Checkout().edition(katex: nil).files()
    func size(_ file: SiteFile) -> Int {
      switch file.contents {
      case .bytes(let bytes): return bytes.count
      case .copy(let source):
        return (try? FileManager.default.attributesOfItem(atPath: source)[.size] as? Int) ?? 0
      }
    }
    let shared = files.filter { $0.path.hasPrefix("assets/") && !$0.path.hasSuffix("index.js") }
      .reduce(0) { $0 + size($1) }
    for file in files where file.path.hasSuffix(".html") {
      XCTAssertLessThan(size(file) + shared, 400_000, file.path)
    }
  }
}
