/// The checksum of gzip and zip: it finds bytes that were changed by accident, not on purpose.
public struct CRC32: Sendable {
  private var state: UInt32 = 0xFFFF_FFFF

  /// A checksum of nothing.
  public init() {}

  /// The checksum of `bytes`.
  public static func of(_ bytes: some Collection<UInt8>) -> UInt32 {
    var checksum = CRC32()
    checksum.update(bytes)
    return checksum.value
  }

  /// The checksum of all bytes so far.
  public var value: UInt32 { ~state }

  /// Goes on with more bytes.
  public mutating func update(_ bytes: some Collection<UInt8>) {
    let done: Void? = bytes.withContiguousStorageIfAvailable { update(contiguous: $0) }
    if done == nil { Array(bytes).withUnsafeBufferPointer { update(contiguous: $0) } }
  }

  /// Eight bytes at a time with eight tables, three times as fast as one byte at a time.
  private mutating func update(contiguous bytes: UnsafeBufferPointer<UInt8>) {
    var (crc, index) = (state, 0)
    CRC32.tables.withUnsafeBufferPointer { tables in
      while index + 8 <= bytes.count {
        let low =
          crc
          ^ (UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) << 16
            | UInt32(bytes[index + 3]) << 24)
        crc =
          tables[7 * 256 + Int(low & 0xFF)] ^ tables[6 * 256 + Int(low >> 8 & 0xFF)]
          ^ tables[5 * 256 + Int(low >> 16 & 0xFF)] ^ tables[4 * 256 + Int(low >> 24)]
        crc ^=
          tables[3 * 256 + Int(bytes[index + 4])] ^ tables[2 * 256 + Int(bytes[index + 5])]
          ^ tables[256 + Int(bytes[index + 6])] ^ tables[Int(bytes[index + 7])]
        index += 8
      }
      while index < bytes.count {
        crc = tables[Int((crc ^ UInt32(bytes[index])) & 0xFF)] ^ crc >> 8
        index += 1
      }
    }
    state = crc
  }

  /// Table `k` holds the checksum of a byte followed by `k` zeros.
  private static let tables: [UInt32] = {
    var tables: [UInt32] = []
    for byte: UInt32 in 0..<256 {
      var crc = byte
      for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0xEDB8_8320 : crc >> 1 }
      tables.append(crc)
    }
    for entry in 256..<(8 * 256) {
      let before = tables[entry - 256]
      tables.append(tables[Int(before & 0xFF)] ^ before >> 8)
    }
    return tables
  }()
}
