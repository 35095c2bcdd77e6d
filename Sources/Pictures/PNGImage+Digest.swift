extension PNGImage {
  /// A digest of what the picture shows, pixel by pixel (FNV-1a): the same whatever library
  /// compressed the file.
  package var digest: String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for part in [width, height] {
      hash = (hash ^ UInt64(part)) &* 0x0000_0100_0000_01B3
    }
    for byte in samples {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
    return String(hash, radix: 16)
  }
}
