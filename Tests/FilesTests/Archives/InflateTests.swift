import Files
import Foundation
import TestSupport
import XCTest

final class InflateTests: XCTestCase {
  struct Goldens: Decodable {
    struct Case: Decodable {
      let payload: String
      let way: String
      let deflated: Data
      let sha256: String
      let crc32: UInt32
      let count: Int
    }
    let deflated: [Case]
    let gzip: Data
    let text: Data
  }

  func goldens() throws -> Goldens {
    try JSONDecoder().decode(Goldens.self, from: Golden.data("files.json"))
  }

  func testEverythingZlibCompressesComesBack() throws {
    for one in try goldens().deflated {
      let name = "\(one.payload), \(one.way)"
      let input = [UInt8](one.deflated)
      let (output, end) = try Inflate.inflate(input, path: name, limit: one.count)
      XCTAssertEqual(output.count, one.count, name)
      XCTAssertEqual(SHA256.hexadecimal(of: output), one.sha256, name)
      XCTAssertEqual(CRC32.of(output), one.crc32, name)
      XCTAssertEqual(end, input.count, name)
      let shifted = try Inflate.inflate(
        [9, 9, 9] + input + [1, 2], from: 3, path: name, limit: 1 << 20)
      XCTAssertEqual(shifted.output, output, name)
      XCTAssertEqual(shifted.end, input.count + 3, name)
    }
  }

  func testEveryTruncationIsRefused() throws {
    for one in try goldens().deflated where one.deflated.count < 3000 {
      for length in stride(from: 0, to: one.deflated.count, by: max(1, one.deflated.count / 60)) {
        XCTAssertThrowsError(
          try Inflate.inflate(
            [UInt8](one.deflated.prefix(length)), path: one.payload, limit: 1 << 20),
          "\(one.payload), \(one.way), \(length) bytes")
      }
    }
  }

  func testMoreThanTheLimitIsRefused() throws {
    for one in try goldens().deflated where one.count > 0 {
      XCTAssertThrowsError(
        try Inflate.inflate([UInt8](one.deflated), path: "x", limit: one.count - 1)
      ) {
        XCTAssertTrue(
          "\($0)".contains("it holds more than the \(one.count - 1) bytes"), "\($0)")
      }
    }
  }

  func testWhatIsNoDeflateStreamIsSaid() {
    let cases: [([UInt8], String)] = [
      ([], "x, byte 0: decompressing failed: the compressed data is cut off."),
      ([0b111], "x, byte 1: decompressing failed: a block has the kind 3, which does not exist."),
      (
        [1, 1, 0, 0, 0],
        "x, byte 5: decompressing failed: the length of a stored block and its complement do not "
          + "match."
      ),
      (
        [1, 4, 0, 0xFB, 0xFF, 7],
        "x, byte 6: decompressing failed: the compressed data is cut off."
      ),
      // A copy right at the beginning: fixed code, length 3 (0000001), distance 1 (00000).
      (
        [0b11, 0b10, 0, 0],
        "x, byte 2: decompressing failed: a copy reaches back beyond the beginning."
      ),
      (
        [0b1111_1101, 0xFF, 0],
        "x, byte 3: decompressing failed: a block has too many length or distance codes."
      ),
    ]
    for (input, sentence) in cases {
      XCTAssertThrowsError(try Inflate.inflate(input, path: "x", limit: 100)) {
        let hint = " The file is damaged or incomplete; get it again."
        XCTAssertEqual("\($0)", sentence + hint)
      }
    }
  }

  /// A stream that fills the last piece of output to the byte, and one that goes on after it.
  func testStreamsOfEverySizeNearAPiece() throws {
    for count in [65_534, 65_535, 65_536, 65_537, 131_070, 131_072] {
      // Stored blocks: the one way to write a stream without a compressor.
      var (stream, contents): ([UInt8], [UInt8]) = ([], (0..<count).map { UInt8($0 % 251) })
      let whole = contents
      while !contents.isEmpty {
        let piece = contents.prefix(60_000)
        contents.removeFirst(piece.count)
        let length = UInt16(piece.count)
        stream.append(contents.isEmpty ? 1 : 0)
        for number in [length, ~length] { stream += [UInt8(number & 255), UInt8(number >> 8)] }
        stream += piece
      }
      let (output, end) = try Inflate.inflate(stream, path: "x", limit: count)
      XCTAssertEqual(output, whole)
      XCTAssertEqual(end, stream.count)
      XCTAssertThrowsError(try Inflate.inflate(stream, path: "x", limit: count - 1))
      XCTAssertEqual(try Inflate.inflate(stream, path: "x", limit: .max).output.count, count)
    }
  }

