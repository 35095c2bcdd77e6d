import Tensors

/// Sixteen numbers a channel, of sixteen channels: a square of 4 x 4 on its way.
struct Square {
  typealias Row = (Lanes, Lanes, Lanes, Lanes)
  var rows: (Row, Row, Row, Row)

  /// Four rows of four pixels, `step` apart, whose rows are `pitch` apart.
  @inline(__always)
  init(reading x: UnsafePointer<Float>, step: Int, pitch: Int) {
    @inline(__always) func row(_ x: UnsafePointer<Float>) -> Row {
      (Lanes(x), Lanes(x + step), Lanes(x + 2 * step), Lanes(x + 3 * step))
    }
    rows = (row(x), row(x + pitch), row(x + 2 * pitch), row(x + 3 * pitch))
  }

  /// 2 x 2 gradients of places, spread to the 4 x 4 products they were made of.
  @inline(__always)
  init(spreading y: (Lanes, Lanes, Lanes, Lanes)) {
    @inline(__always) func row(_ a: Lanes, _ b: Lanes) -> Row { (a, a + b, a - b, -b) }
    rows = (
      row(y.0, y.1), row(y.0 + y.2, y.1 + y.3), row(y.0 - y.2, y.1 - y.3), row(-y.2, -y.3)
    )
  }

  @inline(__always)
  func store(to x: UnsafeMutablePointer<Float>, step: Int) {
    @inline(__always) func put(_ row: Row, _ x: UnsafeMutablePointer<Float>) {
      row.0.store(to: x)
      row.1.store(to: x + step)
      row.2.store(to: x + 2 * step)
      row.3.store(to: x + 3 * step)
    }
    put(rows.0, x)
    put(rows.1, x + 4 * step)
    put(rows.2, x + 8 * step)
    put(rows.3, x + 12 * step)
  }

  /// What is multiplied with the sums of filters, made of 4 x 4 numbers.
  @inline(__always)
  var differences: Square {
    var result = self
    let (a, b, c, d) = rows
    result.rows = (
      Self.across(Self.less(a, c)), Self.across(Self.plus(b, c)), Self.across(Self.less(c, b)),
      Self.across(Self.less(b, d))
    )
    return result
  }

  /// The 2 x 2 places, made of 4 x 4 products.
  @inline(__always)
  var places: (Lanes, Lanes, Lanes, Lanes) {
    let (a, b, c, d) = rows
    let top = Self.plus(Self.plus(a, b), c)
    let bottom = Self.less(Self.less(b, c), d)
    return (
      top.0 + top.1 + top.2, top.1 - top.2 - top.3, bottom.0 + bottom.1 + bottom.2,
      bottom.1 - bottom.2 - bottom.3
    )
  }

  @inline(__always)
  private static func across(_ d: Row) -> Row { (d.0 - d.2, d.1 + d.2, d.2 - d.1, d.1 - d.3) }

  @inline(__always)
  private static func plus(_ a: Row, _ b: Row) -> Row {
    (a.0 + b.0, a.1 + b.1, a.2 + b.2, a.3 + b.3)
  }

  @inline(__always)
  private static func less(_ a: Row, _ b: Row) -> Row {
    (a.0 - b.0, a.1 - b.1, a.2 - b.2, a.3 - b.3)
  }
}

extension Winograd {
  /// What the numbers of a row of squares contribute to the products: for each of the 16, a row of
  /// channels a square, `step` apart from product to product.
  func readNumbers(
    _ row: Int, of image: UnsafePointer<Float>, into v: UnsafeMutablePointer<Float>, step: Int,
    _ buffer: UnsafeMutablePointer<Float>
  ) {
    band.copy(2 * row..<2 * row + 2, of: image, to: buffer)
    for square in 0..<squaresAcross {
      let (from, to) = (buffer + 2 * square * channels, v + square * channels)
      for channel in Swift.stride(from: 0, to: channels, by: 16) {
        Square(reading: from + channel, step: channels, pitch: band.length).differences
          .store(to: to + channel, step: step)
      }
    }
  }

  /// Writes the places of a row of squares from the products.
  func writePlaces(
    _ row: Int, from m: UnsafePointer<Float>, step: Int, to image: UnsafeMutablePointer<Float>
  ) {
    let isWhole = 2 * row + 1 < height
    for square in 0..<squaresAcross {
      let place = image + (2 * row * width + 2 * square) * outputs
      let hasRight = 2 * square + 1 < width
      for output in Swift.stride(from: 0, to: outputs, by: 16) {
        let products = m + square * outputs + output
        let places = Square(reading: products, step: step, pitch: 4 * step).places
        places.0.store(to: place + output)
        if hasRight { places.1.store(to: place + output + outputs) }
        if isWhole { places.2.store(to: place + output + width * outputs) }
        if isWhole && hasRight { places.3.store(to: place + output + (width + 1) * outputs) }
      }
    }
  }

  /// Spreads the gradients of a row of squares to the products.
  func spreadGradients(
    _ row: Int, of image: UnsafePointer<Float>, into m: UnsafeMutablePointer<Float>, step: Int
  ) {
    let isWhole = 2 * row + 1 < height
    let zero = Lanes(repeating: 0)
    for square in 0..<squaresAcross {
      let place = image + (2 * row * width + 2 * square) * outputs
      let hasRight = 2 * square + 1 < width
      for output in Swift.stride(from: 0, to: outputs, by: 16) {
        let place = place + output
        Square(
          spreading: (
            Lanes(place), hasRight ? Lanes(place + outputs) : zero,
            isWhole ? Lanes(place + width * outputs) : zero,
            isWhole && hasRight ? Lanes(place + (width + 1) * outputs) : zero
          )
        ).store(to: m + square * outputs + output, step: step)
      }
    }
  }
}
