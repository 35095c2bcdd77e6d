import Files
import Foundation
import TestSupport
import XCTest

/// No file, however damaged, stops the process: it is read, or refused with a sentence.
final class FuzzTests: XCTestCase {
  struct Goldens: Decodable {
    struct Case: Decodable {
      let deflated: Data
    }
    let deflated: [Case]
    let gzip: Data
  }

  func testInflate() throws {
    let goldens = try JSONDecoder().decode(Goldens.self, from: Golden.data("files.json"))
    var fuzzer = Fuzzer(seed: 1, corpus: goldens.deflated.map { [UInt8]($0.deflated) })
    var accepted = 0
    let count = fuzzer.run { bytes in
      do {
        let (output, end) = try Inflate.inflate(bytes, path: "x", limit: 100_000)
        XCTAssertLessThanOrEqual(output.count, 100_000)
        XCTAssertLessThanOrEqual(end, bytes.count)
        accepted += 1
      } catch {
        XCTAssertTrue("\(error)".hasPrefix("x, byte "), "\(error)")
      }
    }
    XCTAssertGreaterThan(count, accepted)
    XCTAssertGreaterThan(accepted, 0)
  }

  func testGZip() throws {
    let goldens = try JSONDecoder().decode(Goldens.self, from: Golden.data("files.json"))
    let plain = [UInt8](goldens.gzip)
    let text = try GZip.decompress(plain, path: "x")
    var fuzzer = Fuzzer(seed: 2, corpus: [plain, plain + plain])
    fuzzer.run { bytes in
      guard let output = try? GZip.decompress(bytes, path: "x", limit: 1 << 20) else { return }
      // Only the header and the number of members can differ without anybody noticing.
      let parts = stride(from: 0, to: output.count, by: text.count)
      XCTAssertTrue(parts.allSatisfy { Array(output[$0..<($0 + text.count)]) == text })
    }
  }

  func testTar() {
    var header = [UInt8](repeating: 0, count: 512)
    header.replaceSubrange(0..<5, with: Array("a.bin".utf8))
    header.replaceSubrange(124..<135, with: Array("00000000144".utf8))
    header[156] = UInt8(ascii: "0")
    let sum = header.reduce(8 * 32) { $0 + Int($1) }
    let digits = Array("00\(String(sum, radix: 8)) ".utf8)
    header.replaceSubrange(148..<156, with: digits + [32, 32].prefix(8 - digits.count))
    let archive = header + [UInt8](repeating: 7, count: 512) + [UInt8](repeating: 0, count: 1024)
    XCTAssertEqual(try Tar.extract(["a.bin"], from: archive, path: "x")["a.bin"]?.count, 100)
    var fuzzer = Fuzzer(seed: 3, corpus: [archive])
    fuzzer.run { bytes in
      if let found = try? Tar.extract(["a.bin"], from: bytes, path: "x") {
        XCTAssertLessThanOrEqual(found["a.bin"]!.count, bytes.count)
      }
    }
  }
}
