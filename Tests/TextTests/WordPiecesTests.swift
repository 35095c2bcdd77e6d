import Files
import TestSupport
import Text
import XCTest

final class WordPiecesTests: XCTestCase {
  private let lines = [
    "[UNK]", "[CLS]", "[SEP]", "a", "token", "##isation", "##is", "##e", "'", "é", "uber", "##ras",
    "中",
    "—", "tokens", "\u{3c3}",
  ]

  private var file: [UInt8] { Array((lines.joined(separator: "\n") + "\n").utf8) }

  func testTheLongestPieceIsTaken() throws {
    let pieces = try WordPieces.decode(file, path: "x")
    XCTAssertEqual(pieces.count, lines.count)
    func names(_ text: String) -> [String] {
      Array(pieces.names(of: pieces.encode(text)).dropFirst().dropLast())
    }
    XCTAssertEqual(pieces.encode(""), [1, 2])
    XCTAssertEqual(names(" A tokenisation\n"), ["a", "token", "##isation"])
    XCTAssertEqual(names("tokenise tokens"), ["token", "##is", "##e", "tokens"])
    XCTAssertEqual(names("tokenises"), ["[UNK]"])
    XCTAssertEqual(names("ÜBERRAS'a—ä"), ["uber", "##ras", "'", "a", "—", "a"])
    // An accent is taken away, so that the piece that has one is never found.
    XCTAssertEqual(names("é a\u{301}"), ["[UNK]", "a"])
    XCTAssertEqual(names("a中a"), ["a", "中", "a"])
    XCTAssertEqual(names("a\u{200B}\u{0}\u{FFFD} \u{A0}a"), ["a", "a"])
    XCTAssertEqual(names("Σ"), ["σ"])
    XCTAssertEqual(names(String(repeating: "a", count: 101)), ["[UNK]"])
  }

  func testRefusals() {
    expectSentence(
      "/none/x.txt: there is no such file. Its folder /none does not exist either.",
      try WordPieces.read("/none/x.txt"))
    expectSentence(
      "x:2:1: a piece is UTF-8, and this line is not.",
      try WordPieces.decode([97, 10, 200], path: "x"))
    expectSentence(
      "x:3:1: the piece \"a\" stands on line 1 already.",
      try WordPieces.decode(Array("a\nb\na\n".utf8), path: "x"))
    expectSentence(
      "x: no line is [SEP]. It should be the vocabulary of a BERT, a piece a line.",
      try WordPieces.decode(Array("[UNK]\n[CLS]\n".utf8), path: "x"))
  }

  func testDamagedFiles() {
    var fuzzer = Fuzzer(seed: 44, corpus: [file])
    var accepted = 0
    let count = fuzzer.run { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      do {
        let pieces = try WordPieces.decode(bytes, path: "x")
        accepted += 1
        let tokens = pieces.encode(text)
        XCTAssertEqual(pieces.names(of: tokens).count, tokens.count)
      } catch {
        XCTAssertTrue("\(error)".hasPrefix("x:"), "\(error)")
      }
    }
    XCTAssertGreaterThan(accepted, 0)
    XCTAssertLessThan(accepted, count)
  }
}
