/// Words about one place of the plot, joined to it by an arrow.
package struct AnnotationMark: WordyMark {
  let text: String
  let x: Double
  let y: Double

  package var layer: MarkLayer { .notes }
  package var hues: [Hue?] { [] }
  package var extents: (x: Extent, y: Extent) {
    var (across, up) = (Extent([x]), Extent([y]))
    (across.isWhole, up.isWhole) = (true, true)
    return (across, up)
  }

  package func draw(in frame: Frame, on sheet: inout Sheet) {
    let place = frame.point(x, y)
    guard place.isFinite, frame.area.inset(by: -2).contains(place) else {
      sheet.notes.append("Not shown: “\(text.prefix(40))”, which belongs outside the axes")
      return
    }
    let lines = Typesetting.lines(text, width: 150, size: TypeSize.tick, limit: 4)
    let width = lines.map { Typesetting.width($0, TypeSize.tick) }.max() ?? 0
    let height = Double(lines.count) * 11.5
    guard let box = freeBox(width, height, around: place, frame, sheet) else {
      sheet.notes.append("Not shown for want of room: “\(text.prefix(40))”")
      return
    }
    let start = AnnotationMark.nearest(on: box.inset(by: -2), to: place)
    let way = place - start
    let end = place - way * (min(4, way.length / 2) / max(way.length, 1e-9))
    ArrowShape.draw(
      from: start, to: end, bend: way.x * way.y > 0 ? 0.12 : -0.12, color: frame.theme.quiet,
      width: 0.8, head: 5, on: &sheet)
    sheet.fill(
      Path(box.inset(by: -2), cornerRadius: 2), frame.theme.paperVeil(0.8))
    for (index, line) in lines.enumerated() {
      sheet.write(
        Writing(
          line, at: Point(box.left, box.top + (Double(index) + 0.5) * 11.5), size: TypeSize.tick,
          anchor: Anchor(.left, .middle), color: frame.theme.ink))
    }
  }

  /// A box near the place, inside the plot and away from other lettering and the legend; of several
  /// the one that covers least of what is drawn.
  private func freeBox(
    _ width: Double, _ height: Double, around place: Point, _ frame: Frame, _ sheet: Sheet
  ) -> Rectangle? {
    var best: (box: Rectangle, cost: Double)?
    for reach in [30.0, 44, 62, 86] {
      for direction in [
        (0.7, -0.7), (-0.7, -0.7), (0.7, 0.7), (-0.7, 0.7), (0, -1), (0, 1), (1, 0), (-1, 0),
      ] {
        let center = Point(
          place.x + direction.0 * (reach + width / 2), place.y + direction.1 * (reach + height / 2))
        let box = Rectangle(
          x: center.x - width / 2, y: center.y - height / 2, width: width, height: height)
        guard frame.area.encloses(box),
          !sheet.writings.contains(where: { $0.bounds.intersects(box.inset(by: -3)) }),
          frame.legend.map({ !$0.intersects(box.inset(by: -5)) }) ?? true
        else { continue }
        let cost = reach + 6 * Double(frame.occupied?.count(in: box.inset(by: -2)) ?? 0)
        if best.map({ cost < $0.cost }) ?? true { best = (box, cost) }
      }
    }
    return best?.box
  }

  private static func nearest(on box: Rectangle, to point: Point) -> Point {
    Point(min(max(point.x, box.left), box.right), min(max(point.y, box.top), box.bottom))
  }

  package func sentences(_ axes: AxisNames) -> [String] {
    [
      "At \(axes.x) \(NumberText.short(x)), \(axes.y) \(NumberText.short(y)) it says: \(text)."
    ]
  }
}

/// An arrow between two places of the plot.
package struct ArrowMark: WordyMark {
  let from: (x: Double, y: Double)
  let to: (x: Double, y: Double)
  let label: String
  let hue: Hue?

  package var hues: [Hue?] { [hue ?? .gray] }
  package var extents: (x: Extent, y: Extent) {
    (Extent([from.x, to.x]), Extent([from.y, to.y]))
  }

  package var series: [Series] {
    [Series(.arrow, name: label, x: [from.x, to.x], y: [from.y, to.y])]
  }

  package func draw(in frame: Frame, on sheet: inout Sheet) {
    let (start, end) = (frame.point(from.x, from.y), frame.point(to.x, to.y))
    guard start.isFinite, end.isFinite else { return }
    let color = hue.map { frame.theme.color($0) } ?? frame.theme.text
    ArrowShape.draw(from: start, to: end, color: color, width: 1.5, head: 8, on: &sheet)
    guard !label.isEmpty else { return }
    let way = end - start
    let middle = start + way * 0.5
    let side = way.length > 0 ? Point(way.y, -way.x) * (9 / way.length) : Point(0, -9)
    let text = Typesetting.shortened(label, to: frame.area.width * 0.5, size: TypeSize.label)
    let writings = [1.0, -1].map { sign -> Writing in
      let across = side.x * sign
      return Writing(
        text, at: middle + side * sign, size: TypeSize.label,
        anchor: Anchor(across > 4 ? .left : across < -4 ? .right : .center, .middle),
        color: hue.map { frame.theme.lettering($0) } ?? frame.theme.text)
    }
    guard let writing = frame.best(writings, on: sheet) else { return }
    let ground = Path(writing.bounds.inset(by: -1.5), cornerRadius: 2)
    sheet.fill(ground, frame.theme.paperVeil(0.85))
    sheet.write(writing)
  }

  package func occupy(_ occupancy: inout Occupancy, in frame: Frame) {
    occupancy.add(from: frame.point(from.x, from.y), to: frame.point(to.x, to.y))
  }

  package func omissions(in frame: Frame) -> Omissions {
    Omissions([from.x, to.x], [from.y, to.y], in: frame)
  }

  package func sentences(_ axes: AxisNames) -> [String] {
    let name = label.isEmpty ? "An arrow" : "An arrow, \(label),"
    let numbers = [from.x, from.y, to.x, to.y].map { NumberText.short($0) }
    return ["\(name) from (\(numbers[0]), \(numbers[1])) to (\(numbers[2]), \(numbers[3]))."]
  }
}

extension Figure {
  /// Adds words about one place of the plot. They find a free spot beside it themselves.
  public func annotate(_ text: String, x: Double, y: Double) -> Figure {
    adding(AnnotationMark(text: text, x: x, y: y))
  }

  /// Adds an arrow between two places of the plot: a gradient, a step.
  public func arrow(
    from: (x: Double, y: Double), to: (x: Double, y: Double), label: String = "", hue: Hue? = nil
  ) -> Figure {
    adding(ArrowMark(from: from, to: to, label: label, hue: hue))
  }
}
