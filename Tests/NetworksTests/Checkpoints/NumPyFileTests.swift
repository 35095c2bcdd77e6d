import Files
import Foundation
import Networks
import Tensors
import TestSupport
import XCTest

final class NumPyFileTests: XCTestCase {
  /// An `.npy` file of version 1 with this header and these numbers.
  func file(_ header: String, _ numbers: [UInt8] = []) -> [UInt8] {
    [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8)
      + numbers
  }

  func testArraysOfEveryTypeAreRead() throws {
    let table = Tensor(shape: [2, 3, 4], scalars: (0..<24).map { Float($0) })
    let golden = try CheckpointsGolden.load()
    XCTAssertEqual(golden.arrays.count, 14)
    for (kind, data) in golden.arrays {
      XCTAssertEqual(try NumPyFile.decode([UInt8](data), path: "x"), table, kind)
    }
  }

  func testArchivesAreRead() throws {
    let golden = try CheckpointsGolden.load()
    for data in [golden.npz, golden.compressed] {
      let stored = try NumPyFile.decodeArchive([UInt8](data), path: "x")
      XCTAssertEqual(
        stored, Dictionary(uniqueKeysWithValues: CheckpointsGolden.values.map { ($0, $1) }))
    }
  }

  func testWhatIsWrittenIsRead() throws {
    let path = NSTemporaryDirectory() + "ladder-\(UUID()).npz"
    defer { try? FileManager.default.removeItem(atPath: path) }
    for (_, tensor) in CheckpointsGolden.values {
      let bytes = NumPyFile.encode(tensor)
      XCTAssertEqual((bytes.count - 4 * tensor.count) % 64, 0)
      XCTAssertEqual(try NumPyFile.decode(bytes, path: "x"), tensor)
      try NumPyFile.write(tensor, to: path)
      XCTAssertEqual(try NumPyFile.read(path), tensor)
    }
    try NumPyFile.writeArchive(CheckpointsGolden.values, to: path)
    XCTAssertEqual(
      try NumPyFile.readArchive(path),
      Dictionary(uniqueKeysWithValues: CheckpointsGolden.values.map { ($0, $1) }))
    XCTAssertThrowsError(
      try NumPyFile.writeArchive([("a", Tensor(1)), ("a", Tensor(2))], to: path)
    ) {
      XCTAssertEqual(
        "\($0)", "\(path): two tensors are called \"a\". Each needs a name of its own.")
    }
  }

  func testWhatIsNoArrayOfNumbersIsRefused() throws {
    let golden = try CheckpointsGolden.load()
    let hint = "Arrays of real numbers can be read; objects never, since they may run code."
    for (name, sentence) in [
      ("object", "x, byte 20: reading the header: the array has the type '|O'. \(hint)"),
      ("complex", "x, byte 20: reading the header: the array has the type '<c16'. \(hint)"),
      ("text", "x, byte 20: reading the header: the array has the type '<U1'. \(hint)"),
      (
        "records",
        "x, byte 20: reading the header: the array has records instead of numbers. Save each of its "
          + "fields alone."
      ),
      (
        "large",
        "x, byte 136: a tensor holds single precision, which does not have the whole number found "
          + "here. Whole numbers up to 16,777,216 can be read; store larger ones in another way."
      ),
    ] {
      XCTAssertThrowsError(
        try NumPyFile.decode([UInt8](XCTUnwrap(golden.refused[name])), path: "x"), name
      ) {
        XCTAssertEqual("\($0)", sentence)
      }
    }
  }

