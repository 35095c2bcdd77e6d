import Files
import TestSupport
import Text
import XCTest

/// No bytes stop the process: texts of any kind come back from their tokens, and a damaged list of
/// merges is read or refused with a sentence.
final class FuzzTests: XCTestCase {
  func testAnyTextComesBack() {
    let corpus = [
      "It's 12 o'clock.\n\n  \tHallo", "Straße čaj вероятность 概率 🙂 e\u{301}",
      "aaaaaaaaaaaaaaaa   ",
      String(repeating: "abcd", count: 40),
    ].map { Array($0.utf8) }
    let coder = BytePairEncoding(trainedOn: corpus.flatMap { $0 } + corpus[1], merges: 60)
    var fuzzer = Fuzzer(seed: 16, corpus: corpus)
    fuzzer.run { bytes in
      let pieces = TextPieces.split(bytes)
      XCTAssertEqual(pieces.flatMap { bytes[$0] }, bytes)
      XCTAssertEqual(coder.decode(coder.encode(bytes)), bytes)
      // Words and training take whatever a string can be.
      _ = Words.split(String(decoding: bytes, as: UTF8.self))
      let learned = BytePairEncoding(trainedOn: bytes, merges: 8)
      XCTAssertEqual(learned.decode(learned.encode(bytes)), bytes)
    }
  }

  func testListsOfMerges() {
    let corpus = ["#version: 0.2\nĠ t\nĠt h\nh e\nĠth e\n", "a b\nab c\n", "ÿ Ā\n"].map {
      Array($0.utf8)
    }
    var fuzzer = Fuzzer(seed: 17, corpus: corpus)
    var accepted = 0
    let count = fuzzer.run { bytes in
      guard let text = String(validating: bytes, as: UTF8.self),
        let coder = try? BytePairEncoding(mergesOfGPT2: text, path: "x")
      else { return }
      accepted += 1
      XCTAssertEqual(coder.count, 256 + coder.merges.count)
      XCTAssertEqual(coder.decode(coder.encode(bytes)), bytes)
    }
    XCTAssertGreaterThan(accepted, 0)
    XCTAssertLessThan(accepted, count)
  }
}
