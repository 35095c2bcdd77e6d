import Foundation
import Literate
import XCTest

/// What a text must not say: typed results, links to nothing, blocks that only look like ours.
final class LinterTextTests: LintingTestCase {
  func testNumbers() {
    assertFinds(
      "It is 0.97, 12.5% or 1e-3. Not v1.2, 1.2.3, 7, x0.5, a/0.5, `0.5`, $`0.5`$.\n",
      "7:7: warning: '0.97' is typed into the prose",
      "7:13: warning: '12.5' is typed into the prose",
      "7:22: warning: '1e-3' is typed into the prose")
    assertFinds(
      "“0.97”, ≈0.9, −0.3, 0.2—0.4, 1E-3, not λ0.5 or 0,5.\n",
      "7:4: warning: '0.97' is typed into the prose",
      "7:16: warning: '0.9' is typed into the prose",
      "7:24: warning: '0.3' is typed into the prose",
      "7:29: warning: '0.2' is typed into the prose",
      "7:35: warning: '0.4' is typed into the prose",
      "7:40: warning: '1E-3' is typed into the prose",
      "7:59: warning: '0,5' is typed into the prose")
    assertFinds(
      "Also .973 and 3,14 and 0,973; not 1,000 or 12,345,678 or 1,2,3, nor a.5, ..5 or e.g.5.\n",
      "7:6: warning: '.973' is typed into the prose",
      "7:15: warning: '3,14' is typed into the prose",
      "7:24: warning: '0,973' is typed into the prose")
    assertFinds(
      "It is 0.97 <!-- literal --> and 0.5\nand 0.4.\n\nBut 0.3.\n",
      "10:5: warning: '0.3' is typed into the prose")
    assertFinds(
      "<!-- literal -->\n\n| 0.5 |\n|---|\n| 0.4 |\n\n0.3\n",
      "13:1: warning: '0.3' is typed into the prose")
    assertFinds("[0.97](#=a \"%.2f\") and [1](#=b \"%d percent\")\n")
    assertFinds("[0.97](#=a)\n", "7:1: error: the number does not say how it is written")
    assertFinds("[0.97](#=a \"%q\")\n", "7:1: error: '%q' does not say how to write one number")
    assertFinds("[0.97](#=A \"%d\")\n", "7:1: error: 'A' is no name of a recorded number")
  }

  func testNumbersInCaptionsAndHTML() {
    assertFinds(
      "~~~swift cap=\"The loss of 0.3, $`0.5`$\" alt=.7 fold=\"to 1e-3\"\n~~~\n",
      "7:27: warning: '0.3' is typed into cap=", "7:45: warning: '.7' is typed into alt=",
      "7:57: warning: '1e-3' is typed into fold=")
    assertFinds(
      "<p title=\"or 0.1\">It was <b>0.97</b></p>\n\nA <span title='0.4'>word</span>.\n",
      "7:14: warning: '0.1' is typed into the prose",
      "7:29: warning: '0.97' is typed into the prose",
      "9:16: warning: '0.4' is typed into the prose")
    assertFinds(
      "<!-- literal -->\n```swift cap=\"At rate 0.1\"\n```\n\nBut 0.3.\n",
      "11:5: warning: '0.3' is typed into the prose")
    assertFinds(
      "<!-- literal -->\n\n<p>0.97</p>\n\n0.3\n", "11:1: warning: '0.3' is typed into the prose")
    assertFinds(
      "<!-- literal -->\n\n---\n\n0.3\n", "11:1: warning: '0.3' is typed into the prose")
  }

  func testLinks() {
    let chapter = Fixture.chapter(
      """
      # A

      [a](other.md), ![p](nope.png), [e](ch01-tensors.md#nope), [root](/Book/a.md),
      [s](ch01-tensor.md), [](), ![far](https://example.org/a.png), <a href="gone.md">g</a>

      [a](ch01-tensors.md), [b](ch01-tensors.md#fig-loss), [c](ch01-tensors.md#a-part),
      [d](ch01-tensors.md#eq-one), [e](../Chapters/bib%20liography.md#x), [f](README.md),
      [g](https://example.org/a#b), [h](mailto:a@b.c), ![i](../Figures/i.png), [j](./claims.md)

      ```swift
      print(1)
      ```
      """)
    let other = Fixture.chapter(
      "# T\n\n## A part\n\n```swift id=loss\n```\n\n<!-- #eq-one -->\n\n```math\n1\n```\n",
      folder: "ch01-tensors")
    let linter = Linter(chapters: [other, chapter], bibliography: Bibliography()) {
      ["Chapters/bib liography.md", "Figures/i.png"].contains($0)
    }
    XCTAssertEqual(
      linter.findings(in: chapter).map { "\($0.line):\($0.column): \($0.message)" },
      [
        "3:1: the link 'other.md' leads to Book/other.md, and there is no such file",
        "3:16: the picture 'nope.png' leads to Book/nope.png, and there is no such file",
        "3:32: there is no 'nope' on the page Book/ch01-tensors.md",
        "3:59: the link '/Book/a.md' starts from the root of a disk or a site, which is another one "
          + "elsewhere",
        "4:1: the link 'ch01-tensor.md' leads to Book/ch01-tensor.md, and there is no such file",
        "4:22: the link '' leads nowhere",
        "4:28: the picture 'https://example.org/a.png' would be loaded from elsewhere",
        "4:72: the link 'gone.md' leads to Book/gone.md, and there is no such file",
      ])
    XCTAssertEqual(linter.findings(in: chapter)[4].help, "did you mean 'ch01-tensors.md'?")
    assertFinds(
      "[o](../../x)\n", "7:1: error: the link '../../x' leads out of the checkout")
  }

