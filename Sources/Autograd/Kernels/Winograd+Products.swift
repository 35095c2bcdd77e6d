import Tensors

extension Winograd {
  /// Writes the places of some rows of squares, counted through all images, and calls `finish` with
  /// each run of whole rows of places while they are in the cache.
  func convolve(
    _ range: Range<Int>, _ pixels: UnsafePointer<Float>, _ sums: UnsafePointer<Float>,
    into result: UnsafeMutablePointer<Float>, finish: (UnsafeMutablePointer<Float>, Int) -> Void
  ) {
    withBuffers { v, m, buffer in
      for first in Swift.stride(from: range.lowerBound, to: range.upperBound, by: rows) {
        let some = first..<min(first + rows, range.upperBound)
        let squares = some.count * squaresAcross
        read(some, of: pixels, into: v, buffer)
        for product in 0..<16 {
          Tile.multiply(
            rows: squares, columns: outputs, shared: channels,
            .init(v + product * squares * channels, stride: channels),
            .init(sums + product * channels * outputs, stride: outputs),
            into: m + product * squares * outputs, stride: outputs)
        }
        for (index, row) in some.enumerated() {
          let (image, row) = row.quotientAndRemainder(dividingBy: squaresDown)
          let start = result + image * height * width * outputs
          writePlaces(
            row, from: m + index * squaresAcross * outputs, step: squares * outputs, to: start)
          finish(start + 2 * row * width * outputs, min(2, height - 2 * row) * width)
        }
      }
    }
  }

  /// Adds what the gradients of some rows of squares say about the sums of the filters.
  func addGradients(
    _ range: Range<Int>, _ gradient: UnsafePointer<Float>, _ pixels: UnsafePointer<Float>,
    to sums: UnsafeMutablePointer<Float>
  ) {
    withBuffers { v, m, buffer in
      for first in Swift.stride(from: range.lowerBound, to: range.upperBound, by: rows) {
        let some = first..<min(first + rows, range.upperBound)
        let squares = some.count * squaresAcross
        read(some, of: pixels, into: v, buffer)
        for (index, row) in some.enumerated() {
          let (image, row) = row.quotientAndRemainder(dividingBy: squaresDown)
          spreadGradients(
            row, of: gradient + image * height * width * outputs,
            into: m + index * squaresAcross * outputs, step: squares * outputs)
        }
        for product in 0..<16 {
          Tile.multiply(
            rows: channels, columns: outputs, shared: squares,
            .init(v + product * squares * channels, stride: channels, isTransposed: true),
            .init(m + product * squares * outputs, stride: outputs),
            into: sums + product * channels * outputs, stride: outputs, adding: true)
        }
      }
    }
  }

  /// What the numbers of some rows of squares contribute to the products.
  private func read(
    _ some: Range<Int>, of pixels: UnsafePointer<Float>, into v: UnsafeMutablePointer<Float>,
    _ buffer: UnsafeMutablePointer<Float>
  ) {
    let step = some.count * squaresAcross * channels
    for (index, row) in some.enumerated() {
      let (image, row) = row.quotientAndRemainder(dividingBy: squaresDown)
      readNumbers(
        row, of: pixels + image * band.height * band.width * channels,
        into: v + index * squaresAcross * channels, step: step, buffer)
    }
  }

  /// Room for the numbers and the products of some rows of squares, and for four rows of an image.
  private func withBuffers(
    _ body: (
      UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>
    ) -> Void
  ) {
    let squares = 16 * rows * squaresAcross
    let capacity = squares * (channels + outputs) + band.rows(2) * band.length
    withUnsafeTemporaryAllocation(of: Float.self, capacity: capacity) { room in
      let start = room.baseAddress!
      body(start, start + squares * channels, start + squares * (channels + outputs))
    }
  }
}
