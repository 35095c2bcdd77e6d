import Datasets
import Files
import Foundation
import TestSupport
import Text
import XCTest

/// Merges against Hugging Face's tokenizers and tiktoken (Tests/Golden/text.py), and against a
/// program that counts everything anew.
final class BytePairEncodingTests: XCTestCase {
  typealias Pair = BytePairEncoding.Pair

  func testMergesOfTokenizers() throws {
    let golden = try TextGolden.read()
    let coder = BytePairEncoding(
      trainedOn: Array(golden.text.utf8), merges: golden.merges.count,
      order: BytePairEncoding.printableFirst)
    XCTAssertEqual(coder.merges.map { [$0.first, $0.second] }, golden.merges)
  }

  func testMergesOfAPlainLoop() {
    var random = Generator(state: 5)
    for round in 0..<40 {
      let letters = (0..<200).map { _ in UInt8(97 + random.next(below: 2 + round % 4)) }
      XCTAssertEqual(
        BytePairEncoding(trainedOn: letters, merges: 20).merges, plain(letters, 20),
        String(decoding: letters, as: UTF8.self))
    }
  }

  /// The most frequent pair of the whole, counted anew each time.
  private func plain(_ bytes: [UInt8], _ wanted: Int) -> [Pair] {
    var (tokens, merges) = (bytes.map { Int($0) }, [Pair]())
    while merges.count < wanted {
      var counts: [Pair: Int] = [:]
      for (a, b) in zip(tokens, tokens.dropFirst()) { counts[Pair(a, b), default: 0] += 1 }
      guard
        let best = counts.filter({ $0.value > 1 })
          .min(by: { ($1.value, $0.key) < ($0.value, $1.key) })?.key
      else { break }
      var joined: [Int] = []
      for token in tokens {
        if token == best.second, joined.last == best.first {
          joined[joined.count - 1] = 256 + merges.count
        } else {
          joined.append(token)
        }
      }
      (tokens, merges) = (joined, merges + [best])
    }
    return merges
  }

  func testAnyBytesComeBack() {
    let coder = BytePairEncoding(
      trainedOn: Array("the sea shells, the shore; été".utf8), merges: 12)
    var random = Generator(state: 9)
    for length in [0, 1, 2, 3, 7, 31, 32, 33, 64, 500] {
      for _ in 0..<50 {
        let bytes = (0..<length).map { _ in UInt8(random.next(below: 256)) }
        XCTAssertEqual(coder.decode(coder.encode(bytes)), bytes)
      }
    }
    XCTAssertEqual(coder.encode([UInt8]()), [])
  }

  func testLongPiecesAreEncodedLikeShortOnes() {
    let coder = BytePairEncoding(
      trainedOn: Array(String(repeating: "abaababcacb", count: 9).utf8), merges: 30)
    var random = Generator(state: 3)
    for _ in 0..<50 {
      let bytes = (0..<80).map { _ in UInt8(97 + random.next(below: 3)) }
      var tokens = bytes.map { Int($0) }
      for (number, pair) in coder.merges.enumerated() {
        var joined: [Int] = []
        for token in tokens {
          if token == pair.second, joined.last == pair.first {
            joined[joined.count - 1] = 256 + number
          } else {
            joined.append(token)
          }
        }
        tokens = joined
      }
      XCTAssertEqual(coder.encode(piece: bytes[...]), tokens)
    }
  }

  func testPiecesOfTheirPattern() throws {
    let golden = try TextGolden.read()
    for (string, pieces) in zip(golden.strings, golden.pieces) {
      let bytes = Array(string.utf8)
      XCTAssertEqual(
        TextPieces.split(bytes).map { String(decoding: bytes[$0], as: UTF8.self) }, pieces)
    }
  }

  func testTokensOfGPT2() throws {
    guard let folder = try? DataFolder.locate(.gpt2BPE) else {
      throw XCTSkip("GPT-2's vocabulary is not on this machine")
    }
    let (golden, coder) = (try TextGolden.read(), try BytePairEncoding(gpt2: folder))
    XCTAssertEqual(coder.count, 50_256)
    for (string, tokens) in zip(golden.strings, golden.gpt2) {
      XCTAssertEqual(coder.encode(string), tokens, string)
      XCTAssertEqual(coder.text(of: tokens), string)
    }
  }

  /// A megabyte of novels, code, many scripts, pictures and broken UTF-8, to the last token.
  func testTokensOfAMegabyteOfAllSorts() throws {
    guard let folder = try? DataFolder.locate(.gpt2BPE) else {
      throw XCTSkip("GPT-2's vocabulary is not on this machine")
    }
    let (golden, coder) = (try TextGolden.read(), try BytePairEncoding(gpt2: folder))
    let source = Array(try Austen.novels().flatMap(\.chapters).joined(separator: "\n").utf8)
    var (text, random): ([UInt8], _) = ([], Generator(state: 7))
    while text.count < 1_000_000 {
      text += golden.fragments[random.next(below: golden.fragments.count)]
      let start = random.next(below: 3_000_000)
      text += source[start..<start + 20]
    }
    let tokens = coder.encode(text)
    XCTAssertEqual(Array(tokens.prefix(200)), golden.mixedStart)
    XCTAssertEqual(tokens.count, golden.mixedTokens)
    XCTAssertEqual(Self.digest(tokens), golden.mixedDigest)
    XCTAssertEqual(coder.decode(tokens), text)
  }

  /// FNV-1a over the tokens, four bytes each.
  private static func digest(_ tokens: [Int]) -> String {
    var value: UInt64 = 0xCBF2_9CE4_8422_2325
    for token in tokens {
      for shift in [0, 8, 16, 24] {
        value = (value ^ UInt64(token >> shift & 255)) &* 0x100_0000_01B3
      }
    }
    return String(repeating: "0", count: 16 - String(value, radix: 16).count)
      + String(value, radix: 16)
  }

  func testABrokenListOfMergesIsRefused() {
    for (text, line) in [("#version\nĠ t\nfoo bar\n", 3), ("a\n", 1), ("a b\na b\n", 2)] {
      XCTAssertThrowsError(try BytePairEncoding(mergesOfGPT2: text, path: "vocab.bpe")) { error in
        XCTAssertEqual((error as? FileError)?.position, .text(line: line, column: 1))
      }
    }
  }
}