  func testPicturesNeedWords() {
    assertFinds("![](a.png)\n", "7:1: error: the picture has no alternative text")
    assertFinds(
      "<img src=\"a.png\">\n\nA <img src='a.png' alt=' '> b.\n",
      "7:1: error: the picture has no alternative text",
      "9:3: error: the picture has no alternative text")
    assertFinds("![A dog](a.png) <IMG alt=\"A dog\"\n  src=a.png>\n")
  }

  func testBlocksThatLookLikeOurs() {
    func assertRefuses(
      _ info: String, _ message: String, file: StaticString = #filePath, line: UInt = #line
    ) {
      assertFinds("```\(info)\n```\n", "7:1: error: \(message)", file: file, line: line)
    }
    for word in ["swfit", "{swift}", "{.swift}", "Swift5", "swif", "swiftt", "swift:"] {
      assertRefuses(
        "\(word) id=x", "'\(word)' is not 'swift', so the block would not be compiled")
    }
    assertRefuses("swfit", "'swfit' is not 'swift', so the block would not be compiled")
    assertRefuses("text id=x", "'id' means nothing to a block of 'text'")
    assertRefuses("id=x", "'id' means nothing to a block of 'id=x'")
    assertRefuses("pyhton same=x", "'pyhton' is not 'python', so the block would not be run")
    assertRefuses("julia same=x", "'same' means nothing to a block of 'julia'")
    for info in ["", "text", "sh", "swiftui", "json title=x", "math", "c++"] {
      assertFinds("```\(info)\n1\n```\n")
    }
    let help = Linter(chapters: [], bibliography: Bibliography())
      .findings(in: Fixture.chapter("# A\n\n```swift\n```\n\n```swfit\n```\n")).first?.help
    XCTAssertEqual(help?.hasPrefix("did you mean 'swift'?"), true)
  }

  /// However bad a line is, there are few messages about it, and each can be read.
  func testBadLinesAreToldBriefly() {
    for piece in [
      "{", "}", "(", "\"", "swift id=", "0.5 ", "[a](b.md) ", "cap=\"a\" ", "[^a] ", "<!--",
    ] {
      let long = String(repeating: piece, count: 100_000 / piece.utf8.count)
      for text in [
        "```swift\n\(long)\n```\n", "```swift \(long)\n```\n", long,
        String(repeating: "```swift id=\(piece)\n\(piece)\n```\n\n\(piece)\n\n", count: 3_000),
      ] {
        let start = clock()
        let chapter = Fixture.chapter("# A\n\n" + text)
        let linter = Linter(chapters: [chapter], bibliography: Bibliography()) { _ in false }
        let findings = linter.findings(in: chapter)
        let said = findings.map { $0.rendered(with: chapter.source).utf8.count }.reduce(0, +)
        let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
        let what = "\(piece) in \(text.prefix(20))"
        XCTAssertLessThan(said, 100_000, what)
        XCTAssertLessThan(seconds, 3, what)
        XCTAssertLessThanOrEqual(findings.count, 51, what)
      }
    }
  }

  /// What is in the checkout is as the linter asks; advice apart.
  func testTheBookItself() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let folder = root.appendingPathComponent("Chapters")
    func source(_ name: String) -> SourceText? {
      (try? Data(contentsOf: folder.appendingPathComponent(name))).map {
        SourceText(bytes: Array($0))
      }
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    let chapters = names.compactMap { name in
      source("\(name)/chapter.md").map { Chapter(folder: name, source: $0) }
    }
    let linter = Linter(
      chapters: chapters,
      bibliography: source("bibliography.md").map { Bibliography($0) } ?? Bibliography(),
      sayings: source("sayings.md").map { Sayings($0) },
      holds: { FileManager.default.fileExists(atPath: "\(root.path)/\($0)") })
    XCTAssertGreaterThan(chapters.count, 5)
    XCTAssertEqual(linter.findings().filter { $0.severity != .advice }.map(\.headline), [])
  }
}
