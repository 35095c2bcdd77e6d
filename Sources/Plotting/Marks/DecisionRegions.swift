/// The parts of the plane that a classifier gives to each class.
package struct RegionsMark: PlaneMark {
  /// The class at every point of a grid, as a field of whole numbers.
  let field: Field
  /// The same on a grid that is finer, where classes meet.
  let drawn: Field
  let names: [String]

  package var layer: MarkLayer { .field }
  package var extents: (x: Extent, y: Extent) { field.extents }

  private var classes: [Int] { Set(field.values.map { Int($0) }).sorted() }

  package var hues: [Hue?] { classes.map { Hue.number(max($0, 0)) } }

  package var series: [Series] {
    [Series(.field, name: "class", x: field.values.indices.map { Double($0) }, y: field.values)]
  }

  package func draw(in frame: Frame, on sheet: inout Sheet) {
    let theme = frame.theme
    let classes = classes
    var colors: [Int: SIMD4<Float>] = [:]
    for kind in classes {
      colors[kind] = theme.veil(theme.color(Hue.number(max(kind, 0))), 0.17).premultiplied
    }
    let kinds = drawn.values.map { Int($0) }
    // The class with the largest share of the four corners wins, which rounds the stairs of the
    // grid off.
    let bitmap = drawn.bitmap(in: frame) { corners, weights in
      var (best, share) = (kinds[corners[0]], -1.0)
      for index in 0..<4 {
        let kind = kinds[corners[index]]
        var sum = 0.0
        for other in 0..<4 where kinds[corners[other]] == kind { sum += weights[other] }
        if sum > share { (best, share) = (kind, sum) }
      }
      return colors[best] ?? .zero
    }
    sheet.image(bitmap, in: frame.area)
    for kind in classes {
      let indicator = Field(
        columns: drawn.columns, rows: drawn.rows, x: drawn.x, y: drawn.y,
        values: kinds.map { $0 == kind ? 1 : 0 })
      var path = Path()
      for line in ContourLines.lines(of: indicator, at: 0.5) {
        for run in Thinning.runs(line.map({ frame.point($0.x, $0.y) })) {
          path.append(Path(through: run))
        }
      }
      sheet.stroke(path, theme.background, LineStyle(1.2))
    }
  }

  package func keys(in frame: Frame) -> [LegendKey] {
    classes.filter { names.indices.contains($0) }.map { kind in
      LegendKey(
        names[kind], .swatch(frame.theme.veil(frame.theme.color(Hue.number(kind)), 0.3)))
    }
  }

  package func sentences(_ axes: AxisNames) -> [String] {
    let shares = classes.map { kind -> String in
      let share = Double(field.values.filter { Int($0) == kind }.count) / Double(field.values.count)
      let name = names.indices.contains(kind) ? names[kind] : "class \(kind)"
      return "\(name) \(NumberText.fixed(share * 100, decimals: 0))%"
    }
    return ["Shares of the plane by class: \(shares.joined(separator: ", "))."]
  }
}

extension Figure {
  /// Colours the plane by the class that a classifier gives to each of its points.
  ///
  /// The classifier is asked at once, for every point of a grid, and again where its answer changes.
  /// Without ranges the grid covers
  /// what the figure shows so far, so add the points first.
  ///
  ///     Figure("Two moons").scatter(x, y, classes: labels)
  ///       .decisionRegions { point in model.classify(point) }
  ///
  /// - Parameters:
  ///   - names: names of the classes for the legend; none where the points have them already.
  ///   - class: the class, from 0, of the point with two coordinates.
  public func decisionRegions(
    x: ClosedRange<Double>? = nil, y: ClosedRange<Double>? = nil, names: [String] = [],
    class classify: ([Float]) throws -> Int
  ) rethrows -> Figure {
    let panel = Panel(
      grid?.panels.first ?? self, theme: .light, titleSize: TypeSize.title)
    func kind(_ x: Double, _ y: Double) throws -> Double {
      Double(min(max(try classify([Float(x), Float(y)]), -1), 100_000))
    }
    let field = try Field(
      x: x ?? panel.x.domain, y: y ?? panel.y.domain, columns: 161, rows: 121, of: kind)
    let drawn = try field.refinedAtBorders(by: 4, of: kind)
    return adding(RegionsMark(field: field, drawn: drawn, names: names))
  }
}
