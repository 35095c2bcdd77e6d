import Files
import Foundation
import TestSupport
import Text
import XCTest

final class LlamaTokenizerTests: XCTestCase {
  /// A file with these pieces behind the reserved tokens.
  private func file(_ pieces: [(String, Float)], longest: Int32 = 7) -> [UInt8] {
    func bytes<Number>(_ number: Number) -> [UInt8] { withUnsafeBytes(of: number) { Array($0) } }
    var all = [("<unk>", Float(0)), ("\n<s>\n", 0), ("\n</s>\n", 0)]
    for byte in 0..<256 {
      let digits = String(byte, radix: 16, uppercase: true)
      all.append((byte < 16 ? "<0x0\(digits)>" : "<0x\(digits)>", 0))
    }
    return bytes(longest)
      + (all + pieces).flatMap { bytes($1) + bytes(Int32($0.utf8.count)) + Array($0.utf8) }
  }

  private var plain: [UInt8] {
    file([
      ("he", -1), (" t", 0), (" the", -2), (" ", -9), ("t", -9), ("h", -9), ("e", -9), ("é", -9),
    ])
  }

  func testTheHighestScoreIsJoinedFirst() throws {
    let tokenizer = try LlamaTokenizer.decode(plain, path: "x")
    XCTAssertEqual(tokenizer.count, 267)
    XCTAssertEqual(tokenizer.encode(""), [1])
    // " t", then "he", then both.
    XCTAssertEqual(tokenizer.encode("the"), [1, 261])
    XCTAssertEqual(tokenizer.encode("the thé"), [1, 261, 260, 264, 266])
    XCTAssertEqual(tokenizer.encode("t\n"), [1, 260, 13])
    XCTAssertEqual(tokenizer.encode("ü"), [1, 262, 3 + 0xC3, 3 + 0xBC])
    for text in ["", " ", "the", "  the\n", "é🙂ü", "<0x41><s>"] {
      XCTAssertEqual(tokenizer.text(of: tokenizer.encode(text)), text)
    }
    // Without a start the space is the text's own.
    XCTAssertEqual(tokenizer.text(of: [261, 2]), " the")
  }

  func testRefusals() {
    func refusal(_ bytes: [UInt8], _ sentence: String, line: UInt = #line) {
      expectSentence(sentence, try LlamaTokenizer.decode(bytes, path: "x"), line: line)
    }
    let advice = " It should be a tokenizer that llama2.c wrote."
    let incomplete = " The file is incomplete; get it again."
    refusal(
      [7, 0],
      "x, byte 0: expected 4 bytes for the length of the longest piece, found 2." + incomplete)
    refusal(
      [0, 0, 0, 0],
      "x, byte 0: the longest piece has at least 1 byte, and here it is said to have 0." + advice)
    var bytes = plain
    bytes.replaceSubrange(8..<12, with: [0xFF, 0xFF, 0xFF, 0xFF])
    refusal(
      bytes, "x, byte 8: token 0 is said to have -1 bytes, and the longest has 7." + advice)
    bytes = plain
    bytes.replaceSubrange(4..<8, with: [0, 0, 0xC0, 0x7F])
    refusal(bytes, "x, byte 4: the score of token 0 is nan, which ranks nothing." + advice)
    refusal(
      Array(plain.dropLast()),
      "x, byte \(plain.count - 2): expected 2 bytes for token 266, found 1."
        + incomplete)
    refusal(
      Array(plain.prefix(17)),
      "x, byte 17: a vocabulary begins with 3 tokens that have a meaning and the 256 bytes, and this "
        + "one ends after 1." + advice)
    // The token of byte 0, "<0x00>", is the fourth.
    bytes = plain
    let place = 4 + 8 + 5 + 8 + 5 + 8 + 6 + 8
    bytes[place + 4] = UInt8(ascii: "7")
    refusal(
      bytes,
      "x, byte \(place): token 3 stands for a byte and is written <0x00>, and here it is \"<0x07>\"."
        + advice)
  }

  /// No file stops the process, and with one that is read any text comes back.
  func testDamagedFiles() {
    var fuzzer = Fuzzer(seed: 41, corpus: [plain, file([])])
    var accepted = 0
    let count = fuzzer.run { bytes in
      do {
        let tokenizer = try LlamaTokenizer.decode(bytes, path: "x")
        accepted += 1
        XCTAssertLessThanOrEqual(8 * tokenizer.count, bytes.count)
        XCTAssertEqual(tokenizer.text(of: tokenizer.encode("the thé\n ü")), "the thé\n ü")
      } catch {
        XCTAssertTrue("\(error)".hasPrefix("x, byte "), "\(error)")
      }
    }
    XCTAssertGreaterThan(accepted, 0)
    XCTAssertLessThan(accepted, count)
  }

  func testThePublishedVocabulary() throws {
    let path = DataFolder.path() + "/stories260k/tok512.bin"
    guard FileManager.default.fileExists(atPath: path) else {
      throw XCTSkip(
        "the vocabulary of stories260K is not on this machine: LADDER_DATA names a folder in which "
          + "the folder stories260k holds it")
    }
    let tokenizer = try LlamaTokenizer.published()
    XCTAssertEqual(tokenizer.count, 512)
    XCTAssertEqual(tokenizer.encode("Once upon a"), [1, 403, 407, 261])
    for text in ["Once upon a time, there was a little girl", "\"Grüße\"\t— 🙂 <s>\n", "  a"] {
      XCTAssertEqual(tokenizer.text(of: tokenizer.encode(text)), text)
    }
  }
}
