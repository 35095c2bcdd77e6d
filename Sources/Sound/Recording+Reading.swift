import Files
import Tensors

extension Recording {
  /// Reads a WAV file: whole numbers of 8, 16, 24 or 32 bits or floating point of 32, with any number
  /// of channels. Whole numbers are divided by that of a full swing, so that samples lie between -1
  /// and 1.
  ///
  /// ```swift
  /// let word = try Recording(contentsOf: "seven.wav")
  /// print(word.seconds, word.samplesPerSecond)
  /// ```
  public init(contentsOf path: String) throws(FileError) {
    try self.init(wav: try FileBytes.read(path), path: path)
  }

  /// Reads bytes that were read already; `path` is what errors call them.
  ///
  /// Nothing is allocated for what a header promises before the samples are known to be there.
  public init(wav bytes: [UInt8], path: String) throws(FileError) {
    var reader = ByteReader(bytes, path: path)
    try Self.readBeginning(&reader)
    var header: WAVHeader?
    while true {
      let start = reader.position
      let name = Array(try reader.bytes(4, "the name of a chunk; none so far holds samples"))
      let length = Int(try reader.littleEndian(UInt32.self, "the length of a chunk"))
      guard length <= reader.remaining.count else {
        throw FileError(
          path, at: .byte(start + 4),
          "the chunk \(Self.shown(name)) promises \(length) bytes, and \(reader.remaining.count) follow",
          hint: "The file is incomplete; get it again")
      }
      let end = reader.position + length
      if name == Array("fmt ".utf8) {
        header = try WAVHeader(&reader, length: length)
      } else if name == Array("data".utf8) {
        guard let header else {
          throw FileError(path, at: .byte(start), "samples come before their format")
        }
        self.init(
          try Self.samples(bytes[reader.position..<end], header, path: path),
          samplesPerSecond: header.samplesPerSecond)
        return
      }
      // A chunk of odd length is followed by a byte that belongs to none.
      reader.position = min(end + length % 2, bytes.count)
    }
  }

  private init(_ samples: Tensor, samplesPerSecond: Int) {
    (self.samples, self.samplesPerSecond) = (samples, samplesPerSecond)
  }

  private static func readBeginning(_ reader: inout ByteReader) throws(FileError) {
    let magic = Array(try reader.bytes(4, "the beginning of a WAV file"))
    guard magic == Array("RIFF".utf8) else {
      throw FileError(
        reader.path, at: .byte(0),
        "expected RIFF, with which a WAV file begins, found \(shown(magic))")
    }
    let length = Int(try reader.littleEndian(UInt32.self, "the length of the file"))
    guard length <= reader.remaining.count else {
      throw FileError(
        reader.path, at: .byte(4),
        "the header promises \(length) bytes, and \(reader.remaining.count) follow",
        hint: "The file is incomplete; get it again")
    }
    let kind = Array(try reader.bytes(4, "the kind of the file"))
    guard kind == Array("WAVE".utf8) else {
      throw FileError(
        reader.path, at: .byte(8), "expected WAVE, the kind of the file, found \(shown(kind))")
    }
  }

  /// The samples, which stand in the file moment by moment and here channel by channel.
  private static func samples(
    _ bytes: ArraySlice<UInt8>, _ header: WAVHeader, path: String
  ) throws(FileError) -> Tensor {
    guard bytes.count % header.frameSize == 0 else {
      throw FileError(
        path, at: .byte(bytes.startIndex),
        "the samples take \(bytes.count) bytes, which is no multiple of the \(header.frameSize) of a "
          + "moment")
    }
    let (channels, size) = (header.channels, header.format.size)
    let count = bytes.count / header.frameSize
    let samples = bytes.withUnsafeBufferPointer { bytes in
      Tensor(shape: [channels, count]) { samples in
        let bytes = bytes.baseAddress!
        for channel in 0..<channels {
          for moment in 0..<count {
            samples[channel * count + moment] = header.format.sample(
              bytes + (moment * channels + channel) * size)
          }
        }
      }
    }
    if let wrong = samples.scalars.firstIndex(where: { !$0.isFinite }) {
      let (channel, moment) = wrong.quotientAndRemainder(dividingBy: count)
      throw FileError(
        path, at: .byte(bytes.startIndex + (moment * channels + channel) * size),
        "the sample is \(samples.scalars[wrong]), and a pressure is a finite number")
    }
    return samples
  }

  /// Four bytes as a person reads them.
  private static func shown(_ bytes: [UInt8]) -> String {
    bytes.allSatisfy { (0x20..<0x7F).contains($0) }
      ? "\"\(String(decoding: bytes, as: UTF8.self))\""
      : bytes.map { "\($0)" }.joined(separator: " ")
  }
}
