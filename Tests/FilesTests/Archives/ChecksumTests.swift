import Files
import XCTest

final class ChecksumTests: XCTestCase {
  func testSHA256OfThePublishedExamples() {
    let cases: [([UInt8], String)] = [
      ([], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      (Array("abc".utf8), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8),
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000),
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
      ),
    ]
    for (bytes, digest) in cases {
      XCTAssertEqual(SHA256.hexadecimal(of: bytes), digest)
    }
  }

  func testPiecesGiveTheChecksumOfTheWhole() {
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 * 7) }
    for size in [1, 3, 55, 56, 63, 64, 65, 119, 128, 999] {
      var sha = SHA256()
      for start in stride(from: 0, to: bytes.count, by: size) {
        let piece = Array(bytes[start..<min(start + size, bytes.count)])
        sha.update(piece)
      }
      XCTAssertEqual(sha.hexadecimal(), SHA256.hexadecimal(of: bytes), "pieces of \(size)")
    }
  }

  func testCRC32OfThePublishedExample() {
    XCTAssertEqual(CRC32.of(Array("123456789".utf8)), 0xCBF4_3926)
    XCTAssertEqual(CRC32.of([]), 0)
  }
}
