import Files
import Foundation
import Sound
import TestSupport
import Tensors
import XCTest

final class RecordingTests: XCTestCase {
  private let formats: [String: SampleFormat] = [
    "PCM_U8": .unsigned8, "PCM_16": .signed16, "PCM_24": .signed24, "PCM_32": .signed32,
    "FLOAT": .float32,
  ]

  /// A file of the chunks, whatever they are.
  static func file(_ chunks: (String, [UInt8])...) -> [UInt8] {
    let body = chunks.flatMap { name, bytes in
      Array(name.utf8) + number(bytes.count, 4) + bytes
        + [UInt8](repeating: 0, count: bytes.count % 2)
    }
    return Array("RIFF".utf8) + number(4 + body.count, 4) + Array("WAVE".utf8) + body
  }

  /// A format chunk.
  static func format(code: Int = 1, channels: Int = 1, rate: Int = 8000, bits: Int = 16) -> [UInt8]
  {
    let frame = channels * bits / 8
    return number(code, 2) + number(channels, 2) + number(rate, 4) + number(rate * frame, 4)
      + number(frame, 2) + number(bits, 2)
  }

  private static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  func testFilesOfLibsndfileAreRead() throws {
    let cases = try SoundGolden.load().files
    XCTAssertEqual(cases.count, 40)
    for one in cases {
      let what = "\(one.kind) \(one.format)"
      let found = try Recording(wav: [UInt8](one.bytes), path: "x")
      XCTAssertEqual(found.samplesPerSecond, one.rate)
      // The nine digits that are kept leave open how the last bit of 32 is rounded.
      let isWide = one.format == "PCM_32"
      expectClose(
        found.samples, one.samples.tensor, relative: isWide ? 1.2e-7 : 0, absolute: 0, what)
      // And written again: the samples are the same bits, and the bytes are read back exactly.
      let format = try XCTUnwrap(formats[one.format])
      let written = found.wav(as: format)
      let back = try Recording(wav: written, path: "x")
      XCTAssertEqual(
        back.samples.scalars.map(\.bitPattern), found.samples.scalars.map(\.bitPattern))
      XCTAssertEqual(back, found, what)
      XCTAssertEqual(back.wav(as: format), written)
    }
  }

  func testEverySampleOf8And16And24BitsComesBack() throws {
    let cases: [(SampleFormat, Int, [Int])] = [
      (.unsigned8, 128, Array(-128...127)), (.signed16, 32_768, Array(-32_768...32_767)),
      (.signed24, 8_388_608, Array(stride(from: -8_388_608, through: 8_388_607, by: 257))),
    ]
    for (format, scale, levels) in cases {
      let samples = Tensor(levels.map { Float($0) / Float(scale) })
      let sound = Recording(samples: samples, samplesPerSecond: 44_100)
      XCTAssertEqual(try Recording(wav: sound.wav(as: format), path: "x"), sound, "\(format)")
    }
  }

  func testLoudSamplesAreCutOff() throws {
    let loud = Recording(samples: Tensor([2, -2, 1, -1, 0.5]), samplesPerSecond: 8)
    XCTAssertEqual(
      try Recording(wav: loud.wav(), path: "x").samples.scalars,
      [32_767 / 32_768, -1, 32_767 / 32_768, -1, 0.5])
    XCTAssertEqual(try Recording(wav: loud.wav(as: .float32), path: "x"), loud)
    XCTAssertEqual(
      try Recording(wav: loud.wav(as: .signed32), path: "x").samples.scalars, [1, -1, 1, -1, 0.5])
  }

  func testOtherChunksAndTheByteAfterAnOddOneAreSkipped() throws {
    let bytes = Self.file(
      ("JUNK", [1, 2, 3]), ("fmt ", Self.format()), ("LIST", [9]), ("data", [0, 0x40, 0, 0xC0]),
      ("tail", [1]))
    let sound = try Recording(wav: bytes, path: "x")
    XCTAssertEqual(sound.samples, Tensor([[0.5, -0.5]]))
    XCTAssertEqual(sound.mono, Tensor([0.5, -0.5]))
    XCTAssertEqual(sound.seconds, 2.0 / 8000)
  }

