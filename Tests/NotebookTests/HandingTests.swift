import Foundation
import Networks
import Notebook
import TestSupport
import Tensors
import XCTest

final class HandingTests: XCTestCase {
  private let folder: String = {
    let folder = NSTemporaryDirectory() + "handing-" + UUID().uuidString
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    Leftovers.add(folder)
    return folder
  }()

  private var names: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder).sorted()) ?? []
  }

  private func text(_ name: String) -> String? {
    try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
  }

  func testEachKindOfValueBecomesAFile() throws {
    let digits = Tensor(shape: [2, 3], scalars: [0, -1.5, 2, 3, .infinity, 5])
    _ = try recorded(variables: ["LADDER_HANDOVER": folder]) {
      handOver("train digits", digits)
      handOver("labels", [3, 1, 16_777_217])
      handOver("layer.weight", Tensor(shape: [], scalars: [7]))
      handOver("rates", [0.1, 1e-300])
      handOver("classes", 10)
      handOver("rate", 0.25 as Float)
      handOver("sentence", "the \"cat\"")
      handOver("words", ["the", "cat"])
      Notebook.finish()
    }
    XCTAssertEqual(
      names,
      [
        "classes.npy", "labels.npy", "layer.weight.npy", "rate.npy", "rates.npy", "sentence.json",
        "train-digits.npy", "words.json",
      ])
    XCTAssertEqual(try NumPyFile.read("\(folder)/train-digits.npy"), digits)
    XCTAssertEqual(
      try NumPyFile.read("\(folder)/layer.weight.npy"), Tensor(shape: [], scalars: [7]))
    XCTAssertEqual(try NumPyFile.read("\(folder)/rate.npy"), Tensor(shape: [], scalars: [0.25]))
    XCTAssertEqual(text("sentence.json"), #""the \"cat\"""#)
    XCTAssertEqual(text("words.json"), #"["the","cat"]"#)
  }

  /// What single precision does not hold must not be rounded on the way.
  func testWholeNumbersAndDoublesKeepTheirDigits() throws {
    _ = try recorded(variables: ["LADDER_HANDOVER": folder]) {
      handOver("labels", [16_777_217, -1])
      handOver("tiny", 1e-300)
      Notebook.finish()
    }
    let labels = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/labels.npy"))
    XCTAssertEqual(labels.count % 64, 16)
    XCTAssertTrue(String(decoding: labels.prefix(64), as: UTF8.self).contains("'<i8'"))
    XCTAssertEqual(
      [UInt8](labels.suffix(16)), [1, 0, 0, 1, 0, 0, 0, 0] + [UInt8](repeating: 255, count: 8))
    let tiny = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/tiny.npy"))
    let bits = tiny.suffix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    XCTAssertEqual(Double(bitPattern: bits), 1e-300)
  }

  func testAnOrdinaryRunHandsNothingOver() throws {
    let (trace, run) = try recorded {
      Notebook.enter("a")
      handOver("digits", Tensor(shape: [1], scalars: [1]))
      handOver("digits", 2)
      Notebook.finish()
    }
    XCTAssertEqual(trace["a"]?.outputs, [])
    XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: run), ["trace.jsonl"])
    handOver("outside of a chapter", 1)
  }

  func testNamesThatCannotBeUsedAreRefused() throws {
    let handover = Handover(folder: folder)
    try handover.write("Test rows", ending: "npy", [])
    for (name, sentence) in [
      ("test-rows", "\"test-rows\" is handed over a second time"),
      ("!", "\"!\" is handed over, which has no letter or digit in it"),
    ] {
      XCTAssertThrowsError(try handover.write(name, ending: "npy", [])) {
        XCTAssertTrue("\($0)".contains(sentence), "\($0)")
      }
    }
    XCTAssertThrowsError(try Handover(folder: "/nowhere").write("a", ending: "npy", [])) {
      XCTAssertTrue("\($0)".contains("LADDER_HANDOVER must name a folder"), "\($0)")
    }
  }
}
