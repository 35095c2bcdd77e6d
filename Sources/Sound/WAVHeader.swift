import Files

/// What the `fmt ` chunk of a WAV file says about its samples.
struct WAVHeader {
  let format: SampleFormat
  let channels: Int
  let samplesPerSecond: Int

  /// The bytes of the samples of all channels at one moment.
  var frameSize: Int { channels * format.size }

  /// Codes of what can be read, and of the extensible form, which names them in another place.
  private static let (wholeNumbers, floatingPoint, extensible) = (
    UInt16(1), UInt16(3), UInt16(0xFFFE)
  )

  /// The last fourteen bytes of the identifiers that stand for those codes in the extensible form.
  private static let family: [UInt8] = [
    0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x80, 0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71,
  ]

  /// Reads the chunk, of `length` bytes, at the position of the reader.
  init(_ reader: inout ByteReader, length: Int) throws(FileError) {
    let path = reader.path
    let start = reader.position
    func refuse(_ place: Int, _ problem: String, hint: String? = nil) -> FileError {
      FileError(path, at: .byte(start + place), problem, hint: hint)
    }
    guard length >= 16 else {
      throw refuse(0, "the format chunk has \(length) bytes, and it needs at least 16")
    }
    var code = try reader.littleEndian(UInt16.self, "the kind of samples")
    channels = Int(try reader.littleEndian(UInt16.self, "the number of channels"))
    samplesPerSecond = Int(try reader.littleEndian(UInt32.self, "the samples a second"))
    _ = try reader.littleEndian(UInt32.self, "the bytes a second")
    let frame = Int(try reader.littleEndian(UInt16.self, "the bytes of a moment"))
    let bits = Int(try reader.littleEndian(UInt16.self, "the bits of a sample"))
    guard channels > 0 else { throw refuse(2, "the sound has no channel") }
    guard samplesPerSecond > 0 else { throw refuse(4, "the sound has 0 samples a second") }
    if code == Self.extensible {
      guard length >= 40 else {
        throw refuse(0, "the extensible format chunk has \(length) bytes, and it needs at least 40")
      }
      _ = try reader.littleEndian(UInt16.self, "the length of the extension")
      // Fewer valid bits than there is room for stand in the upper ones: nothing changes here.
      let valid = Int(try reader.littleEndian(UInt16.self, "the valid bits of a sample"))
      guard valid <= bits else {
        throw refuse(18, "\(valid) bits of a sample are said to be valid, and it has \(bits)")
      }
      _ = try reader.littleEndian(UInt32.self, "the places of the loudspeakers")
      code = try reader.littleEndian(UInt16.self, "the kind of samples")
      guard Array(try reader.bytes(14, "the kind of samples")) == Self.family else {
        throw refuse(24, "the kind of samples is none that is known here")
      }
    }
    guard let format = SampleFormat(code: code, bits: bits) else {
      let kind =
        switch code {
        case Self.wholeNumbers: "whole numbers"
        case Self.floatingPoint: "floating point"
        default: "kind \(code)"
        }
      throw refuse(
        0, "the samples are \(kind) of \(bits) bits",
        hint: "Whole numbers of 8, 16, 24 and 32 bits and floating point of 32 can be read; other "
          + "programs turn the rest into these")
    }
    self.format = format
    guard frame == frameSize else {
      throw refuse(
        12,
        "a moment of \(channels) channels of \(bits) bits is said to take \(frame) bytes, and it "
          + "takes \(frameSize)")
    }
    guard samplesPerSecond <= Int(UInt32.max) / frameSize else {
      throw refuse(
        4,
        "\(samplesPerSecond) samples a second of \(frameSize) bytes are more bytes a second than a "
          + "header can say", hint: "The header is damaged")
    }
  }
}
