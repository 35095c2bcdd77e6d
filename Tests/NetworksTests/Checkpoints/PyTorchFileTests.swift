import Files
import Foundation
import Networks
import TestSupport
import Tensors
import XCTest

final class PyTorchFileTests: XCTestCase {
  private struct Golden: Decodable {
    struct Stored: Decodable {
      let name: String
      let shape: [Int]
      let values: [Float]
    }
    struct File: Decodable {
      let name: String
      let older: Bool
      let file: Data
      let tensors: [Stored]
      var bytes: [UInt8] { [UInt8](file) }
      var words: String { "\(name), \(older ? "older" : "newer")" }
    }
    let files: [File]
    let refused: [File]

    static func load() throws -> Golden {
      try JSONDecoder().decode(
        Golden.self, from: TestSupport.Golden.data("pytorch_files.json"))
    }
  }

  func testFilesOfBothFormsAreRead() throws {
    let files = try Golden.load().files
    XCTAssertEqual(files.count, 6)
    for file in files {
      let counts = { (name: String) in name.hasSuffix("num_batches_tracked") }
      let contents = try PyTorchFile.decode(file.bytes, path: "x")
      XCTAssertEqual(contents.names, file.tensors.map(\.name), file.words)
      for stored in file.tensors {
        XCTAssertEqual(
          contents[stored.name], Tensor(shape: stored.shape, scalars: stored.values),
          "\(file.words): \(stored.name)")
      }
      let fewer = try PyTorchFile.decode(file.bytes, path: "x", leavingOut: counts)
      XCTAssertEqual(fewer.names, contents.names.filter { !counts($0) })
    }
  }

  func testWhatIsNoTableOfTensorsIsRefused() throws {
    let sentences = [
      "a list": "x: the file holds no table of tensors",
      "a table in a table": "x: the table holds something else than tensors",
      "a number": "x: the table holds something else than tensors",
      "truths": "has the type torch BoolStorage, which is not supported",
      "a layer": "the pickle has the instruction 129, which files of weights do not need",
      "too large for single precision": "does not have the whole number found here",
    ]
    for file in try Golden.load().refused {
      XCTAssertThrowsError(try PyTorchFile.decode(file.bytes, path: "x"), file.words) {
        let sentence = sentences[file.name] ?? "no sentence"
        XCTAssertTrue("\($0)".contains(sentence), "\(file.words): \($0)")
      }
    }
  }

  /// The beginning of a file of the older form, and the pickle about its machine.
  private let start: [UInt8] =
    [0x80, 2, 0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E]
    + [0x80, 2, 0x4D, 0xE9, 3, 0x2E, 0x80, 2, 0x7D, 0x2E]

  /// A pickle that runs a program when Python reads it is refused where it would.
  func testProgramsAreNotRun() {
    let run =
      Array("\u{2}cos\nsystem\n".utf8) + [0x58, 2, 0, 0, 0] + Array("ls".utf8) + [0x85, 0x52]
    for (pickle, sentence) in [
      (
        run,
        "x, byte 46: the pickle would call os system with 1 values. Files of weights call only "
          + "what makes tensors; ask its author for a safetensors file."
      ),
      (
        Array("\u{2}(X".utf8) + [2, 0, 0, 0] + Array("lsios\nsystem\n.".utf8),
        "x, byte 35: the pickle has the instruction 105, which files of weights do not need. It "
          + "might run a program when Python reads it; ask its author for a safetensors file."
      ),
    ] {
      XCTAssertThrowsError(try PyTorchFile.decode(start + [0x80] + pickle, path: "x")) {
        XCTAssertEqual("\($0)", sentence)
      }
    }
  }

  /// Ten thousand lists in each other would take down whoever frees them.
  func testDeepAndSharedValuesAreRefused() {
    let deep = [UInt8](repeating: 0x85, count: 10_000)
    XCTAssertThrowsError(
      try PyTorchFile.decode(start + [0x80, 2, 0x4E] + deep + [0x2E], path: "x")
    ) {
      XCTAssertTrue("\($0)".contains("stand in each other more than 16 deep"), "\($0)")
    }
    // A table that is remembered, filled and asked for again.
    let again: [UInt8] = [0x80, 2, 0x7D, 0x71, 0, 0x68, 0, 0x2E]
    XCTAssertThrowsError(try PyTorchFile.decode(start + again, path: "x")) {
      XCTAssertTrue("\($0)".contains("value 0 of the pickle was not remembered"), "\($0)")
    }
  }

  func testTruncatedFilesAreRefused() throws {
    for file in try Golden.load().files {
      let bytes = file.bytes
      for length in stride(from: 0, to: bytes.count, by: 1 + bytes.count / 500) {
        XCTAssertThrowsError(
          try PyTorchFile.decode(Array(bytes[..<length]), path: "x"), "\(file.words), \(length)")
      }
    }
  }

  func testNoFileStopsTheProcess() throws {
    let golden = try Golden.load()
    let older = (golden.files + golden.refused).filter(\.older).map(\.bytes)
    var fuzzer = Fuzzer(seed: 21, corpus: older)
    var accepted = 0
    fuzzer.run { bytes in
      guard let contents = try? PyTorchFile.decode(bytes, path: "x") else { return }
      accepted += 1
      XCTAssertEqual(Set(contents.names), Set(contents.tensors.keys))
    }
    XCTAssertGreaterThan(accepted, 0)
    // Archives have checksums, and so the table in them is what is damaged.
    let tables = try (golden.files + golden.refused).filter { !$0.older }.map { file in
      try Zip.read(file.bytes, path: "x")
    }
    var inside = Fuzzer(
      seed: 22, corpus: tables.map { $0.first { $0.name.hasSuffix("data.pkl") }!.contents })
    inside.run { table in
      let files = tables[table.count % tables.count].map { file in
        (name: file.name, contents: file.name.hasSuffix("data.pkl") ? table : file.contents)
      }
      _ = try? PyTorchFile.decode(Zip.archive(files), path: "x")
    }
  }
}
