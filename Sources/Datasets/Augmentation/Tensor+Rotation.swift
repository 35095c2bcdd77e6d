import Foundation
import Tensors

extension Tensor {
  /// Images turned about their centre by up to `degrees` to either side, each by its own draw.
  /// Pixels are interpolated linearly, and what turns in from outside is 0.
  public func randomlyRotated(upTo degrees: Double, using random: inout Random) -> Tensor {
    let batch = required(try ImageBatch(self, for: "Rotating"))
    let angles = (0..<batch.count).map { _ in degrees * (2 * random.unit() - 1) }
    return rotated(by: angles, batch)
  }

  /// Each image turned counter-clockwise by its angle in degrees.
  package func rotated(by angles: [Double]) -> Tensor {
    rotated(by: angles, required(try ImageBatch(self, for: "Rotating")))
  }

  private func rotated(by angles: [Double], _ batch: ImageBatch) -> Tensor {
    var result = [Float](repeating: 0, count: count)
    let middle = (row: Double(batch.height - 1) / 2, column: Double(batch.width - 1) / 2)
    for (image, angle) in angles.enumerated() {
      let (sine, cosine) = (
        Foundation.sin(angle * .pi / 180), Foundation.cos(angle * .pi / 180)
      )
      for row in 0..<batch.height {
        for column in 0..<batch.width {
          // Where the pixel comes from: the target's place turned back.
          let (down, right) = (Double(row) - middle.row, Double(column) - middle.column)
          let source = (
            row: middle.row + cosine * down + sine * right,
            column: middle.column - sine * down + cosine * right
          )
          let target = image * batch.stride + row * batch.rowStride + column * batch.channels
          interpolate(image, batch, source, into: &result, at: target)
        }
      }
    }
    return Tensor(shape: shape, scalars: result)
  }

  /// Adds the four pixels around a place, each weighted by how near it is.
  private func interpolate(
    _ image: Int, _ batch: ImageBatch, _ place: (row: Double, column: Double),
    into result: inout [Float], at target: Int
  ) {
    // Rounding must not push a place that lies on the border to just outside of it.
    let row = (place.row * 1e9).rounded() / 1e9
    let column = (place.column * 1e9).rounded() / 1e9
    let top = row.rounded(.down)
    let left = column.rounded(.down)
    for (rowOffset, columnOffset) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
      let (sourceRow, sourceColumn) = (Int(top) + rowOffset, Int(left) + columnOffset)
      guard sourceRow >= 0, sourceRow < batch.height, sourceColumn >= 0, sourceColumn < batch.width
      else { continue }
      let weight =
        (rowOffset == 0 ? 1 - (row - top) : row - top)
        * (columnOffset == 0 ? 1 - (column - left) : column - left)
      let source =
        image * batch.stride + sourceRow * batch.rowStride + sourceColumn * batch.channels
      for channel in 0..<batch.channels {
        result[target + channel] += Float(weight) * scalars[source + channel]
      }
    }
  }
}
