import Tensors

extension BoostedTreeGrower {
  /// Puts the rows of the first child before those of the second, each in their order, and says
  /// where the second begin. Pieces of rows are parted on their own and then put together.
  func part(_ leaf: Leaf) -> Int {
    let (range, cut) = (leaf.range, leaf.cut)
    let pieces = (range.count + Self.block - 1) / Self.block
    let counts = UnsafeMutablePointer<Int>.allocate(capacity: pieces)
    defer { counts.deallocate() }
    let start = bins.place(row: 0, column: cut.column)
    func places(of piece: Int) -> Range<Int> {
      let begin = range.lowerBound + piece * Self.block
      return begin..<min(begin + Self.block, range.upperBound)
    }
    bins.codes.withUnsafeBufferPointer { codes in
      // The first child's from the front of the piece, the second's from its back.
      Parallel.run(pieces) { piece in
        let span = places(of: piece)
        var (front, back) = (span.lowerBound, span.upperBound - 1)
        for place in span {
          let row = rows[place]
          let bin = Int(codes[start + Int(row) * BinnedRows.width])
          let isMissing = bin == Int(ColumnBins.missing)
          let goesFirst = isMissing ? cut.missingGoesFirst : bin <= cut.bin
          aside[goesFirst ? front : back] = row
          front += goesFirst ? 1 : 0
          back -= goesFirst ? 0 : 1
        }
        counts[piece] = front - span.lowerBound
      }
    }
    let total = (0..<pieces).reduce(0) { $0 + counts[$1] }
    let middle = range.lowerBound + total
    var begins: [(first: Int, second: Int)] = []
    var (first, second) = (range.lowerBound, middle)
    for piece in 0..<pieces {
      begins.append((first, second))
      first += counts[piece]
      second += places(of: piece).count - counts[piece]
    }
    Parallel.run(pieces) { piece in
      let span = places(of: piece)
      let held = counts[piece]
      for step in 0..<held {
        rows[begins[piece].first + step] = aside[span.lowerBound + step]
      }
      for step in 0..<span.count - held {
        rows[begins[piece].second + step] = aside[span.upperBound - 1 - step]
      }
    }
    return middle
  }
}
