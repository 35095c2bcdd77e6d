import Foundation
import Fuzz
import Literate
import XCTest

/// Whatever the text, reading, linting and tangling end, and what they say of places is true.
final class FuzzTests: XCTestCase {
  private static let words = [
    "```swift\n", "```\n", "~~~\n", "````md\n", "```swift id=a cap=\"", "role=file", "local",
    "chunk=a",
    "// <<a>>\n", "<<", "\n\n", "> ", "- ", "1. ", "\t", "    ", "[0.5](#=a \"%.3f\")",
    "[Figure](#fig-a)",
    "[^a]", "[^a]: b\n", "$`x`$", "```math\n", "<!-- #eq-a -->", "<!-- out: a -->",
    "<!-- literal -->",
    "<!-- chapter: needs a; teaches b -->", "<details><summary>Hint</summary>\n", "</details>\n",
    "| a |\n|---|\n",
    "`", "``", "*", "_", "\\", "\r\n", "\r", "\u{0}", "\u{FEFF}", "é", "𝄞", "\"\"\"\n", "\\(", "(",
    ")", "{", "}",
    "[", "]", "#\"", "\"#", "/*", "*/", "//", "/", "#if a\n", "#else\n", "#endif\n", "func f() {",
    "struct S {",
    "return", "import A\n", "if", "@a(", "===\n", "# ", "&amp;", "<b>", "[r]: /u\n", "[x][r]",
    "![i](j)", "```python same=a\n", "fold=\"a b\"", "answers=C4,",
    "<img src=\"a.png\" alt=\"0.5\">",
    "<a href=", "<!-- chapter: question \"a; b\"; picture a -->",
    "| id | saying | chapter |\n|---|---|---|\n",
    "| C4 | a | ch01, ch02 |\n", ".5", "3,14", "## Exercises\n", "[a](ch04-a.md#b)", "```{swift}\n",
  ]

  func testReadingAndTangling() throws {
    let names =
      ["exercise.md", "sound.md"]
      + ["hoisting", "containers", "chunks", "conditions"].map {
        "tangling/\($0).md"
      }
    let corpus = try names.map { Array(try Fixture.text($0).utf8) }
    var fuzzer = Fuzzer(seed: 7, corpus: corpus, dictionary: Self.words)
    let seconds = Fuzzer.seconds(default: 3)
    let (count, finding) = fuzzer.run(seconds: seconds, name: "markdown", check: Self.fault)
    print("fuzz: \(count) texts in \(seconds) s")
    if let (input, message) = finding {
      XCTFail(
        "\(message), in the text:\n\(String(decoding: input, as: UTF8.self).debugDescription)")
    }
    XCTAssertGreaterThan(count, 100)
  }

  /// What is wrong with our reading of a text, or nil.
  static func fault(_ input: [UInt8]) -> String? {
    // Processor time: other programs on the machine do not count.
    let start = clock()
    let source = SourceText(bytes: input)
    let chapter = Chapter(folder: "ch04-a", source: source)
    let sayings = Sayings(source)
    let linter = Linter(
      chapters: [chapter], bibliography: Bibliography(source), sayings: sayings
    ) { $0.hasSuffix("g") }
    let findings = linter.findings(in: chapter) + sayings.problems
    for finding in findings {
      if finding.line < 1 || finding.column < 1 || finding.line > max(1, source.lineCount) {
        return "a finding stands outside the text: \(finding.headline)"
      }
      _ = finding.rendered(with: source)
    }
    if let last = chapter.swiftBlocks.last { _ = chapter.tangled(failing: last) }
    for block in chapter.blocks {
      if let fault = fault(block, source) { return fault }
    }
    _ = chapter.checksProgram()
    let size = ChapterSize(chapter)
    if ChapterSize.Measure.allCases.contains(where: { size[$0] < 0 }) { return "less than nothing" }
    for tag in chapter.htmlTags where !source.text(in: tag.range).hasPrefix("<") {
      return "a tag is misplaced: \(source.text(in: tag.range))"
    }
    for entry in sayings.entries
    where source.text(in: entry.range) != entry.id && !entry.id.contains("|") && !entry.id.isEmpty {
      return "a saying is misplaced: \(source.text(in: entry.range))"
    }
    for number in chapter.numbers where !source.text(in: number.range).hasPrefix("[") {
      return "a number is misplaced: \(source.text(in: number.range))"
    }
    for reference in chapter.references
    where !source.text(in: reference.range.offsets).hasPrefix("[") {
      return "a reference is misplaced: \(source.text(in: reference.range))"
    }
    for citation in chapter.citations where source.text(in: citation.range) != "[^\(citation.key)]"
    {
      return "a citation is misplaced: \(source.text(in: citation.range))"
    }
    let elapsed = Double(clock() - start) / Double(CLOCKS_PER_SEC)
    return elapsed > 2 ? "it took \(elapsed) s" : nil
  }

  private static func fault(_ block: Block, _ source: SourceText) -> String? {
    let lines = block.lines
    guard lines.count == block.columns.count else {
      return "block at line \(block.line): \(lines.count) lines, \(block.columns.count) columns"
    }
    for (index, line) in lines.enumerated() {
      let text = source.line(block.firstCodeLine + index)
      if !text.hasSuffix(line.drop { $0 == " " }) {
        return "line \(block.firstCodeLine + index) is not '\(line)'"
      }
    }
    let code = SwiftCode(block.literal)
    guard code.tokens.map(code.text).joined() == block.literal else {
      return "the tokens of the block at line \(block.line) do not cover it"
    }
    return nil
  }
}
