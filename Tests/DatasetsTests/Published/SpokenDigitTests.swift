import Datasets
import Files
import Foundation
import Sound
import Tensors
import XCTest

final class SpokenDigitTests: XCTestCase {
  private func folder() throws -> String {
    let path = FileManager.default.temporaryDirectory.appending(path: "fsdd-\(UUID())").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (number, file) in PublishedSet.spokenDigits.files.enumerated() {
      let sound = Recording(samples: Tensor([Float(number) / 512]), samplesPerSecond: 8000)
      try sound.write(to: "\(path)/\(file.name)")
    }
    return path
  }

  func testEveryRecordingHasItsDigitSpeakerAndTake() throws {
    let path = try folder()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let words = try SpokenDigit.recordings(from: path)
    XCTAssertEqual(words.count, 420)
    XCTAssertEqual(
      words.map { "\($0.digit)_\($0.speaker)_\($0.take).wav" },
      PublishedSet.spokenDigits.finalNames)
    XCTAssertEqual(words[419].recording.samples, Tensor([[419 / 512]]))

    let wrong = "\(path)/3_theo_2.wav"
    try Recording(samples: .zeros([2, 1]), samplesPerSecond: 16_000).write(to: wrong)
    XCTAssertThrowsError(try SpokenDigit.recordings(from: path)) {
      XCTAssertEqual(
        "\($0)",
        "\(wrong): expected one channel of 8000 samples a second, found 2 of 16000. It belongs to "
          + "another set.")
    }
    try FileBytes.write([1, 2, 3, 4], to: wrong)
    XCTAssertThrowsError(try SpokenDigit.recordings(from: path)) {
      XCTAssertTrue("\($0)".hasPrefix("\(wrong), byte 0: expected RIFF"), "\($0)")
    }
    try FileManager.default.removeItem(atPath: wrong)
    XCTAssertThrowsError(try SpokenDigit.recordings(from: path)) {
      XCTAssertTrue("\($0)".hasPrefix("\(wrong): there is no such file"), "\($0)")
    }
  }

  func testTheWholeSet() throws {
    try XCTSkipUnless(DataFolder.has(.spokenDigits), "needs ./build.sh data fsdd")
    let words = try SpokenDigit.recordings()
    XCTAssertEqual(words.count, 420)
    XCTAssertEqual(words[0].recording.sampleCount, 2384)
    XCTAssertTrue(words.allSatisfy { $0.recording.sampleCount > 1000 })
    XCTAssertTrue(words.allSatisfy { $0.recording.samples.scalars.contains { abs($0) > 0.01 } })
    // Written again, a file is what it was: header and samples.
    let path = "\(try DataFolder.locate(.spokenDigits))/7_lucas_3.wav"
    let word = words.first { $0.digit == 7 && $0.speaker == "lucas" && $0.take == 3 }
    XCTAssertEqual(word?.recording.wav(), try FileBytes.read(path))
  }
}
