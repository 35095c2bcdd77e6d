import Foundation

/// A picture as rows of colours, the upper left one first.
package struct Bitmap: Sendable {
  package let width: Int
  package let height: Int
  package var colors: [Color]

  /// `colors` row by row; where some are missing the rest is clear.
  package init(width: Int, height: Int, colors: [Color]) {
    self.width = max(width, 0)
    self.height = max(height, 0)
    let count = self.width * self.height
    self.colors = Array(colors.prefix(count))
    if self.colors.count < count {
      self.colors += Array(repeating: .clear, count: count - self.colors.count)
    }
  }
}

extension Canvas {
  /// Draws a picture stretched over `rectangle`.
  ///
  /// Otherwise than `smooth`, each of its pixels is a rectangle with crisp sides; where one is
  /// smaller than a device pixel their colours are averaged. Smooth blends neighbouring pixels.
  package func image(_ bitmap: Bitmap, in rectangle: Rectangle, smooth: Bool = false) {
    guard bitmap.width > 0, bitmap.height > 0, rectangle.width > 0, rectangle.height > 0,
      rectangle.width.isFinite, rectangle.height.isFinite, rectangle.x.isFinite,
      rectangle.y.isFinite
    else { return }
    let columns = samples(
      bitmap.width, from: rectangle.left * scale, to: rectangle.right * scale,
      within: coverage.left..<coverage.right, smooth: smooth)
    let rows = samples(
      bitmap.height, from: rectangle.top * scale, to: rectangle.bottom * scale,
      within: coverage.top..<coverage.bottom, smooth: smooth)
    guard let first = columns.first, let last = columns.last else { return }
    for row in rows {
      touch(row.pixel, first.pixel, last.pixel + 1)
      let line = pixels + row.pixel * pixelWidth
      for column in columns {
        let source = average(bitmap, row, column)
        line[column.pixel] = Canvas.over(source, line[column.pixel])
      }
    }
  }

  /// The picture's weighted mean over the pixels that a device pixel sees.
  private func average(_ bitmap: Bitmap, _ row: Sample, _ column: Sample) -> SIMD4<Float> {
    if row.weights.count == 1, column.weights.count == 1, row.weights[0] == 1,
      column.weights[0] == 1
    {
      return bitmap.colors[row.first * bitmap.width + column.first].premultiplied
    }
    var sum = SIMD4<Float>.zero
    for (y, across) in row.weights.enumerated() {
      for (x, along) in column.weights.enumerated() {
        let color = bitmap.colors[(row.first + y) * bitmap.width + column.first + x]
        sum += color.premultiplied * (across * along)
      }
    }
    return sum
  }

  /// Which pixels of a picture a device pixel shows, along one axis.
  private struct Sample {
    let pixel: Int
    let first: Int
    var weights: [Float]
  }

  private func samples(
    _ count: Int, from start: Double, to end: Double, within range: Range<Int>, smooth: Bool
  ) -> [Sample] {
    // Whole device pixels, so that the border of the picture is as crisp as an axis.
    let (first, last) = (start.rounded(), max(end.rounded(), start.rounded() + 1))
    let pace = Double(count) / (last - first)
    let low = max(Double(range.lowerBound), first)
    let high = min(Double(range.upperBound), last)
    guard low < high else { return [] }
    return (Int(low)..<Int(high)).map { pixel in
      let near = (Double(pixel) - first) * pace
      if pace <= 1 {
        let center = near + pace / 2
        return smooth
          ? Canvas.blended(pixel, center - 0.5, count)
          : Sample(pixel: pixel, first: min(Int(center), count - 1), weights: [1])
      }
      return Canvas.averaged(pixel, near, near + pace, count)
    }
  }

  /// Two neighbours, each by its nearness to `center`.
  private static func blended(_ pixel: Int, _ center: Double, _ count: Int) -> Sample {
    let place = min(max(center, 0), Double(count - 1))
    let first = min(Int(place), count - 1)
    let part = Float(place - Double(first))
    if part == 0 || first + 1 >= count { return Sample(pixel: pixel, first: first, weights: [1]) }
    return Sample(pixel: pixel, first: first, weights: [1 - part, part])
  }

  /// All that lie between `near` and `far`, each by its share.
  private static func averaged(_ pixel: Int, _ near: Double, _ far: Double, _ count: Int) -> Sample
  {
    let first = min(Int(near), count - 1)
    let last = min(max(Int(far.rounded(.up)), first + 1), count)
    var weights = (first..<last).map { index in
      Float(max(min(far, Double(index + 1)) - max(near, Double(index)), 0))
    }
    let total = weights.reduce(0, +)
    for index in weights.indices { weights[index] = total > 0 ? weights[index] / total : 1 }
    return Sample(pixel: pixel, first: first, weights: weights)
  }
}
