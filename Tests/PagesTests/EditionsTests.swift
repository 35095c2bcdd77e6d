import Foundation
import Literate
import PageFixture
import Pages
import Site
import Trace
import Weaving
import XCTest

/// One page, two printers: what the Markdown edition says, the HTML edition says too.
final class EditionsTests: XCTestCase {
  func testBothEditionsSayTheSame() throws {
    let fixture = try Fixture.everything()
    var other = fixture
    other.trace.blocks[4].outputs = []
    // A page with marks, so that these are compared too.
    let woven = fixture.woven(accepted: other.record())
    XCTAssertFalse(woven.differences.isEmpty)
    let markdown = words(ofMarkdown: woven.markdown)
    let difference = words(ofHTML: html(woven, fixture)).difference(from: markdown)
    XCTAssertEqual(difference.removals.map(\.word), [], "what only the Markdown edition says")
    // Links that a code host has no place for, and the heading above the footnotes.
    XCTAssertEqual(
      difference.insertions.map(\.word).joined(separator: " "),
      "used in block-8 used in block-8 the block the block Notes",
      "what only the HTML edition says")
    XCTAssertGreaterThan(markdown.count, 300)
  }

  private func html(_ woven: WovenChapter, _ fixture: Fixture) -> String {
    let edition = HTMLEdition(
      fixture.book, states: [ChapterState(woven.page)])
    guard case .bytes(let bytes) = edition.page(of: edition.states[0]).contents else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The words of a page of Markdown in their order, without marks and addresses.
  private func words(ofMarkdown page: String) -> [String] {
    // The ways on stand above and below the text, and around it on the site.
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("[Contents](README.md)") }
    var text = ""
    withMarkdown(SourceText(lines.joined(separator: "\n")), isTypeset: true) { root in
      root.walk { node, isEntered in
        guard isEntered else { return }
        switch node.kind {
        case .text, .code: text += node.literal
        case .codeBlock: text += "\n\(node.literal.replacing("\\tag", with: ""))\n"
        case .htmlBlock, .inlineHTML: text += " \(withoutTags(node.literal)) "
        case .paragraph, .heading, .item, .tableCell, .softBreak, .hardBreak: text += "\n"
        default: break
        }
      }
    }
    return words(text.replacing("[!WARNING]", with: ""))
  }

  /// The words of a page of HTML in their order, without what only the site can show: how the reader
  /// did, what is folded inside code, what a chapter needs, the numbers of figures, links of places to
  /// themselves.
  private func words(ofHTML page: String) -> [String] {
    var text = page.split(separator: "<article>").last.map(String.init) ?? ""
    text = text.split(separator: "</article>").first.map(String.init) ?? ""
    for (start, end) in [
      ("<details class=\"hidden\">", "</details>"), ("<p class=\"state", "</p>"),
      ("<details class=\"needs\">", "</details>"), ("<details class=\"numbers\">", "</details>"),
      ("<a class=\"anchor\"", "</a>"), ("<a class=\"back\"", "</a>"), ("<sup>", "</sup>"),
    ] { text = without(start, end, in: text) }
    text = text.replacing(/<img [^>]*alt="([^"]*)"[^>]*>/) { "\n\($0.output.1)\n" }
    // A tag parts words, except inside code and where words run on.
    text = text.replacing(/<\/?(span|a|em|strong|code|dfn|i|b|samp)\b[^>]*>/, with: "")
    text = withoutTags(text)
    for (name, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
      text = text.replacing(name, with: character)
    }
    return words(text)
  }

  private func without(_ start: String, _ end: String, in text: String) -> String {
    var pieces = text.components(separatedBy: start)
    let first = pieces.removeFirst()
    return pieces.reduce(into: first) { result, piece in
      result += piece.components(separatedBy: end).dropFirst().joined(separator: end)
    }
  }

  private func withoutTags(_ text: String) -> String { text.replacing(/<[^>]*>/, with: "\n") }

  private func words(_ text: String) -> [String] {
    text.split { !($0.isLetter || $0.isNumber || $0 == "-") }.map(String.init)
  }
}

extension CollectionDifference.Change where ChangeElement == String {
  fileprivate var word: String {
    switch self {
    case .insert(_, let word, _), .remove(_, let word, _): word
    }
  }
}
