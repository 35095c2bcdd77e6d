import Foundation
import Tensors

/// The bins of one column: few numbers in place of many, in the same order.
///
/// A column of at most `limit` different values gets a bin for each, and nothing is lost. Others are
/// cut so that each bin holds about as many rows.
struct ColumnBins {
  /// The smallest and the largest value of each bin, ascending.
  var lowest: [Float] = []
  var highest: [Float] = []

  /// What a missing value is binned as.
  static let missing: UInt8 = 255

  var count: Int { lowest.count }

  /// Makes the bins of a column; values that are not a number are left out.
  init(_ values: [Float], limit: Int) {
    let (distinct, counts) = ColumnBins.counted(ColumnBins.sorted(values))
    guard distinct.count > limit else {
      (lowest, highest) = (distinct, distinct)
      return
    }
    // Each bin takes its part of what is left, so that a value which fills more than one bin does
    // not starve the others.
    var left = counts.reduce(0, +)
    var place = 0
    while place < distinct.count {
      let start = place
      let bins = limit - lowest.count
      let share = (left + bins - 1) / bins
      var held = 0
      repeat {
        held += counts[place]
        place += 1
      } while place < distinct.count && held + counts[place] / 2 < share && bins > 1
        || place < distinct.count && bins == 1
      left -= held
      lowest.append(distinct[start])
      highest.append(distinct[place - 1])
    }
  }

  /// Where a bin ends: the threshold between it and a later bin that holds rows.
  func threshold(after bin: Int, before next: Int) -> Float {
    let (low, high) = (highest[bin], lowest[next])
    let middle = low / 2 + high / 2
    // Between neighbouring floats there is no middle, and rounding must not reach the upper one.
    return middle >= low && middle < high ? middle : low
  }

  /// The bin of a value: the first whose largest value is not below it.
  @inline(__always)
  static func bin(_ value: Float, _ highest: UnsafeBufferPointer<Float>) -> UInt8 {
    guard value == value else { return missing }
    var (first, count) = (0, highest.count - 1)
    while count > 0 {
      let half = (count + 1) / 2
      let goesOn = highest[first + half - 1] < value
      first += goesOn ? half : 0
      count = goesOn ? count - half : half - 1
    }
    return UInt8(truncatingIfNeeded: first)
  }

  /// The different values and how often each occurs.
  private static func counted(_ sorted: [Float]) -> (values: [Float], counts: [Int]) {
    var (values, counts): ([Float], [Int]) = ([], [])
    for value in sorted {
      if value == values.last {
        counts[counts.count - 1] += 1
      } else {
        values.append(value)
        counts.append(1)
      }
    }
    return (values, counts)
  }

  /// The numbers among the values, ascending.
  ///
  /// Bits of floats, turned so that they order as whole numbers, are dealt into 2,048 heaps three
  /// times: on 300,000 values several times faster than comparing.
  private static func sorted(_ values: [Float]) -> [Float] {
    var keys = values.compactMap { value -> UInt32? in
      guard value == value else { return nil }
      // Zero has two signs and is one value.
      let bits = (value == 0 ? 0 : value).bitPattern
      return bits >> 31 == 1 ? ~bits : bits | 0x8000_0000
    }
    if keys.count < 2_048 {
      keys.sort()
    } else {
      var other = keys
      for shift: UInt32 in [0, 11, 22] {
        var starts = [Int](repeating: 0, count: 2_049)
        for key in keys { starts[Int(key >> shift & 2_047) + 1] += 1 }
        for heap in 0..<2_048 { starts[heap + 1] += starts[heap] }
        for key in keys {
          let heap = Int(key >> shift & 2_047)
          other[starts[heap]] = key
          starts[heap] += 1
        }
        swap(&keys, &other)
      }
    }
    return keys.map { Float(bitPattern: $0 >> 31 == 1 ? $0 & 0x7fff_ffff : ~$0) }
  }
}
