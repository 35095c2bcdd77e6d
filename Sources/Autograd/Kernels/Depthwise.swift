import Tensors

/// The sums of a depthwise convolution, in which every channel has a filter of its own, and their
/// gradients.
///
/// There is no product here to be made of: each number is used by one filter only. Sixteen channels
/// lie side by side and are one register; four neighbouring places share each scalar of the filter
/// that is fetched, where their patches lie inside of the image. Of four or eight channels, several
/// places are one register.
struct Depthwise {
  let images: Int
  let channels: Int
  let filterHeight: Int
  let filterWidth: Int
  /// Rows and columns of the source, and which of them each place of the result meets.
  let sourceHeight: Int
  let sourceWidth: Int
  let rows: Taps
  let columns: Taps

  /// The scalars of a row of places.
  var line: Int { columns.count * channels }

  /// Multiplications for a row of places, about: by them work is shared out.
  var work: Int {
    line * max(1, rows.places.count / max(1, rows.count))
      * max(1, columns.places.count / max(1, columns.count))
  }

  /// Writes the sums of the source seen through the filters, and calls `finish` with each row of
  /// them while it is in the cache.
  func sums(
    _ source: UnsafePointer<Float>, _ filters: UnsafePointer<Float>,
    into result: UnsafeMutablePointer<Float>, finish: (UnsafeMutablePointer<Float>) -> Void
  ) {
    guard !isNarrow else { return narrowSums(source, filters, into: result, finish: finish) }
    Rows.pieces(images * rows.count, width: work) { range in
      for index in range {
        let (image, row) = index.quotientAndRemainder(dividingBy: rows.count)
        let source = source + image * sourceHeight * sourceWidth * channels
        let result = result + index * line
        for first in 0..<min(columns.spacing, columns.count) {
          var column = first
          while column < columns.count {
            let step = columns.steps[column]
            if step > 0, channels >= 16 {
              four(row, column, step * channels, source, filters, result + column * channels)
              column += 4 * columns.spacing
            } else {
              one(row, column, source, filters, result + column * channels)
              column += columns.spacing
            }
          }
        }
        finish(result)
      }
    }
  }

  /// The sums at four places, `step` scalars of the source apart. The last sixteen channels may
  /// overlap those before.
  @inline(__always)
  private func four(
    _ row: Int, _ column: Int, _ step: Int, _ source: UnsafePointer<Float>,
    _ filters: UnsafePointer<Float>, _ result: UnsafeMutablePointer<Float>
  ) {
    let (down, across, zero) = (rows[row], columns[column], Lanes(repeating: 0))
    for start in stride(from: 0, to: channels, by: 16) {
      let channel = min(start, channels - 16)
      var (a, b, c, d) = (zero, zero, zero, zero)
      for i in down {
        let source = source + rows.places[i] * sourceWidth * channels + channel
        let filters = filters + rows.filters[i] * filterWidth * channels + channel
        for j in across {
          let x = source + columns.places[j] * channels
          let weights = Lanes(filters + columns.filters[j] * channels)
          a = a.addingProduct(Lanes(x), weights)
          b = b.addingProduct(Lanes(x + step), weights)
          c = c.addingProduct(Lanes(x + 2 * step), weights)
          d = d.addingProduct(Lanes(x + 3 * step), weights)
        }
      }
      let (result, next) = (result + channel, columns.spacing * channels)
      a.store(to: result)
      b.store(to: result + next)
      c.store(to: result + 2 * next)
      d.store(to: result + 3 * next)
    }
  }

  /// The sums at one place, in the same order.
  @inline(__always)
  func one(
    _ row: Int, _ column: Int, _ source: UnsafePointer<Float>, _ filters: UnsafePointer<Float>,
    _ result: UnsafeMutablePointer<Float>
  ) {
    let (down, across) = (rows[row], columns[column])
    guard channels >= 16 else {
      for channel in 0..<channels { result[channel] = 0 }
      for i in down {
        for j in across {
          let x = source + (rows.places[i] * sourceWidth + columns.places[j]) * channels
          let weights = filters + (rows.filters[i] * filterWidth + columns.filters[j]) * channels
          for i in 0..<channels { result[i] = result[i].addingProduct(x[i], weights[i]) }
        }
      }
      return
    }
    for start in stride(from: 0, to: channels, by: 16) {
      let channel = min(start, channels - 16)
      var sum = Lanes(repeating: 0)
      for i in down {
        let source = source + rows.places[i] * sourceWidth * channels + channel
        let filters = filters + rows.filters[i] * filterWidth * channels + channel
        for j in across {
          sum = sum.addingProduct(
            Lanes(source + columns.places[j] * channels),
            Lanes(filters + columns.filters[j] * channels))
        }
      }
      sum.store(to: result + channel)
    }
  }

  /// Adds what the gradients of the sums say about the filters, each piece of rows to sums of its
  /// own that are joined in order.
  func addFilterGradients(
    _ gradient: UnsafePointer<Float>, _ source: UnsafePointer<Float>,
    to totals: UnsafeMutablePointer<Float>
  ) {
    Rows.summing(
      images * rows.count, width: work, sums: filterHeight * filterWidth * channels, pieces: 16,
      into: totals
    ) { range, sums in
      guard !isNarrow else { return addNarrowFilterGradients(range, gradient, source, to: sums) }
      for index in range {
        let (image, row) = index.quotientAndRemainder(dividingBy: rows.count)
        let source = source + image * sourceHeight * sourceWidth * channels
        for i in rows[row] {
          addLine(
            gradient + index * line, source + rows.places[i] * sourceWidth * channels,
            sums + rows.filters[i] * filterWidth * channels)
        }
      }
    }
  }

  /// Adds what a row of gradients says about a row of the filters.
  @inline(__always)
  private func addLine(
    _ gradient: UnsafePointer<Float>, _ source: UnsafePointer<Float>,
    _ sums: UnsafeMutablePointer<Float>
  ) {
    let whole = channels & ~15
    var column = 0
    while column < columns.count {
      let step = columns.steps[column] * channels
      let slopes = gradient + column * channels
      for channel in stride(from: 0, to: whole, by: 16) {
        let (slopes, source, sums) = (slopes + channel, source + channel, sums + channel)
        let a = Lanes(slopes)
        guard step > 0 else {
          for j in columns[column] {
            let sum = sums + columns.filters[j] * channels
            let x = source + columns.places[j] * channels
            Lanes(sum).addingProduct(Lanes(x), a).store(to: sum)
          }
          continue
        }
        let (b, c) = (Lanes(slopes + channels), Lanes(slopes + 2 * channels))
        let d = Lanes(slopes + 3 * channels)
        for j in columns[column] {
          let sum = sums + columns.filters[j] * channels
          let x = source + columns.places[j] * channels
          Lanes(sum).addingProduct(Lanes(x), a).addingProduct(Lanes(x + step), b)
            .addingProduct(Lanes(x + 2 * step), c).addingProduct(Lanes(x + 3 * step), d)
            .store(to: sum)
        }
      }
      for place in column..<column + (step > 0 ? 4 : 1) {
        let slopes = gradient + place * channels
        for j in columns[place] {
          let sum = sums + columns.filters[j] * channels
          let x = source + columns.places[j] * channels
          for i in whole..<channels { sum[i] = sum[i].addingProduct(x[i], slopes[i]) }
        }
      }
      column += step > 0 ? 4 : 1
    }
  }
}
