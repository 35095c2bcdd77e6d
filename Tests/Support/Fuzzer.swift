import Foundation
import Tensors

/// Feeds a parser damaged files until its time is over. The same seed gives the same files, so what
/// a parser cannot stand comes back; it then becomes an ordinary test.
///
/// A run takes half a second, or what `LADDER_FUZZ_SECONDS` says.
public struct Fuzzer {
  private var random: Random
  private let corpus: [[UInt8]]

  /// A fuzzer that damages these files.
  public init(seed: UInt64, corpus: [[UInt8]]) {
    random = Random(seed: seed)
    self.corpus = corpus
  }

  /// Calls `parse` with damaged files until the time is over, and returns how many there were.
  @discardableResult
  public mutating func run(_ parse: ([UInt8]) throws -> Void) rethrows -> Int {
    let environment = ProcessInfo.processInfo.environment
    let seconds = environment["LADDER_FUZZ_SECONDS"].flatMap(Double.init) ?? 0.5
    let end = ContinuousClock.now + .seconds(seconds)
    var count = 0
    while ContinuousClock.now < end {
      try parse(damaged())
      count += 1
    }
    print("fuzz: \(count) files in \(seconds) s")
    return count
  }

  /// One of the files with one to four things done to it.
  private mutating func damaged() -> [UInt8] {
    var bytes = corpus[random.below(corpus.count)]
    for _ in 0...random.below(4) { damage(&bytes) }
    return bytes
  }

  private mutating func damage(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return bytes.append(UInt8(random.below(256))) }
    let place = random.below(bytes.count)
    let length = min(1 + random.below(1 + random.below(64)), bytes.count - place)
    switch random.below(9) {
    case 0: bytes[place] ^= 1 << UInt8(random.below(8))
    case 1: bytes[place] = UInt8(random.below(256))
    case 2: bytes.removeLast(bytes.count - place)
    case 3: bytes.removeSubrange(place..<(place + length))
    case 4: bytes.insert(contentsOf: bytes[place..<(place + length)], at: random.below(bytes.count))
    case 5: bytes.insert(UInt8(random.below(256)), at: place)
    case 6:
      // The headers of files are numbers: put the worst ones there.
      let number = [0, 1, -1, 0x7FFF_FFFF, 0x8000_0000, .max, .min, 1 << 40][random.below(8)]
      for offset in 0..<min(1 << random.below(4), bytes.count - place) {
        bytes[place + offset] = UInt8(truncatingIfNeeded: number >> (8 * offset))
      }
    case 7:
      let other = corpus[random.below(corpus.count)]
      guard !other.isEmpty else { return }
      let start = random.below(other.count)
      bytes.insert(contentsOf: other[start..<min(other.count, start + length)], at: place)
    default:
      // And at the beginning, where headers are.
      bytes[random.below(min(32, bytes.count))] = [0, 1, 2, 0x7F, 0x80, 0xFF][random.below(6)]
    }
  }
}
