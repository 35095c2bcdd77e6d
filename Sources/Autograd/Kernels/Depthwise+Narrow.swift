import Tensors

/// Images of four or eight channels: four places that lie side by side, and are met by the filter side
/// by side, fill one register or two, and the filters are written out as often as they are needed.
extension Depthwise {
  var isNarrow: Bool { (channels == 4 || channels == 8) && columns.spacing == 1 }

  /// Whether four places from a column on meet pixels that lie side by side.
  @inline(__always)
  private func areTogether(_ column: Int) -> Bool { columns.steps[column] == 1 }

  private var taps: Int { filterHeight * filterWidth }

  func narrowSums(
    _ source: UnsafePointer<Float>, _ filters: UnsafePointer<Float>,
    into result: UnsafeMutablePointer<Float>, finish: (UnsafeMutablePointer<Float>) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 16 * taps) { buffer in
      let wide = buffer.baseAddress!
      for tap in 0..<taps {
        for lane in 0..<16 { wide[16 * tap + lane] = filters[tap * channels + lane % channels] }
      }
      Rows.pieces(images * rows.count, width: work) { range in
        for index in range {
          let (image, row) = index.quotientAndRemainder(dividingBy: rows.count)
          let source = source + image * sourceHeight * sourceWidth * channels
          let result = result + index * line
          var column = 0
          while column < columns.count {
            if areTogether(column) {
              together(row, column, source, wide, result + column * channels)
              column += 4
            } else {
              one(row, column, source, filters, result + column * channels)
              column += 1
            }
          }
          finish(result)
        }
      }
    }
  }

  /// The sums at four places. With four channels, the second register stays empty.
  @inline(__always)
  private func together(
    _ row: Int, _ column: Int, _ source: UnsafePointer<Float>, _ wide: UnsafePointer<Float>,
    _ result: UnsafeMutablePointer<Float>
  ) {
    var (a, b) = (Lanes(repeating: 0), Lanes(repeating: 0))
    for i in rows[row] {
      for j in columns[column] {
        let x = source + (rows.places[i] * sourceWidth + columns.places[j]) * channels
        let weights = Lanes(wide + 16 * (rows.filters[i] * filterWidth + columns.filters[j]))
        a = a.addingProduct(Lanes(x), weights)
        if channels == 8 { b = b.addingProduct(Lanes(x + 16), weights) }
      }
    }
    a.store(to: result)
    if channels == 8 { b.store(to: result + 16) }
  }

  /// Adds what the gradients of some rows of places say about the filters: for each tap in sixteen
  /// lanes, which are then added up.
  func addNarrowFilterGradients(
    _ range: Range<Int>, _ gradient: UnsafePointer<Float>, _ source: UnsafePointer<Float>,
    to sums: UnsafeMutablePointer<Float>
  ) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 16 * taps) { buffer in
      let wide = buffer.baseAddress!
      wide.update(repeating: 0, count: 16 * taps)
      for index in range {
        let (image, row) = index.quotientAndRemainder(dividingBy: rows.count)
        let source = source + image * sourceHeight * sourceWidth * channels
        for i in rows[row] {
          addNarrowLine(
            gradient + index * line, source + rows.places[i] * sourceWidth * channels,
            wide + 16 * rows.filters[i] * filterWidth)
        }
      }
      for tap in 0..<taps {
        for lane in 0..<16 { sums[tap * channels + lane % channels] += wide[16 * tap + lane] }
      }
    }
  }

  /// Adds what a row of gradients says about a row of the filters.
  @inline(__always)
  private func addNarrowLine(
    _ gradient: UnsafePointer<Float>, _ source: UnsafePointer<Float>,
    _ wide: UnsafeMutablePointer<Float>
  ) {
    var column = 0
    while column < columns.count {
      let (slopes, isWhole) = (gradient + column * channels, areTogether(column))
      for j in columns[column] {
        let x = source + columns.places[j] * channels
        let sum = wide + 16 * columns.filters[j]
        if isWhole {
          var sums = Lanes(sum).addingProduct(Lanes(x), Lanes(slopes))
          if channels == 8 { sums = sums.addingProduct(Lanes(x + 16), Lanes(slopes + 16)) }
          sums.store(to: sum)
        } else {
          for i in 0..<channels { sum[i] = sum[i].addingProduct(x[i], slopes[i]) }
        }
      }
      column += isWhole ? 4 : 1
    }
  }
}