  func testHostileHeadersAreRefused() {
    let cases: [([UInt8], String)] = [
      (
        Array("not an array".utf8),
        "x, byte 0: expected an .npy file, which begins with \\x93NUMPY."
      ),
      (
        [0x93] + Array("NUMPY".utf8) + [9, 0, 1, 0],
        "x, byte 6: expected version 1.0, 2.0 or 3.0 of the format, found 9.0."
      ),
      (
        [0x93] + Array("NUMPY".utf8) + [1, 1, 1, 0],
        "x, byte 6: expected version 1.0, 2.0 or 3.0 of the format, found 1.1."
      ),
      (
        [0x93] + Array("NUMPY".utf8) + [2, 0, 255, 255, 255, 255, 1],
        "x, byte 12: expected 4294967295 bytes for the header, found 1. The file is incomplete; get "
          + "it again."
      ),
      (
        file("{'descr': '<f4', 'fortran_order': False, 'shape': (9223372036854775807, 8)}"),
        "x, byte 10: the array has the impossible shape [9223372036854775807, 8]. The header is "
          + "damaged."
      ),
      (
        file("{'descr': '<f4', 'fortran_order': False, 'shape': (0, 4611686018427387904, 8)}"),
        "x, byte 10: the array has the impossible shape [0, 4611686018427387904, 8]. The header is "
          + "damaged."
      ),
      (
        [0x93] + Array("NUMPY".utf8) + [1, 0, 0x11, 0x27] + [UInt8](repeating: 0x20, count: 10_001),
        "x, byte 8: the header has 10001 bytes, more than the 10000 that NumPy reads. The file is "
          + "damaged or no .npy file."
      ),
      (
        file("{'descr': '<f4', 'fortran_order': False, 'shape': (1)}", [0, 0, 0, 0]),
        "x, byte 62: reading the header: expected a comma after the only length."
      ),
      (
        file("{'descr': '<f4', 'fortran_order': False, 'shape': (01,)}", [0, 0, 0, 0]),
        "x, byte 61: reading the header: a number begins with zero."
      ),
      (
        file("{'descr': '<f4', 'fortran_order': False, 'shape': (1,,)}", [0, 0, 0, 0]),
        "x, byte 63: reading the header: expected a number."
      ),
      (
        file("{'d\\x65scr': '<f4'}"),
        "x, byte 13: reading the header: expected printable characters of ASCII without a backslash."
      ),
      (
        file(
          "{'descr': '<f8', 'fortran_order': False, 'shape': (1,)}",
          withUnsafeBytes(of: 1e39.bitPattern.littleEndian) { [UInt8]($0) }),
        "x, byte 65: a tensor holds single precision, which ends at 3.4e38, before the number found "
          + "here. Divide the numbers by a constant before saving them."
      ),
      (
        file("{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000,)}", [0]),
        "x, byte 74: an array of shape [1000000000] needs 4000000000 bytes, and 1 follow. The file "
          + "is incomplete; get it again."
      ),
      (
        file("{'descr': '<f4', 'shape': ()}"),
        "x, byte 10: reading the header: descr, fortran_order and shape are needed."
      ),
      (
        file("{'descr': '<f4', 'descr': '<f4'}"),
        "x, byte 27: reading the header: 'descr' is not one of descr, fortran_order and shape, or "
          + "comes twice."
      ),
      (
        file("{'fortran_order': 1}"), "x, byte 28: reading the header: expected True or False."
      ),
    ]
    for (bytes, sentence) in cases {
      XCTAssertThrowsError(try NumPyFile.decode(bytes, path: "x")) {
        XCTAssertEqual("\($0)", sentence)
      }
    }
  }

  func testDamagedFilesNeverStopTheProcess() throws {
    let golden = try CheckpointsGolden.load()
    var arrays = Fuzzer(
      seed: 9, corpus: golden.arrays.keys.sorted().map { [UInt8](golden.arrays[$0]!) })
    arrays.run { bytes in
      if let tensor = try? NumPyFile.decode(bytes, path: "x") {
        XCTAssertLessThanOrEqual(tensor.count, bytes.count)
      }
    }
    let archives = [golden.npz, golden.compressed].map { [UInt8]($0) }
    var fuzzer = Fuzzer(seed: 10, corpus: archives + [Zip.archive([("a", [1, 2, 3])])])
    fuzzer.run { bytes in
      _ = try? NumPyFile.decodeArchive(bytes, path: "x")
      if let files = try? Zip.read(bytes, path: "x", limit: 1 << 20) {
        // What was read is what every reader sees: written anew it is read again.
        XCTAssertEqual(
          try? Zip.read(Zip.archive(files), path: "x").map(\.contents), files.map(\.contents))
        XCTAssertLessThanOrEqual(files.reduce(0) { $0 + $1.contents.count }, 1 << 20)
      }
    }
  }
}
