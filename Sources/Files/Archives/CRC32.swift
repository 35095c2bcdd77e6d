import CPNG

/// The checksum of gzip and zip: it finds bytes that were changed by accident, not on purpose.
public enum CRC32 {
  /// The checksum of `bytes`.
  ///
  /// ```swift
  /// CRC32.of(Array("123456789".utf8))   // 0xCBF4_3926
  /// ```
  public static func of(_ bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBufferPointer { bytes in
      // An empty array may have no address, which zlib takes for a question about its start value.
      guard let start = bytes.baseAddress, !bytes.isEmpty else { return 0 }
      return UInt32(truncatingIfNeeded: crc32_z(0, start, bytes.count))
    }
  }
}
