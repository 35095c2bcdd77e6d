import Foundation

/// How overlapping shapes of one fill count.
package enum FillRule: Sendable {
  /// Inside is where the outline winds around at least once.
  case nonZero
  /// Inside is where it winds around an odd number of times.
  case evenOdd
}

/// Exact areas under polygons, pixel by pixel.
///
/// Every edge adds to the pixels it crosses how much area it uncovers to its right; running sums
/// along a row then give each pixel's covered area. Corners are rounded to 1/256 of a pixel and all
/// sums are whole numbers, so that they cancel exactly where a shape ends. Blocks of sixteen pixels
/// that some edge touched are marked, and the sweep skips the others: the cost follows the outline,
/// not the area. Sums mean something in marked blocks only, and between fills none is marked.
final class Coverage {
  /// The sum that a fully covered pixel reaches: 256 rows of 512 half-steps.
  static let full: Int32 = 256 * 512

  let width: Int
  let height: Int
  private let stride: Int
  private let words: Int
  private let sums: UnsafeMutablePointer<Int32>
  private let marks: UnsafeMutablePointer<UInt64>
  /// Where drawing may happen, in pixels.
  var left: Int
  var right: Int
  var top: Int
  var bottom: Int
  /// The rows that the shape at hand touches.
  private var firstRow = Int.max
  private var lastRow = -1

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    // Two pixels beyond the right border take what falls there.
    stride = (width + 2 + 15) & ~15
    words = (stride / 16 + 63) / 64
    sums = .allocate(capacity: stride * height)
    marks = .allocate(capacity: words * height)
    marks.initialize(repeating: 0, count: words * height)
    (left, right, top, bottom) = (0, width, 0, height)
  }

  deinit {
    sums.deallocate()
    marks.deallocate()
  }

  /// Adds the edge between two corners in device pixels.
  func addEdge(from start: Point, to end: Point) {
    guard start.isFinite, end.isFinite else { return }
    addEdge(
      Coverage.fixed(start.x), Coverage.fixed(start.y), Coverage.fixed(end.x),
      Coverage.fixed(end.y))
  }

  /// Adds the closed polygon with these corners.
  func addPolygon(_ corners: [Point]) {
    guard var previous = corners.last else { return }
    for corner in corners {
      addEdge(from: previous, to: corner)
      previous = corner
    }
  }

  /// A coordinate in 1/256 pixel; far beyond any canvas it is cut off.
  private static func fixed(_ value: Double) -> Int {
    Int((min(max(value, -4e6), 4e6) * 256).rounded())
  }

  private func addEdge(_ x0: Int, _ y0: Int, _ x1: Int, _ y1: Int) {
    guard y0 != y1 else { return }
    if y0 < y1 {
      addDescending(x0, y0, x1, y1, direction: 1)
    } else {
      addDescending(x1, y1, x0, y0, direction: -1)
    }
  }

  /// Clips an edge with y0 < y1 to the rows of the clip and walks it row by row.
  private func addDescending(_ x0: Int, _ y0: Int, _ x1: Int, _ y1: Int, direction: Int) {
    let start = max(y0, top << 8)
    let end = min(y1, bottom << 8)
    guard start < end else { return }
    firstRow = min(firstRow, start >> 8)
    lastRow = max(lastRow, (end - 1) >> 8)
    let slope = Double(x1 - x0) / Double(y1 - y0)
    func x(at y: Int) -> Int {
      y == y1 ? x1 : x0 + Int((Double(y - y0) * slope).rounded(.toNearestOrEven))
    }
    var y = start
    var here = x(at: y)
    while y < end {
      let row = y >> 8
      let next = min((row + 1) << 8, end)
      let there = x(at: next)
      addClipped(row, from: here, to: there, dy: next - y, direction: direction)
      y = next
      here = there
    }
  }

  /// Adds an edge inside one row, with what lies left of the clip moved to its border.
  private func addClipped(_ row: Int, from a: Int, to b: Int, dy: Int, direction: Int) {
    let (low, high) = a < b ? (a, b) : (b, a)
    let (first, last) = (left << 8, right << 8)
    if low >= first, high <= last {
      return add(row, low, high, dy, direction)
    }
    if high <= first { return add(row, first, first, dy, direction) }
    if low >= last { return }
    var rest = dy
    if low < first {
      let before = dy * (first - low) / (high - low)
      add(row, first, first, before, direction)
      rest -= before
    }
    if high > last {
      rest -= dy * (high - last) / (high - low)
    }
    add(row, max(low, first), min(high, last), rest, direction)
  }

  /// Adds an edge inside one row that spans `dy` of it, between two places from left to right.
  private func add(_ row: Int, _ low: Int, _ high: Int, _ dy: Int, _ direction: Int) {
    guard dy != 0 else { return }
    let line = sums + row * stride
    let first = low >> 8
    let last = high >> 8
    mark(row, first, last + 1)
    if first == last {
      let edge = (low & 255) + (high & 255)
      line[first] &+= Int32(truncatingIfNeeded: direction * dy * (512 - edge))
      line[first + 1] &+= Int32(truncatingIfNeeded: direction * dy * edge)
      return
    }
    var x = low
    var done = 0
    for cell in first...last {
      let border = min((cell + 1) << 8, high)
      let reached = dy * (border - low) / (high - low)
      let edge = x + border - (cell << 9)
      let share = direction * (reached - done)
      line[cell] &+= Int32(truncatingIfNeeded: share * (512 - edge))
      line[cell + 1] &+= Int32(truncatingIfNeeded: share * edge)
      x = border
      done = reached
    }
  }

  /// Marks the blocks of some pixels; the first mark on a block clears its sums.
  @inline(__always)
  private func mark(_ row: Int, _ first: Int, _ last: Int) {
    let line = marks + row * words
    var block = first >> 4
    while block <= last >> 4 {
      let bit: UInt64 = 1 << UInt64(block & 63)
      if line[block >> 6] & bit == 0 {
        line[block >> 6] |= bit
        (sums + row * stride + block * 16).initialize(repeating: 0, count: 16)
      }
      block += 1
    }
  }

  /// Hands out the shape as spans of equal coverage, row by row, and starts afresh.
  ///
  /// `span` gets the row, the first pixel, the pixel after the last and the covered area in
  /// 1/`full`.
  func sweep(rule: FillRule, span: (Int, Int, Int, Int32) -> Void) {
    guard firstRow <= lastRow else { return }
    for row in firstRow...lastRow {
      sweepRow(row, rule: rule, span: span)
    }
    firstRow = Int.max
    lastRow = -1
  }

  @inline(__always)
  private func sweepRow(_ row: Int, rule: FillRule, span: (Int, Int, Int, Int32) -> Void) {
    let line = sums + row * stride
    var sum: Int32 = 0
    var here = left
    for word in 0..<words {
      var bits = marks[row * words + word]
      guard bits != 0 else { continue }
      marks[row * words + word] = 0
      while bits != 0 {
        let start = (word * 64 + bits.trailingZeroBitCount) * 16
        bits &= bits - 1
        if start > here {
          let area = Coverage.area(sum, rule)
          if area != 0 { span(row, here, min(start, right), area) }
        }
        for x in start..<(start + 16) {
          sum &+= line[x]
          let area = Coverage.area(sum, rule)
          if area != 0, x < right { span(row, x, x + 1, area) }
        }
        here = start + 16
      }
    }
    let area = Coverage.area(sum, rule)
    if area != 0, here < right { span(row, here, right, area) }
  }

  /// The covered area for a running sum.
  @inline(__always)
  private static func area(_ sum: Int32, _ rule: FillRule) -> Int32 {
    let size = sum < 0 ? 0 &- sum : sum
    switch rule {
    case .nonZero: return min(size, full)
    case .evenOdd:
      let folded = size & (2 * full - 1)
      return folded > full ? 2 * full - folded : folded
    }
  }
}