  /// Zeros pack a thousandfold; a file that unpacks to far more than it holds is refused.
  func testWhatUnpacksToFarTooMuchIsRefused() throws {
    // 64 MiB and one block of zeros more: 0 and then copies of length 258 and distance 1, in the
    // fixed code: the length 258 is 11000101, the distance 00000, the zero 00110000, the end 0000000.
    var bits = Array("110" + "00110000")
    for _ in 0...(64 << 20) / 258 { bits += "1100010100000" }
    bits += "0000000"
    var stream = [UInt8](repeating: 0, count: bits.count / 8 + 1)
    for (place, bit) in bits.enumerated() where bit == "1" { stream[place / 8] |= 1 << (place % 8) }
    let bomb = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + stream + [UInt8](repeating: 0, count: 8)
    XCTAssertLessThan(bomb.count, 500_000)
    XCTAssertThrowsError(try GZip.decompress(bomb, path: "x.gz")) {
      XCTAssertTrue(
        "\($0)".contains(
          "it holds more than the 67108864 bytes that are expected here. A file may unpack to a "
            + "hundred times its size, or to 67108864 bytes where that is more."), "\($0)")
    }
    XCTAssertThrowsError(try GZip.decompress(bomb, path: "x.gz", limit: 1 << 30)) {
      XCTAssertTrue("\($0)".contains("expected 0 bytes of contents, found 67108897"), "\($0)")
    }
  }

  func testGZipFilesOfEveryShape() throws {
    let goldens = try goldens()
    let plain = [UInt8](goldens.gzip)
    let text = [UInt8](goldens.text)
    let body = Array(plain[10...])
    let fixed = Array(plain[..<10])
    func header(_ flags: UInt8, _ more: [UInt8]) -> [UInt8] {
      Array(fixed[..<3]) + [flags] + Array(fixed[4...]) + more + body
    }
    for bytes in [
      plain, header(4, [2, 0, 9, 9]), header(8, Array("name\0".utf8)),
      header(16, Array("a comment\0".utf8)), header(2, [1, 2]),
      header(30, [1, 0, 9] + Array("n\0c\0".utf8) + [1, 2]), plain + [0, 0, 0],
    ] {
      XCTAssertEqual(try GZip.decompress(bytes, path: "x.gz"), text)
    }
    XCTAssertEqual(try GZip.decompress(plain + plain, path: "x.gz"), text + text)
  }

  func testDamagedGZipFilesAreRefused() throws {
    let plain = [UInt8](try goldens().gzip)
    let end = plain.count
    var wrongChecksum = plain
    wrongChecksum[end - 8] ^= 1
    var wrongLength = plain
    wrongLength[end - 1] ^= 1
    let cases: [([UInt8], String)] = [
      (
        [],
        "x.gz, byte 0: expected 10 bytes for a gzip header, found 0. The file is incomplete; "
          + "get it again."
      ),
      (
        [UInt8](repeating: 7, count: 20),
        "x.gz, byte 0: expected a gzip file, which begins with the bytes 1f 8b."
      ),
      (
        [0x1F, 0x8B, 7] + plain[3...],
        "x.gz, byte 2: this gzip file is of a kind that does not exist (method 7, flags 0)."
      ),
      (
        wrongChecksum,
        "x.gz, byte \(end - 8): the contents do not have the checksum that was written with them. "
          + "The file is damaged; get it again."
      ),
      (
        plain + [1, 2],
        "x.gz, byte \(end): 2 bytes that are not gzip follow the end of the contents. The file is "
          + "damaged; get it again."
      ),
    ]
    for (bytes, sentence) in cases {
      XCTAssertThrowsError(try GZip.decompress(bytes, path: "x.gz")) {
        XCTAssertEqual("\($0)", sentence)
      }
    }
    XCTAssertThrowsError(try GZip.decompress(wrongLength, path: "x.gz"))
    for length in 0..<end {
      XCTAssertThrowsError(try GZip.decompress(Array(plain[..<length]), path: "x.gz"))
    }
  }

  func testNoFlippedBitGoesUnnoticed() throws {
    let plain = [UInt8](try goldens().gzip)
    let text = [UInt8](try goldens().text)
    for place in 10..<plain.count {
      var damaged = plain
      damaged[place] ^= 1 << UInt8(place % 8)
      XCTAssertThrowsError(
        try GZip.decompress(damaged, path: "x.gz", limit: text.count), "\(place)")
    }
  }
}
