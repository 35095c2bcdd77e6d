/// How a sample is written in a WAV file.
public enum SampleFormat: Sendable, Equatable, CaseIterable {
  /// Whole numbers of 8 bits, from 0 to 255, silence being 128.
  case unsigned8
  /// Whole numbers of 16 bits, as on a compact disc.
  case signed16
  /// Whole numbers of 24 bits, as from a studio: all that single precision can tell apart.
  case signed24
  /// Whole numbers of 32 bits. Single precision keeps the upper 24 of a loud sample.
  case signed32
  /// Numbers of single precision as they are.
  case float32

  /// The number of bytes of one sample.
  var size: Int {
    switch self {
    case .unsigned8: 1
    case .signed16: 2
    case .signed24: 3
    case .signed32, .float32: 4
    }
  }

  /// The code of the kind of number in the file: 1 for whole numbers, 3 for floating point.
  var code: UInt16 { self == .float32 ? 3 : 1 }

  /// The format with this code and so many bits, if it is one that can be read.
  init?(code: UInt16, bits: Int) {
    guard let found = Self.allCases.first(where: { $0.code == code && $0.size * 8 == bits }) else {
      return nil
    }
    self = found
  }

  /// The number that a full swing is written as; samples are divided by it.
  var scale: Float {
    switch self {
    case .unsigned8: 128
    case .signed16: 32_768
    case .signed24: 8_388_608
    case .signed32: 2_147_483_648
    case .float32: 1
    }
  }

  /// The sample at the first byte of `bytes`, which are lowest first.
  @inline(__always)
  func sample(_ bytes: UnsafePointer<UInt8>) -> Float {
    switch self {
    case .unsigned8: return Float(Int(bytes[0]) - 128) / scale
    case .signed16: return Float(Int16(bitPattern: UInt16(word(bytes)))) / scale
    // The sign is that of 32 bits when the three bytes are the upper ones.
    case .signed24: return Float(Int32(bitPattern: word(bytes) << 8) >> 8) / scale
    case .signed32: return Float(Int32(bitPattern: word(bytes))) / scale
    case .float32: return Float(bitPattern: word(bytes))
    }
  }

  /// Adds the bytes of a sample, lowest first. A whole number is the nearest one, and what is louder
  /// than a full swing becomes a full swing.
  @inline(__always)
  func write(_ sample: Float, to bytes: inout [UInt8]) {
    var rest: UInt32
    switch self {
    case .float32: rest = sample.bitPattern
    default:
      let limit = Double(scale)
      let level = (Double(sample) * limit).rounded()
      let clipped = min(max(level, -limit), limit - 1)
      rest = UInt32(bitPattern: Int32(clipped)) &+ (self == .unsigned8 ? 128 : 0)
    }
    for _ in 0..<size {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  @inline(__always)
  private func word(_ bytes: UnsafePointer<UInt8>) -> UInt32 {
    var word: UInt32 = 0
    for place in 0..<size { word |= UInt32(bytes[place]) << UInt32(8 * place) }
    return word
  }
}
