import Files
import Tensors

extension Recording {
  /// Writes a WAV file, which every player plays. A sound that no such file can hold is refused.
  public func write(to path: String, as format: SampleFormat = .signed16) throws(FileError) {
    do {
      try FileBytes.write(try checkedWAV(as: format), to: path)
    } catch let error as TensorError {
      throw FileError(path, error.description)
    } catch {
      throw error as? FileError ?? FileError(path, "\(error)")
    }
  }

  /// The bytes of a WAV file. Samples beyond -1 and 1 are cut off there, except in floating point.
  ///
  /// What was read from a file of a format and is written in the same format has the same samples
  /// again, bit for bit; of 32 bits the upper 24 of a loud sample.
  ///
  ///     Recording(samples: Tensor([0, 1]), samplesPerSecond: 8000).wav().count   // 48
  public func wav(as format: SampleFormat = .signed16) -> [UInt8] {
    required(try checkedWAV(as: format))
  }

  package func checkedWAV(as format: SampleFormat) throws(TensorError) -> [UInt8] {
    if let wrong = samples.scalars.firstIndex(where: { !$0.isFinite }) {
      let (channel, moment) = wrong.quotientAndRemainder(dividingBy: sampleCount)
      throw TensorError(
        "writing a sound: sample \(moment) of channel \(channel) is \(samples.scalars[wrong]), and a "
          + "pressure is a finite number")
    }
    let frame = channelCount * format.size
    // The header has 16 bits for channels and moments and 32 for lengths.
    let (length, isTooMuch) = sampleCount.multipliedReportingOverflow(by: frame)
    guard frame < 1 << 16, !isTooMuch, length <= Int(UInt32.max) - 100,
      samplesPerSecond <= Int(UInt32.max) / frame
    else {
      throw TensorError(
        "writing a sound: \(channelCount) channels of \(sampleCount) samples, \(samplesPerSecond) a "
          + "second, are more than the header of a WAV file can say")
    }
    var writer = ByteWriter()
    let padding = length % 2
    let isFloat = format == .float32
    writer.bytes += Array("RIFF".utf8)
    writer.put([UInt32(4 + (isFloat ? 38 : 24) + 8 + length + padding)])
    writer.bytes += Array("WAVEfmt ".utf8)
    writer.put([UInt32(isFloat ? 18 : 16)])
    writer.put([format.code, UInt16(channelCount)])
    writer.put([UInt32(samplesPerSecond), UInt32(samplesPerSecond * frame)])
    writer.put([UInt16(frame), UInt16(format.size * 8)])
    if isFloat {
      // What is not whole numbers says that it has no extension, and how many moments there are.
      writer.put([UInt16(0)])
      writer.bytes += Array("fact".utf8)
      writer.put([UInt32(4), UInt32(sampleCount)])
    }
    writer.bytes += Array("data".utf8)
    writer.put([UInt32(length)])
    writer.bytes.reserveCapacity(writer.bytes.count + length + padding)
    let (samples, count) = (samples.scalars, sampleCount)
    for moment in 0..<count {
      for channel in 0..<channelCount {
        format.write(samples[channel * count + moment], to: &writer.bytes)
      }
    }
    writer.bytes += [UInt8](repeating: 0, count: padding)
    return writer.bytes
  }
}
