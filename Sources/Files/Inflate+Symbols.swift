/// The loop in which decompression spends its time. It works on pointers and local variables,
/// because arrays in a struct are checked for other owners at every byte: MNIST took 0.41 s so and
/// takes 0.19 s like this (gunzip of the training images, one core).
extension Inflate {
  /// The most bytes one symbol stands for.
  static let longestCopy = 258

  /// How a run of symbols ended.
  private enum Outcome {
    case endOfBlock
    case outOfRoom
    case failure(String)
  }

  /// Decodes literals and copies until the end of the block.
  mutating func compressed(
    _ literals: HuffmanTable, _ distances: HuffmanTable
  ) throws(FileError) {
    while true {
      try reserve(0)
      switch symbols(literals, distances) {
      case .endOfBlock:
        return try reserve(0)
      case .outOfRoom:
        try reserve(min(1 << 16, limit - min(written, limit)))
      case .failure(let problem):
        throw error(problem)
      }
    }
  }

  /// Decodes symbols until the block ends or there is no room for another.
  private mutating func symbols(
    _ literals: HuffmanTable, _ distances: HuffmanTable
  ) -> Outcome {
    let literalMask = UInt64(1) << UInt64(literals.bits) - 1
    let distanceMask = UInt64(1) << UInt64(distances.bits) - 1
    let lastStart = min(limit, output.count - Inflate.longestCopy)
    var reader = BitReader(position: position, bits: bits, bitCount: bitCount)
    var place = written
    let input = input
    // Taken out of the struct, so that it has one owner and is not copied.
    var output: [UInt8] = []
    swap(&output, &self.output)
    defer { swap(&output, &self.output) }
    let outcome = input.withUnsafeBytes { input in
      literals.entries.withUnsafeBufferPointer { literals in
        distances.entries.withUnsafeBufferPointer { distances in
          output.withUnsafeMutableBufferPointer { output in
            while place <= lastStart {
              reader.refill(input)
              let symbol = reader.symbol(literals, literalMask)
              if symbol < 256 {
                guard symbol >= 0 else { return reader.failure(input) }
                output[place] = UInt8(truncatingIfNeeded: symbol)
                place += 1
                continue
              }
              if symbol == 256 { return .endOfBlock }
              guard symbol < 286 else {
                return .failure("the length code \(symbol) does not exist")
              }
              let length = reader.value(Inflate.lengths[symbol - 257])
              let code = reader.symbol(distances, distanceMask)
              guard code >= 0 else { return reader.failure(input) }
              guard code < 30 else { return .failure("the distance code \(code) does not exist") }
              let distance = reader.value(Inflate.distances[code])
              guard reader.bitCount >= 0 else { return reader.failure(input) }
              guard distance <= place else {
                return .failure("a copy reaches \(distance) bytes back, and there are \(place)")
              }
              let target = output.baseAddress! + place
              if distance >= length {
                target.update(from: target - distance, count: length)
              } else {
                for offset in 0..<length { target[offset] = target[offset - distance] }
              }
              place += length
            }
            return .outOfRoom
          }
        }
      }
    }
    (position, bits, bitCount, written) = (
      reader.position, reader.bits, max(reader.bitCount, 0), place
    )
    return outcome
  }

  /// The bits that were taken from the input and not used yet.
  private struct BitReader {
    var position: Int
    var bits: UInt64
    var bitCount: Int

    /// Fills the buffer to at least 48 bits, what one copy can need, or to the end of the input.
    @inline(__always)
    mutating func refill(_ input: UnsafeRawBufferPointer) {
      guard bitCount < 48 else { return }
      if position + 8 <= input.count {
        let next = UInt64(
          littleEndian: input.loadUnaligned(fromByteOffset: position, as: UInt64.self))
        let count = (63 - bitCount) >> 3
        bits |= (next & (UInt64(1) << UInt64(8 * count) - 1)) << UInt64(bitCount)
        position += count
        bitCount += 8 * count
      } else {
        while bitCount <= 56, position < input.count {
          bits |= UInt64(input[position]) << UInt64(bitCount)
          position += 1
          bitCount += 8
        }
      }
    }

    /// The symbol the next bits begin with, or -1 when there is none.
    @inline(__always)
    mutating func symbol(_ entries: UnsafeBufferPointer<UInt16>, _ mask: UInt64) -> Int {
      let entry = Int(entries[Int(truncatingIfNeeded: bits & mask)])
      let length = entry & 15
      guard length > 0, length <= bitCount else { return -1 }
      bits >>= UInt64(length)
      bitCount -= length
      return entry >> 4
    }

    /// A base and what the next bits add to it. The bits left become negative where the input ends
    /// too soon.
    @inline(__always)
    mutating func value(_ range: (base: UInt16, bits: UInt8)) -> Int {
      let count = UInt64(range.bits)
      let extra = Int(truncatingIfNeeded: bits & (UInt64(1) << count - 1))
      bits >>= count
      bitCount -= Int(range.bits)
      return Int(range.base) + extra
    }

    func failure(_ input: UnsafeRawBufferPointer) -> Outcome {
      .failure(
        bitCount < 15 && position == input.count
          ? "the compressed data is cut off" : "a code word does not exist")
    }
  }

  /// The shortest copy of each length code, and how many more bits say how much longer it is.
  private static let lengths: [(base: UInt16, bits: UInt8)] =
    ranges(from: 3, bits: (0..<28).map { UInt8(max(0, ($0 - 4) / 4)) }) + [(258, 0)]

  /// The nearest distance of each distance code, and how many more bits say how much further.
  private static let distances: [(base: UInt16, bits: UInt8)] =
    ranges(from: 1, bits: (0..<30).map { UInt8(max(0, ($0 - 2) / 2)) })

  private static func ranges(from first: Int, bits: [UInt8]) -> [(base: UInt16, bits: UInt8)] {
    var base = first
    return bits.map { bits in
      defer { base += 1 << Int(bits) }
      return (UInt16(base), bits)
    }
  }
}
