import Files

/// The types of numbers in array files, and how each becomes a Float.
enum ElementType: Equatable {
  case float(bits: Int)
  case brainFloat
  case signed(bits: Int)
  case unsigned(bits: Int)

  /// The number of bytes of one number.
  var size: Int {
    switch self {
    case .float(let bits), .signed(let bits), .unsigned(let bits): bits / 8
    case .brainFloat: 2
    }
  }

  /// The numbers that `bytes` hold. Double precision is rounded to single; a whole number that
  /// single precision does not have, and a number beyond its largest, is an error at its place.
  func floats(
    _ bytes: ArraySlice<UInt8>, isBigEndian: Bool = false, path: String
  ) throws(FileError) -> [Float] {
    let count = bytes.count / size
    #if _endian(little)
      if self == .float(bits: 32), !isBigEndian { return ElementType.copied(bytes, count) }
    #endif
    var floats = [Float](repeating: 0, count: count)
    var (inexact, infinite): (Int?, Int?)
    bytes.withUnsafeBytes { raw in
      func word<Word: FixedWidthInteger>(_ index: Int, _ type: Word.Type) -> Word {
        let word = raw.loadUnaligned(fromByteOffset: index * size, as: Word.self)
        return isBigEndian ? Word(bigEndian: word) : Word(littleEndian: word)
      }
      func fill(_ number: (Int) -> Float) {
        for index in 0..<count { floats[index] = number(index) }
      }
      func fillWhole<Word: FixedWidthInteger>(_ type: Word.Type) {
        for index in 0..<count {
          let number = word(index, type)
          floats[index] = Float(number)
          if inexact == nil, Float(exactly: number) == nil { inexact = index }
        }
      }
      switch self {
      case .float(bits: 16): fill { float(half: word($0, UInt16.self)) }
      case .float(bits: 32): fill { Float(bitPattern: word($0, UInt32.self)) }
      case .float:
        for index in 0..<count {
          let number = Double(bitPattern: word(index, UInt64.self))
          floats[index] = Float(number)
          if floats[index].isInfinite, number.isFinite, infinite == nil { infinite = index }
        }
      case .brainFloat: fill { Float(bitPattern: UInt32(word($0, UInt16.self)) << 16) }
      case .signed(bits: 8): fillWhole(Int8.self)
      case .signed(bits: 16): fillWhole(Int16.self)
      case .signed(bits: 32): fillWhole(Int32.self)
      case .signed: fillWhole(Int64.self)
      case .unsigned(bits: 8): fillWhole(UInt8.self)
      case .unsigned(bits: 16): fillWhole(UInt16.self)
      case .unsigned(bits: 32): fillWhole(UInt32.self)
      case .unsigned: fillWhole(UInt64.self)
      }
    }
    if let unfit = inexact ?? infinite {
      throw FileError.notInSinglePrecision(
        path, byte: bytes.startIndex + unfit * size, isWhole: inexact != nil)
    }
    return floats
  }

  /// The numbers as they stand in memory.
  private static func copied(_ bytes: ArraySlice<UInt8>, _ count: Int) -> [Float] {
    [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(buffer).copyMemory(from: $0) }
      initialized = count
    }
  }

  /// Half precision by its bits: Swift's Float16 is not there on every Mac.
  private func float(half: UInt16) -> Float {
    let sign = UInt32(half & 0x8000) << 16
    let exponent = UInt32(half >> 10 & 0x1F)
    let fraction = UInt32(half & 0x3FF)
    switch exponent {
    case 0:
      let magnitude = Float(fraction) * 0x1p-24
      return sign == 0 ? magnitude : -magnitude
    case 31: return Float(bitPattern: sign | 0x7F80_0000 | fraction << 13)
    default: return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
    }
  }

  /// The bytes of `scalars` in single precision, lowest byte first.
  static func bytes(of scalars: [Float]) -> [UInt8] {
    #if _endian(little)
      return scalars.withUnsafeBytes { [UInt8]($0) }
    #else
      return scalars.flatMap { scalar in
        withUnsafeBytes(of: scalar.bitPattern.littleEndian, Array.init)
      }
    #endif
  }
}
