/// Mixes bytes and numbers to keys that look like luck: the finishing steps of SplitMix64.
enum ByteHash {
  /// A key for a key and a number.
  @inline(__always)
  static func mixed(_ key: UInt64, _ number: UInt64) -> UInt64 {
    var bits = (key ^ number) &* 0xBF58_476D_1CE4_E5B9
    bits ^= bits >> 30
    bits &*= 0x94D0_49BB_1331_11EB
    bits ^= bits >> 27
    bits &*= 0x9E37_79B9_7F4A_7C15
    return bits ^ (bits >> 31)
  }

  /// A key for some bytes, eight at a time.
  @inline(__always)
  static func key(_ bytes: UnsafePointer<UInt8>, count: Int) -> UInt64 {
    var key = UInt64(truncatingIfNeeded: count)
    let raw = UnsafeRawPointer(bytes)
    var place = 0
    while place + 8 <= count {
      key = mixed(key, raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      place += 8
    }
    guard place < count else { return key }
    var last: UInt64 = 0
    for offset in place..<count { last = last << 8 | UInt64(bytes[offset]) }
    return mixed(key, last &+ 1)
  }
}
