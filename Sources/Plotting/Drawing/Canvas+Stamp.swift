import Foundation

/// A small shape at one place of the pixel grid, as coverage from 0 to 1.
struct Mask {
  var left = 0
  var top = 0
  var width = 0
  var height = 0
  var parts: [Float] = []
}

extension Canvas {
  /// The places inside a pixel, along each axis, at which a stamp may stand.
  private static let phases = 4

  /// Draws `shape`, which lies around the origin, at each of `points`.
  ///
  /// The shape is rasterised once for each place inside a pixel (to a quarter of a pixel) and then
  /// copied, which is what makes a million points quick. Later points lie over earlier ones.
  package func stamp(_ shape: Path, at points: [Point], _ color: Color) {
    let masks = stampMasks(shape)
    let source = color.premultiplied
    for point in points { place(masks, at: point, source) }
  }

  /// Draws `shape` at each of `points` in its own colour; points without a colour are left out.
  package func stamp(_ shape: Path, at points: [Point], colors: [Color]) {
    let masks = stampMasks(shape)
    for (point, color) in zip(points, colors) { place(masks, at: point, color.premultiplied) }
  }

  private func stampMasks(_ shape: Path) -> [Mask] {
    let count = Canvas.phases
    return (0..<count * count).map { index in
      let shift = Transform.translation(
        Double(index % count) / Double(count), Double(index / count) / Double(count))
      return Mask(shape.flattened(by: device.then(shift)))
    }
  }

  @inline(__always)
  private func place(_ masks: [Mask], at point: Point, _ source: SIMD4<Float>) {
    guard point.isFinite else { return }
    let count = Double(Canvas.phases)
    let x = (point.x * scale * count).rounded()
    let y = (point.y * scale * count).rounded()
    guard abs(x) < 1e9, abs(y) < 1e9 else { return }
    let (column, row) = (Int(x), Int(y))
    let (pixelX, pixelY) = (column >> 2, row >> 2)
    draw(masks[(row & 3) * Canvas.phases + (column & 3)], atPixel: pixelX, pixelY, source)
  }

  /// Blends one colour through a mask whose origin stands at a pixel.
  func draw(_ mask: Mask, atPixel x: Int, _ y: Int, _ source: SIMD4<Float>) {
    let left = x + mask.left
    let first = max(left, coverage.left)
    let last = min(left + mask.width, coverage.right)
    let top = max(y + mask.top, coverage.top)
    let bottom = min(y + mask.top + mask.height, coverage.bottom)
    guard first < last, top < bottom else { return }
    mask.parts.withUnsafeBufferPointer { parts in
      for row in top..<bottom {
        touch(row, first, last)
        let line = pixels + row * pixelWidth
        let shape = (row - y - mask.top) * mask.width - left
        for column in first..<last {
          let part = parts[shape + column]
          if part == 0 { continue }
          let light = source * part
          line[column] = light + line[column] * (1 - light.w)
        }
      }
    }
  }
}

extension Mask {
  /// Rasterises polygons in device pixels.
  init(_ polygons: [Polyline]) {
    guard let box = Rectangle(around: polygons.flatMap(\.points)), box.width < 4096,
      box.height < 4096
    else { return }
    left = Int(box.left.rounded(.down))
    top = Int(box.top.rounded(.down))
    width = Int(box.right.rounded(.up)) - left
    height = Int(box.bottom.rounded(.up)) - top
    guard width > 0, height > 0 else { return }
    let coverage = Coverage(width: width, height: height)
    let shift = Point(Double(left), Double(top))
    for polygon in polygons { coverage.addPolygon(polygon.points.map { $0 - shift }) }
    var parts = [Float](repeating: 0, count: width * height)
    let width = width
    coverage.sweep(rule: .nonZero) { row, start, end, area in
      let level = (area &* Canvas.levels &+ Coverage.full / 2) / Coverage.full
      let part = Float(level) / Float(Canvas.levels)
      for x in start..<end { parts[row * width + x] = part }
    }
    self.parts = parts
  }
}
