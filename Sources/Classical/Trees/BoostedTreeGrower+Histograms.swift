import Tensors

extension BoostedTreeGrower {
  /// A histogram that nobody uses; what stands in it is of no account.
  func borrow() -> UnsafeMutablePointer<Sums> {
    if let histogram = free.popLast() { return histogram }
    let histogram = UnsafeMutablePointer<Sums>.allocate(capacity: histogramSize)
    histogram.initialize(repeating: .zero, count: histogramSize)
    made.append(histogram)
    return histogram
  }

  /// Lets the next leaf have the histogram.
  func giveBack(_ histogram: UnsafeMutablePointer<Sums>?) {
    if let histogram { free.append(histogram) }
  }

  /// How many rows are summed in single precision before they are added in double.
  static let block = 8_192

  /// Sums in double precision. Lane by lane, which the compiler turns into one conversion.
  @inline(__always)
  static func wide(_ sums: SIMD4<Float>) -> Sums {
    Sums(Double(sums[0]), Double(sums[1]), Double(sums[2]), 0)
  }

  /// The sums of the first rows.
  func total(_ count: Int) -> Sums {
    let pieces = (count + Self.block - 1) / Self.block
    let parts = UnsafeMutablePointer<Sums>.allocate(capacity: max(pieces, 1))
    defer { parts.deallocate() }
    Parallel.run(pieces) { piece in
      var sums = Sums.zero
      for place in piece * Self.block..<min((piece + 1) * Self.block, count) {
        sums += Self.wide(statistics[Int(rows[place])])
      }
      parts[piece] = sums
    }
    return (0..<pieces).reduce(Sums.zero) { $0 + parts[$1] }
  }

  /// Sums the rows of a leaf into its histogram.
  ///
  /// Single precision for a block at a time keeps the four histograms of a panel in 16 kB, half of
  /// the innermost cache, and the error of a block's sums below 1e-4 of them.
  func sum(_ leaf: Leaf) {
    let histogram = leaf.histogram!
    let (range, rowCount, size) = (leaf.range, bins.rowCount, BinnedRows.width * 256)
    bins.codes.withUnsafeBytes { codes in
      Parallel.run(bins.panelCount) { panel in
        let into = histogram + panel * size
        into.update(repeating: .zero, count: size)
        let words = codes.baseAddress! + panel * rowCount * BinnedRows.width
        withUnsafeTemporaryAllocation(of: SIMD4<Float>.self, capacity: size) { block in
          let block = block.baseAddress!
          var start = range.lowerBound
          while start < range.upperBound {
            let end = min(start + Self.block, range.upperBound)
            block.initialize(repeating: .zero, count: size)
            for place in start..<end {
              let row = Int(rows[place])
              let word = UInt32(
                littleEndian: words.load(fromByteOffset: row * BinnedRows.width, as: UInt32.self))
              let own = statistics[row]
              block[Int(word & 255)] += own
              block[256 + Int(word >> 8 & 255)] += own
              block[512 + Int(word >> 16 & 255)] += own
              block[768 + Int(word >> 24)] += own
            }
            for place in 0..<size { into[place] += Self.wide(block[place]) }
            start = end
          }
        }
      }
    }
  }

  /// Makes the parent's histogram that of the larger child.
  func subtract(_ smaller: Leaf, from larger: Leaf) {
    let (from, less) = (larger.histogram!, smaller.histogram!)
    Parallel.pieces(of: histogramSize, size: 4_096) { piece in
      for place in piece { from[place] -= less[place] }
    }
  }
}
