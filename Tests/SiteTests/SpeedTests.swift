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

  /// The index of a book of forty-three chapters like the ones that are written, of which a third of
  /// the longer words are new with every six chapters. Claims and sayings take a tenth more.
  func testTheIndexOfTheWholeBookIsSmall() throws {
    let written = try Checkout().edition(katex: nil).states.map(\.page.chapter)
    let chapters = (0..<43).map { number in
      let (text, copy) = (written[number % written.count].source.string, number / written.count)
      let words = text.split(separator: " ", omittingEmptySubsequences: false).map { word in
        let isNew =
          copy > 0 && word.utf8.count > 5 && word.allSatisfy(\.isLetter)
          && word.utf8.reduce(0, { $0 + Int($1) }) % 3 == 0
        return isNew ? word + String(repeating: "x", count: copy) : word
      }
      return Chapter(
        folder: "ch\(number < 10 ? "0" : "")\(number)-copy",
        source: SourceText(words.joined(separator: " ")))
    }
    let index = text(of: edition(chapters.map { Draft($0) }), "assets/search-index.js")
    print("search: \(index.utf8.count) bytes for 43 chapters")
    XCTAssertLessThan(index.utf8.count, 450_000)
  }

  /// What a browser loads for a page, before any compression: without figures and their numbers and
  /// without mathematics, as neither KaTeX nor TeX, which have sizes of their own.
  func testNoPageWeighsMoreThanItShould() throws {
    let files = try Checkout().edition(katex: nil).files()
    func size(_ file: SiteFile) -> Int {
      switch file.contents {
      case .standing: return 0
      case .bytes(let bytes): return bytes.count
      case .copy(let source):
        return (try? FileManager.default.attributesOfItem(atPath: source)[.size] as? Int) ?? 0
      }
    }
    let ofFigures = ["assets/numbers.js", "assets/frames.js"]
    let shared = files.filter {
      $0.path.hasPrefix("assets/") && !$0.path.hasSuffix("index.js") && !ofFigures.contains($0.path)
    }.reduce(0) { $0 + size($1) }
    let script = files.filter { ofFigures.contains($0.path) }.reduce(0) { $0 + size($1) }
    var heaviest = (page: 0, numbers: 0)
    for file in files where file.path.hasSuffix(".html") {
      guard case .bytes(let bytes) = file.contents else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      let bare =
        text
        .replacing(#/<details class="numbers">(?s:.*?)<\/details>\n/#, with: "")
        .replacing(#/data-panels='[^']*'/#, with: "")
      let numbers = text.utf8.count - bare.utf8.count
      let words = bare.replacing(#/<code class="tex[^>]*>[^<]*<\/code>/#, with: "").utf8.count
      heaviest = (max(heaviest.page, words + shared), max(heaviest.numbers, numbers + script))
      XCTAssertLessThan(words + shared, 250_000, file.path)
      XCTAssertLessThan(numbers + script, 100_000, file.path)
    }
    print("pages: at most \(heaviest.page) bytes, and \(heaviest.numbers) for numbers")
  }
}
