import Files
import Foundation
import Networks
import Tensors
import TestSupport
import XCTest

final class SafetensorsTests: XCTestCase {
  /// A file with this header and these numbers.
  func file(_ header: String, _ numbers: [UInt8] = []) -> [UInt8] {
    withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { [UInt8]($0) }
      + Array(header.utf8) + numbers
  }

  func testFilesOfThePackageAreRead() throws {
    let golden = try CheckpointsGolden.load()
    let stored = try Safetensors.decode([UInt8](golden.safetensors), path: "x")
    XCTAssertEqual(Set(stored.names), Set(CheckpointsGolden.values.map(\.name)))
    for (name, tensor) in CheckpointsGolden.values { XCTAssertEqual(stored[name], tensor, name) }
    XCTAssertEqual(stored.metadata, CheckpointsGolden.metadata)
    XCTAssertNil(stored["other"])
    let half = try Safetensors.decode([UInt8](golden.half), path: "x")
    XCTAssertEqual(half["half"], Tensor([1, -2.5, 65504, 0x1p-24, .infinity]))
  }

  func testBFloat16IsSinglePrecisionCutShort() throws {
    let bytes = file(
      #"{"b":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}}"#, [0x80, 0x3F, 0x49, 0xC0])
    XCTAssertEqual(try Safetensors.decode(bytes, path: "x")["b"], Tensor([1, -3.140625]))
  }

  func testWhatIsWrittenIsRead() throws {
    let path = NSTemporaryDirectory() + "ladder-\(UUID()).safetensors"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Safetensors.write(
      CheckpointsGolden.values, metadata: CheckpointsGolden.metadata, to: path)
    let stored = try Safetensors.read(path)
    XCTAssertEqual(stored.names.sorted(), CheckpointsGolden.values.map(\.name).sorted())
    for (name, tensor) in CheckpointsGolden.values { XCTAssertEqual(stored[name], tensor, name) }
    XCTAssertEqual(stored.metadata, CheckpointsGolden.metadata)
    let bytes = try FileBytes.read(path)
    XCTAssertEqual(bytes[0] % 8, 0)

    try Safetensors.write([], to: path)
    XCTAssertEqual(try Safetensors.read(path).tensors, [:])
    XCTAssertThrowsError(try Safetensors.write([("a", Tensor(1)), ("a", Tensor(2))], to: path)) {
      XCTAssertEqual(
        "\($0)",
        "\(path): a tensor cannot be called \"a\": the name is taken. Each tensor needs a name of "
          + "its own.")
    }
    XCTAssertEqual(try Safetensors.read(path).tensors, [:])
  }

  func testNotANumberKeepsItsBits() throws {
    let odd = Float(bitPattern: 0xFFC1_2345)
    let bytes = try Safetensors.encode([("n", Tensor(odd))], metadata: [:], path: "x")
    XCTAssertEqual(
      try Safetensors.decode(bytes, path: "x")["n"]?.scalar.bitPattern, odd.bitPattern)
  }

  func testEveryTruncationIsRefused() throws {
    let bytes = [UInt8](try CheckpointsGolden.load().safetensors)
    for length in 0..<bytes.count {
      XCTAssertThrowsError(try Safetensors.decode(Array(bytes[..<length]), path: "x"))
    }
    XCTAssertThrowsError(try Safetensors.decode(bytes + [0], path: "x"))
  }

  func testHostileFilesAreRefusedWithASentence() throws {
    let four = #"{"dtype":"F32","shape":[1],"data_offsets":[0,4]}"#
    let cases: [([UInt8], String)] = [
      (
        [UInt8](repeating: 255, count: 8),
        "x, byte 0: the header should have 18446744073709551615 bytes, and the file has 0 more. The "
          + "file is incomplete or no safetensors file."
      ),
      (
        [1, 2, 3],
        "x, byte 0: expected 8 bytes for the length of the header, found 3. The file is "
          + "incomplete; get it again."
      ),
      (file("[]"), "x, byte 8: reading the header: expected '{' as the first byte."),
      (file(" {}"), "x, byte 8: reading the header: expected '{' as the first byte."),
      (
        file(#"{"a":4}"#),
        "x, byte 9: reading the header: expected tensor \"a\" as an object, found an integer."
      ),
      (
        file("{} x"),
        "x, byte 11: reading the header: expected nothing after the value, found 'x'."
      ),
      (
        file(#"{"a":\#(four),"a":\#(four)}"#, [0, 0, 0, 0]),
        "x, byte 62: reading the header: the key \"a\" stands here a second time."
      ),
      (
        file(#"{"a":\#(four),"b":\#(four)}"#, [0, 0, 0, 0]),
        "x, byte 62: reading the header: tensor \"b\" overlaps the one before it."
      ),
      (
        file(
          #"{"a":\#(four),"b":{"dtype":"F32","shape":[1],"data_offsets":[5,9]}}"#,
          [UInt8](repeating: 0, count: 9)),
        "x, byte 62: reading the header: tensor \"b\" leaves a gap to the one before it."
      ),
      (
        file(#"{"a":\#(four)}"#, [0, 0, 0]),
        "x, byte 65: the header promises 4 bytes of numbers, and the file has 3. The file is "
          + "incomplete; get it again."
      ),
      (
        file(#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, [0, 0, 0, 0]),
        "x, byte 40: reading the header: tensor \"a\" of shape [2] needs 8 bytes, and the "
          + "data_offsets [0, 4] were given."
      ),
      (
        file(
          #"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}"#),
        "x, byte 28: reading the header: tensor \"a\" has the impossible shape "
          + "[4611686018427387904, 4]."
      ),
      (
        file(
          #"{"a":{"dtype":"F32","shape":[0,4611686018427387904,8],"data_offsets":[0,0]}}"#),
        "x, byte 28: reading the header: tensor \"a\" has the impossible shape "
          + "[0, 4611686018427387904, 8]."
      ),
      (
        file(#"{"a":{"dtype":"F32","shape":[1,],"data_offsets":[0,4]}}"#, [0, 0, 0, 0]),
        "x, byte 39: reading the header: expected a value, found ']'."
      ),
      (
        file(#"{"a":{"dtype":"F32","shape":[01],"data_offsets":[0,4]}}"#, [0, 0, 0, 0]),
        "x, byte 37: reading the header: a number is written wrongly."
      ),
      (
        file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,-4]}}"#, [0, 0, 0, 0]),
        "x, byte 40: reading the header: the field \"data_offsets\" of tensor \"a\" must hold whole "
          + "numbers from 0 on, found -4.0."
      ),
      (
        file(
          #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[9223372036854775800,9223372036854775804]}}"#
        ),
        "x, byte 40: reading the header: tensor \"a\" ends at byte 9223372036854775804, too far."
      ),
      (
        file(#"{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,0]}}"#),
        "x, byte 37: reading the header: the integer 99999999999999999999 is too large."
      ),
      (
        file(#"{"a":{"dtype":"F32","shape":[1],"shape":[1],"data_offsets":[0,4]}}"#),
        "x, byte 40: reading the header: the key \"shape\" stands here a second time."
      ),
      (
        file(#"{"a":{"dtype":"F32","shape":[1]}}"#),
        "x, byte 14: reading the header: tensor \"a\" lacks the field \"data_offsets\"."
      ),
      (
        file(#"{"__metadata__":{"k":1}}"#),
        "x, byte 25: reading the header: the field \"k\" of __metadata__ must be a string, found an "
          + "integer."
      ),
      (
        file(#"{"a"#), "x, byte 9: reading the header: a string has no end."
      ),
    ]
    for (bytes, sentence) in cases {
      XCTAssertThrowsError(try Safetensors.decode(bytes, path: "x"), sentence) {
        XCTAssertEqual("\($0)", sentence)
      }
    }
    let whole = try CheckpointsGolden.load().whole
    XCTAssertThrowsError(try Safetensors.decode([UInt8](whole), path: "x")) {
      XCTAssertEqual(
        "\($0)",
        "x, byte 18: reading the header: tensor \"whole\" has the type I64, and only F32, F16 and "
          + "BF16 can be read without loss; convert it before saving.")
    }
  }

  func testEscapesOfJSONAreUnderstood() throws {
    let bytes = file(#"{"__metadata__":{"\u00e9\ud835\udefc\/\b\f":"\\\"\t"}}"#)
    XCTAssertEqual(
      try Safetensors.decode(bytes, path: "x").metadata, ["é𝛼/\u{8}\u{C}": "\\\"\t"])
    for text in [#"\ud835"#, #"\ud835\u0041"#, #"\udefc"#, #"\x"#, #"\u12g4"#, "\u{1}", "\\"] {
      XCTAssertThrowsError(
        try Safetensors.decode(file(#"{"__metadata__":{"k":"\#(text)"}}"#), path: "x"), text)
    }
  }

  func testDamagedFilesNeverStopTheProcess() throws {
    let golden = try CheckpointsGolden.load()
    let corpus = [golden.safetensors, golden.half, golden.whole].map { [UInt8]($0) }
    var fuzzer = Fuzzer(seed: 8, corpus: corpus)
    var accepted = 0
    fuzzer.run { bytes in
      do {
        let stored = try Safetensors.decode(bytes, path: "x")
        accepted += 1
        XCTAssertLessThanOrEqual(
          stored.tensors.values.reduce(0) { $0 + $1.count * 2 }, bytes.count)
        let again = try Safetensors.encode(
          stored.names.map { ($0, stored[$0]!) }, metadata: stored.metadata, path: "x")
        XCTAssertEqual(try Safetensors.decode(again, path: "x").metadata, stored.metadata)
      } catch {
        XCTAssertTrue("\(error)".hasPrefix("x, byte "), "\(error)")
      }
    }
    XCTAssertGreaterThan(accepted, 0)
  }

  /// A tensor of a type that is not read may be left out.
  func testLeavingOut() throws {
    let header =
      #"{"a":{"dtype":"I64","shape":[1],"data_offsets":[0,8]},"#
      + #""b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}"#
    var bytes = [UInt8(header.utf8.count)] + [UInt8](repeating: 0, count: 7)
    bytes += Array(header.utf8) + [1, 0, 0, 0, 0, 0, 0, 0] + [0, 0, 0x80, 0x3F]
    let contents = try Safetensors.decode(bytes, path: "x", leavingOut: { $0 == "a" })
    XCTAssertEqual(contents.names, ["b"])
    XCTAssertEqual(contents["b"], Tensor([1]))
    XCTAssertThrowsError(try Safetensors.decode(bytes, path: "x"))
    bytes.removeLast()
    XCTAssertThrowsError(
      try Safetensors.decode(bytes, path: "x", leavingOut: { $0 == "a" }))
  }
}
