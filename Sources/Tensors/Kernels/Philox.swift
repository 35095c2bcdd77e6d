/// The block function of the generator: four words from a 128-bit counter and a 64-bit key.
package enum Philox {
  /// The word at a position of a stream: word `position % 4` of block `position / 4`.
  package static func word(at position: UInt64, key: UInt64) -> UInt32 {
    block(position / 4, key: key)[Int(position % 4)]
  }

  /// Block number `index` of a stream.
  @inline(__always)
  package static func block(_ index: UInt64, key: UInt64) -> SIMD4<UInt32> {
    block(
      counter: SIMD4(
        UInt32(truncatingIfNeeded: index), UInt32(truncatingIfNeeded: index >> 32), 0, 0),
      key: SIMD2(UInt32(truncatingIfNeeded: key), UInt32(truncatingIfNeeded: key >> 32)))
  }

  /// Ten rounds, each of two multiplications whose high halves are mixed with the other words.
  @inline(__always)
  package static func block(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
    var (c0, c1, c2, c3) = (counter[0], counter[1], counter[2], counter[3])
    var (k0, k1) = (key[0], key[1])
    for _ in 0..<10 {
      let left = UInt64(c0) &* 0xD251_1F53
      let right = UInt64(c2) &* 0xCD9E_8D57
      (c0, c1, c2, c3) = (
        UInt32(truncatingIfNeeded: right >> 32) ^ c1 ^ k0, UInt32(truncatingIfNeeded: right),
        UInt32(truncatingIfNeeded: left >> 32) ^ c3 ^ k1, UInt32(truncatingIfNeeded: left)
      )
      k0 &+= 0x9E37_79B9
      k1 &+= 0xBB67_AE85
    }
    return SIMD4(c0, c1, c2, c3)
  }

  /// Writes the words from a position of a stream on, many blocks side by side.
  package static func fill(
    _ words: UnsafeMutablePointer<UInt32>, count: Int, from position: UInt64, key: UInt64
  ) {
    var (written, position) = (0, position)
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 4 * width) { buffer in
      let blocks = buffer.baseAddress!
      while written < count {
        fillBlocks(blocks, from: position / 4, key: key)
        let skipped = Int(position % 4)
        let fresh = min(4 * width - skipped, count - written)
        (words + written).update(from: blocks + skipped, count: fresh)
        written += fresh
        position &+= UInt64(fresh)
      }
    }
  }

  /// How many blocks are worked out side by side.
  private static let width = 64

  private static func fillBlocks(
    _ words: UnsafeMutablePointer<UInt32>, from first: UInt64, key: UInt64
  ) {
    for i in 0..<width {
      let words = words + 4 * i
      let block = block(first &+ UInt64(i), key: key)
      (words[0], words[1], words[2], words[3]) = (block[0], block[1], block[2], block[3])
    }
  }
}
