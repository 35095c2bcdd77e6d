import Foundation
import Literate
import Site
import Trace
import XCTest

/// Pages in a browser: what a reader sees, does and can reach.
final class PageTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder =
      FileManager.default.temporaryDirectory.appendingPathComponent(
        "ladder-site-\(UUID().uuidString)/site"
      ).path
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
  }

  override func tearDown() {
    let base = URL(fileURLWithPath: folder).deletingLastPathComponent()
    try? FileManager.default.removeItem(at: base)
  }

  /// The book of the checkout, or what stands for it, in the folder.
  private func writeBook() throws -> [String] {
    let files = try Checkout().edition(katex: KaTeX.installed).files()
    for file in files {
      let place = URL(fileURLWithPath: "\(folder)/\(file.path)")
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      switch file.contents {
      case .standing: XCTFail("\(file.path) was not made")
      case .bytes(let bytes): try Data(bytes).write(to: place)
      case .copy(let source):
        try Data(contentsOf: URL(fileURLWithPath: source)).write(to: place)
      }
    }
    return files.map(\.path).filter { $0.hasSuffix(".html") }
  }

  func testAReaderCanReadSearchSwitchAndTurnPages() throws {
    let browser = try Browser(folder: folder)
    let pages = try writeBook()
    let chapters = pages.filter { $0.hasPrefix("ch") }
    for page in chapters + ["index.html", "map.html", "library/types/Random.html"]
    where pages.contains(page) {
      for width in page.hasPrefix("ch") ? Turns.today(chapters, page, of: [1280, 390]) : [1280] {
        let found = try browser.run(page, width: width, scripts: ["reading.js"])
        let name = "\(page) at \(width)"
        XCTAssertEqual(found["complaints"] as? [String], [], name)
        let outside = (found["requests"] as? [String] ?? []).filter { !$0.hasPrefix("file://") }
        XCTAssertEqual(outside, [], name)
        for step in [
          "scripted", "switched", "switchedBack", "opened", "focused", "firstChosen", "walked",
          "walkedBack", "followed", "followedScroll", "unfolded", "remarked", "forgiven",
        ] {
          XCTAssertEqual(found[step] as? Bool, true, "\(name): \(step)")
        }
        XCTAssertLessThanOrEqual(
          found["overflow"] as? Int ?? 999, 0, "\(name): \(found["wide"] ?? "")")
        XCTAssertEqual(found["uncopied"] as? Int, 0, name)
        let hits = found["hits"] as? [String] ?? []
        XCTAssertEqual(hits.first, "block", "\(name): \(hits)")
        XCTAssertEqual(found["nothing"] as? String, "Nothing found", name)
        if width == 1280, page.hasPrefix("ch") {
          // Half the lines of running text are shorter than a full one by a word or its hyphen.
          let characters = found["measure"] as? Double ?? 0
          XCTAssertTrue((60...75).contains(characters), "\(name): \(characters) a line")
        }
        if page != chapters.last, page.hasPrefix("ch") {
          XCTAssertEqual(found["moved"] as? Bool, true, name)
        }
        if KaTeX.installed != nil {
          XCTAssertEqual(found["unrendered"] as? Int, 0, name)
        }
      }
    }
  }

  /// Every figure tells the point under the pointer, and lets itself be walked by keys.
  func testFiguresAnswer() throws {
    let browser = try Browser(folder: folder)
    let chapters = try writeBook().filter { $0.hasPrefix("ch") }
    for page in chapters {
      // The width in which the page is not read today.
      for width in Turns.today(chapters, page, of: [390, 1280]) {
        let found = try browser.run(page, width: width, scripts: ["answering.js"])
        let name = "\(page) at \(width)"
        XCTAssertEqual(found["complaints"] as? [String], [], name)
        XCTAssertGreaterThan(found["plots"] as? Int ?? 0, 0, name)
        for fault in ["silent", "still", "wrong"] {
          XCTAssertEqual(found[fault] as? [String], [], "\(name): \(fault)")
        }
        XCTAssertFalse((found["spoken"] as? [String] ?? [""]).contains(""), name)
      }
    }
  }

  func testEveryPageFitsAPhoneAndHasAStyleForPaper() throws {
    let browser = try Browser(folder: folder)
    let pages = try writeBook()
    // A phone, and a screen of 1280 pixels on which a reader enlarged the page to twice its size.
    for width in [390, 640] { try survey(pages, width: width, with: browser) }
  }

  private func survey(_ pages: [String], width: Int, with browser: Browser) throws {
    let found = try browser.survey(
      pages, width: width,
      of: """
        {
          overflow: page.document.documentElement.scrollWidth
            - page.document.documentElement.clientWidth,
          paper: page.document.querySelector("link[media=print]").sheet.cssRules.length,
          ready: page.document.documentElement.classList.contains("ready"),
          unsized: Array.from(page.document.querySelectorAll("main img")).filter(function (image) {
            return image.loading !== "lazy" || !image.getAttribute("width");
          }).length,
          outside: page.performance.getEntriesByType("resource").filter(function (entry) {
            return entry.name.indexOf("file://") !== 0;
          }).length
        }
        """)
    XCTAssertEqual(Set(found.keys), Set(pages))
    for (page, value) in found.sorted(by: { $0.key < $1.key }) {
      let facts = value as? [String: Any] ?? [:]
      XCTAssertEqual(facts["overflow"] as? Int, 0, "\(page) at \(width)")
      XCTAssertGreaterThan(facts["paper"] as? Int ?? 0, 10, page)
      XCTAssertEqual(facts["ready"] as? Bool, true, page)
      XCTAssertEqual(facts["outside"] as? Int, 0, page)
      XCTAssertEqual(facts["unsized"] as? Int, 0, "pictures load late, their room is kept: \(page)")
    }
  }

  func testEveryoneCanReadThePages() throws {
    let browser = try Browser(folder: folder)
    let pages = try writeBook()
    let audited = pages.filter { !$0.contains("/") } + ["library/types/Random.html"]
    for page in audited {
      for (width, dark) in Turns.today(audited, page, of: [(1280, false), (390, true)]) {
        let found = try browser.run(page, width: width, dark: dark, scripts: ["audit.js"])
        let score = found["score"] as? Double ?? 0
        XCTAssertGreaterThanOrEqual(
          score, 95, "\(page) at \(width), dark \(dark): \(found["broken"] ?? "")")
        XCTAssertEqual(
          (found["broken"] as? [String: Any] ?? [:]).count, 0,
          "\(page) at \(width), dark \(dark): \(found["broken"] ?? "")")
      }
    }
  }
}
