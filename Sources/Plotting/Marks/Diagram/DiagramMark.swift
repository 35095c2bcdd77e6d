/// Boxes and arrows.
package struct DiagramMark: Mark {
  let parts: DiagramParts
  let direction: DiagramDirection
  private let boxes: [Box]
  private let lines: [[String]]
  private let graph: LayeredGraph
  /// The middle of each node, stops of long arrows included, before scaling.
  private let centers: [Point]
  private let sizes: [(width: Double, height: Double)]
  private let extent: (width: Double, height: Double)
  /// How thick each layer is: long arrows pass straight through it, beside its boxes.
  private let thickness: [Double]

  private static let textSize = TypeSize.label
  private static let lineHeight = 12.0

  init(parts: DiagramParts, direction: DiagramDirection) {
    self.parts = parts
    self.direction = direction
    boxes = parts.allBoxes
    lines = boxes.map {
      Typesetting.lines($0.text, width: 108, size: DiagramMark.textSize, limit: 3)
    }
    let number = Dictionary(uniqueKeysWithValues: boxes.enumerated().map { ($1.name, $0) })
    graph = LayeredGraph(
      nodeCount: boxes.count,
      edges: parts.arrows.map { (number[$0.from] ?? 0, number[$0.to] ?? 0) })
    sizes = DiagramMark.sizes(lines, count: graph.layer.count)
    let along = sizes.map { direction == .right ? $0.width : $0.height }
    thickness = graph.order.map { nodes in nodes.map { along[$0] }.max() ?? 0 }
    (centers, extent) = DiagramMark.placed(
      graph, sizes, thickness, direction, hasLabels: parts.arrows.contains { !$0.label.isEmpty })
  }

  private static func sizes(
    _ lines: [[String]], count: Int
  ) -> [(width: Double, height: Double)] {
    (0..<count).map { node in
      guard node < lines.count else { return (0, 0) }
      let widest = lines[node].map { Typesetting.width($0, textSize) }.max() ?? 0
      return (max(widest + 16, 24), Double(max(lines[node].count, 1)) * lineHeight + 9)
    }
  }

  /// Where the nodes stand, from the upper left, and the size of the whole.
  private static func placed(
    _ graph: LayeredGraph, _ sizes: [(width: Double, height: Double)], _ thickness: [Double],
    _ direction: DiagramDirection, hasLabels: Bool
  ) -> ([Point], (width: Double, height: Double)) {
    let isUpright = direction != .right
    let across = sizes.map { isUpright ? $0.width : $0.height }
    let places = graph.places(sizes: across, gap: isUpright ? 14 : 12)
    let low = zip(places, across).map { $0 - $1 / 2 }.min() ?? 0
    let high = zip(places, across).map { $0 + $1 / 2 }.max() ?? 0
    var starts: [Double] = []
    var at = 0.0
    let gap = isUpright ? 26.0 : hasLabels ? 44.0 : 30
    for layer in thickness {
      starts.append(at)
      at += layer + gap
    }
    let length = max(at - gap, 0)
    let centers = places.indices.map { node -> Point in
      let layer = graph.layer[node]
      let main = starts[layer] + thickness[layer] / 2
      let side = places[node] - low
      switch direction {
      case .right: return Point(main, side)
      case .down: return Point(side, main)
      case .up: return Point(side, length - main)
      }
    }
    let size = isUpright ? (high - low, length) : (length, high - low)
    return (centers, (max(size.0, 1), max(size.1, 1)))
  }

  package var hues: [Hue?] { [] }
  package var extents: (x: Extent, y: Extent) { (Extent(), Extent()) }
  package var shape: PlotShape { .bare(width: extent.width + 4, height: extent.height + 4) }

  package func draw(in frame: Frame, on sheet: inout Sheet) {
    let factor = min(
      1, frame.area.width / (extent.width + 4), frame.area.height / (extent.height + 4))
    let origin = Point(frame.area.left + 2, frame.area.top + 2)
    let places = centers.map { origin + $0 * factor }
    for (arrow, route) in zip(parts.arrows, graph.routes) where route.count > 1 {
      draw(arrow, route, places, factor, frame, on: &sheet)
    }
    for (index, box) in boxes.enumerated() {
      draw(box, lines[index], at: places[index], sizes[index], factor, frame.theme, on: &sheet)
    }
    // Labels last, when it is known where the boxes' lettering stands.
    for (arrow, route) in zip(parts.arrows, graph.routes) where route.count > 1 {
      label(arrow, route, places, factor, frame, on: &sheet)
    }
  }

  private func draw(
    _ box: Box, _ lines: [String], at center: Point, _ size: (width: Double, height: Double),
    _ factor: Double, _ theme: Theme, on sheet: inout Sheet
  ) {
    let rectangle = Rectangle(
      x: center.x - size.width * factor / 2, y: center.y - size.height * factor / 2,
      width: size.width * factor, height: size.height * factor)
    let edge = box.hue.map { theme.color($0) } ?? theme.axis
    let ground =
      box.hue.map { theme.veil(theme.color($0), 0.1) } ?? theme.shade
    let outline = Path(rectangle, cornerRadius: 4 * factor)
    sheet.fill(outline, ground)
    sheet.stroke(outline, edge, LineStyle(box.hue == nil ? 0.75 : 1.1))
    for (index, line) in lines.enumerated() {
      let offset = (Double(index) - Double(lines.count - 1) / 2) * DiagramMark.lineHeight * factor
      sheet.write(
        Writing(
          line, at: Point(center.x, center.y + offset), size: DiagramMark.textSize * factor,
          anchor: Anchor(.center, .middle), color: theme.ink))
    }
  }

  /// The way an arrow runs: out of a side of its first box, through its stops, into its last box.
  private func points(
    _ route: [Int], _ places: [Point], _ factor: Double
  ) -> [Point] {
    let isForward = graph.layer[route[0]] < graph.layer[route[route.count - 1]]
    func side(_ node: Int, _ isExit: Bool) -> Point {
      let place = places[node]
      let sign = isForward == isExit ? 1.0 : -1
      switch direction {
      case .right: return Point(place.x + sign * sizes[node].width * factor / 2, place.y)
      case .down: return Point(place.x, place.y + sign * sizes[node].height * factor / 2)
      case .up: return Point(place.x, place.y - sign * sizes[node].height * factor / 2)
      }
    }
    let stops = route.dropFirst().dropLast().flatMap { node -> [Point] in
      let half = thickness[graph.layer[node]] * factor / 2
      let way = direction == .right ? Point(half, 0) : Point(0, direction == .up ? -half : half)
      return isForward
        ? [places[node] - way, places[node] + way] : [places[node] + way, places[node] - way]
    }
    return [side(route[0], true)] + stops + [side(route[route.count - 1], false)]
  }

  private func draw(
    _ arrow: Arrow, _ route: [Int], _ places: [Point], _ factor: Double, _ frame: Frame,
    on sheet: inout Sheet
  ) {
    var points = points(route, places, factor)
    let end = points[points.count - 1]
    let last = points[points.count - 2]
    // Arrows enter boxes straight, along the direction of the whole.
    let way: Point
    switch direction {
    case .right: way = Point(end.x > last.x ? 1 : -1, 0)
    case .up, .down: way = Point(0, end.y > last.y ? 1 : -1)
    }
    let size = 6 * max(factor, 0.7)
    points[points.count - 1] = end - way * (size * 0.7)
    var path = Path()
    path.move(to: points[0])
    for (from, to) in zip(points, points.dropFirst()) {
      let half = (to - from) * 0.5
      let handle = direction == .right ? Point(half.x, 0) : Point(0, half.y)
      path.cubic(to: to, from + handle, to - handle)
    }
    let color = frame.theme.quiet
    sheet.stroke(path, color, LineStyle(1, dash: arrow.isDashed ? [3, 2.5] : []))
    sheet.fill(ArrowShape.head(at: end - way * 0.5, along: way, size: size), color)
  }

  private func label(
    _ arrow: Arrow, _ route: [Int], _ places: [Point], _ factor: Double, _ frame: Frame,
    on sheet: inout Sheet
  ) {
    guard !arrow.label.isEmpty else { return }
    let points = points(route, places, factor)
    let piece = (points.count - 1) / 2
    let (from, to) = (points[piece], points[piece + 1])
    let text = Typesetting.shortened(arrow.label, to: 90, size: TypeSize.note)
    for part in [0.5, 0.38, 0.62, 0.28, 0.72] {
      // The curve is a cubic whose handles lie half-way: its ordinate is the smooth step.
      let smooth = part * part * (3 - 2 * part)
      let isRight = direction == .right
      let place = Point(
        from.x + (to.x - from.x) * (isRight ? part : smooth),
        from.y + (to.y - from.y) * (isRight ? smooth : part))
      let writing = Writing(
        text, at: place, size: TypeSize.note * factor, anchor: Anchor(.center, .middle),
        color: frame.theme.text)
      guard sheet.bounds.encloses(writing.bounds),
        !sheet.writings.contains(where: { $0.overlaps(writing, gap: 3) })
      else { continue }
      sheet.fill(
        Path(writing.bounds.inset(by: -1.5), cornerRadius: 2), frame.theme.background)
      sheet.write(writing)
      return
    }
  }

  package func sentences(_ axes: AxisNames) -> [String] {
    guard !boxes.isEmpty else { return ["An empty diagram."] }
    let names = Dictionary(uniqueKeysWithValues: boxes.map { ($0.name, $0.text) })
    let shown = parts.arrows.prefix(24).map { arrow in
      let label = arrow.label.isEmpty ? "" : " (\(arrow.label))"
      return "\(names[arrow.from] ?? arrow.from) to \(names[arrow.to] ?? arrow.to)\(label)"
    }
    let rest = parts.arrows.count > 24 ? ", and \(parts.arrows.count - 24) more" : ""
    let arrows = shown.isEmpty ? "" : " Arrows: \(shown.joined(separator: "; "))\(rest)."
    return ["A diagram of \(boxes.count) boxes and \(parts.arrows.count) arrows.\(arrows)"]
  }
}