  func testFilesAreWrittenAndRead() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "sound-\(UUID()).wav").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let sound = Recording(samples: Tensor([[0.25, 0], [0, -0.5]]), samplesPerSecond: 16_000)
    try sound.write(to: path)
    let back = try Recording(contentsOf: path)
    XCTAssertEqual(back, sound)
    XCTAssertEqual(back.channelCount, 2)
    XCTAssertEqual(back.mono, Tensor([0.125, -0.25]))
  }

  func testBadFilesAreRefused() {
    let format = Self.format()
    let samples: (String, [UInt8]) = ("data", [0, 0])
    var long = Self.file(("fmt ", format), samples)
    long.replaceSubrange(40..<44, with: [0xFF, 0xFF, 0xFF, 0x7F])
    var wide = Self.format(code: 0xFFFE)
    wide += [22, 0, 17, 0, 0, 0, 0, 0] + [UInt8](repeating: 0, count: 16)
    var foreign = Self.format(code: 0xFFFE)
    foreign += [22, 0, 16, 0, 0, 0, 0, 0, 1, 0] + [UInt8](repeating: 7, count: 14)
    var narrow = Self.format(channels: 2)
    narrow[12] = 3
    let again = " The file is incomplete; get it again."
    let readable =
      " Whole numbers of 8, 16, 24 and 32 bits and floating point of 32 can be read; other programs "
      + "turn the rest into these."
    let cases: [([UInt8], String)] = [
      (
        [],
        "x, byte 0: expected 4 bytes for the beginning of a WAV file, found 0.\(again)"
      ),
      (
        Array("RIFX1234WAVE".utf8),
        "x, byte 0: expected RIFF, with which a WAV file begins, found \"RIFX\"."
      ),
      (
        Array("RIFF".utf8) + [9, 0, 0, 0] + Array("WAVE".utf8),
        "x, byte 4: the header promises 9 bytes, and 4 follow.\(again)"
      ),
      (
        Array("RIFF".utf8) + [4, 0, 0, 0] + Array("AVI ".utf8),
        "x, byte 8: expected WAVE, the kind of the file, found \"AVI \"."
      ),
      (
        Self.file(("fmt ", format)),
        "x, byte 36: expected 4 bytes for the name of a chunk; none so far holds samples, found "
          + "0.\(again)"
      ),
      (Self.file(samples), "x, byte 12: samples come before their format."),
      (
        long,
        "x, byte 40: the chunk \"data\" promises 2147483647 bytes, and 2 follow.\(again)"
      ),
      (
        Self.file(("fmt ", Array(format.prefix(14)))),
        "x, byte 20: the format chunk has 14 bytes, and it needs at least 16."
      ),
      (
        Self.file(("fmt ", Self.format(code: 6, bits: 8)), samples),
        "x, byte 20: the samples are kind 6 of 8 bits.\(readable)"
      ),
      (
        Self.file(("fmt ", Self.format(code: 3, bits: 64)), samples),
        "x, byte 20: the samples are floating point of 64 bits.\(readable)"
      ),
      (
        Self.file(("fmt ", Self.format(channels: 0)), samples),
        "x, byte 22: the sound has no channel."
      ),
      (
        Self.file(("fmt ", Self.format(rate: 0)), samples),
        "x, byte 24: the sound has 0 samples a second."
      ),
      (
        Self.file(("fmt ", Self.format(rate: 1 << 31)), samples),
        "x, byte 24: 2147483648 samples a second of 2 bytes are more bytes a second than a header "
          + "can say. The header is damaged."
      ),
      (
        Self.file(("fmt ", narrow), samples),
        "x, byte 32: a moment of 2 channels of 16 bits is said to take 3 bytes, and it takes 4."
      ),
      (
        Self.file(("fmt ", Self.format(code: 0xFFFE)), samples),
        "x, byte 20: the extensible format chunk has 16 bytes, and it needs at least 40."
      ),
      (
        Self.file(("fmt ", wide), samples),
        "x, byte 38: 17 bits of a sample are said to be valid, and it has 16."
      ),
      (
        Self.file(("fmt ", foreign), samples),
        "x, byte 44: the kind of samples is none that is known here."
      ),
      (
        Self.file(("fmt ", format), ("data", [1, 2, 3])),
        "x, byte 44: the samples take 3 bytes, which is no multiple of the 2 of a moment."
      ),
      (
        Self.file(
          ("fmt ", Self.format(code: 3, bits: 32)), ("data", [0, 0, 0, 0, 0, 0, 0x80, 0x7F])),
        "x, byte 48: the sample is inf, and a pressure is a finite number."
      ),
    ]
    for (bytes, sentence) in cases {
      expectSentence(sentence, try Recording(wav: bytes, path: "x"))
    }
  }

  func testASoundThatNoFileHoldsIsNotWritten() {
    let sound = Recording(samples: Tensor([.infinity]), samplesPerSecond: 8)
    expectSentence(
      "/none/x.wav: writing a sound: sample 0 of channel 0 is inf, and a pressure is a finite number.",
      try sound.write(to: "/none/x.wav"))
  }

  func testMisuseIsASentence() {
    expectSentence(
      "making a recording: samples of shape [0, 3] should be [channels, samples], with at least one "
        + "channel", try Recording(checking: .zeros([0, 3]), samplesPerSecond: 8))
    expectSentence(
      "making a recording: 0 samples a second, and there must be at least one",
      try Recording(checking: .zeros([3]), samplesPerSecond: 0))
    expectSentence(
      "writing a sound: sample 1 of channel 1 is nan, and a pressure is a finite number",
      try Recording(samples: Tensor([[0, 0], [0, .nan]]), samplesPerSecond: 8)
        .checkedWAV(as: .signed16))
    expectSentence(
      "writing a sound: 1 channels of 1 samples, 4294967296 a second, are more than the header of a "
        + "WAV file can say",
      try Recording(samples: Tensor([0]), samplesPerSecond: 1 << 32).checkedWAV(as: .signed16))
  }

  /// No file, however damaged, stops the process: it is read, or refused with a sentence.
  func testDamagedFiles() throws {
    let golden = try SoundGolden.load().files.map { [UInt8]($0.bytes) }
    let own = Self.file(("JUNK", [1]), ("fmt ", Self.format(channels: 2)), ("data", [1, 2, 3, 4]))
    var fuzzer = Fuzzer(seed: 18, corpus: golden + [own])
    var accepted = 0
    let count = fuzzer.run { bytes in
      do throws(FileError) {
        let sound = try Recording(wav: bytes, path: "x")
        accepted += 1
        XCTAssertLessThanOrEqual(sound.samples.count, bytes.count)
        // In its own format it can be written again; in a wider one the header may be too small.
        guard let wide = try? sound.checkedWAV(as: .float32) else { return }
        XCTAssertEqual(try Recording(wav: wide, path: "y").samples, sound.samples)
      } catch {
        XCTAssertTrue("\(error)".hasPrefix("x, byte "), "\(error)")
      }
    }
    XCTAssertGreaterThan(accepted, 0)
    XCTAssertLessThan(accepted, count)
  }
}
