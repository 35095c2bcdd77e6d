/// The ticks of the x axis with their labels arranged so that none touches its neighbour.
package struct AcrossTicks: Sendable {
  package enum Arrangement: Sendable, Equatable { case level, slanted }

  package let ticks: Ticks
  package let arrangement: Arrangement
  /// The labels in lines, one list for each major tick; empty where there is no room for it.
  package let lines: [[String]]
  /// The height of the labels.
  package let height: Double

  static let lineHeight = 11.0
  static let slant = 40.0
  static let longestSlanted = 84.0

  /// The ticks of a scale on a plot of this width.
  package init(_ scale: Scale, width: Double, format: TickFormat, isMatrix: Bool = false) {
    if case .category(let names) = scale.kind {
      self.init(names, width: width)
    } else {
      self.init(numbers: scale, width: width, format: format, isMatrix: isMatrix)
    }
  }

  /// Round numbers, fewer until their labels stay apart.
  private init(numbers scale: Scale, width: Double, format: TickFormat, isMatrix: Bool) {
    // Cells are numbered one by one where there is room.
    let cells = Int(min(scale.domain.upperBound - scale.domain.lowerBound, 1000))
    // Powers of ten are short, and a reader needs three of them to see that they are such.
    let room = scale.kind == .linear ? 62.0 : 36
    var count = isMatrix ? min(cells, Int(width / 24)) : min(max(Int(width / room), 2), 12)
    var ticks = scale.ticks(about: count, format: format)
    while count > 1, !AcrossTicks.fits(ticks.major, scale, width) {
      count -= 1
      ticks = scale.ticks(about: count, format: format)
    }
    if !AcrossTicks.fits(ticks.major, scale, width) {
      ticks.major = AcrossTicks.thinned(ticks.major)
    }
    self.ticks = ticks
    arrangement = .level
    lines = ticks.major.map { [$0.label] }
    height = ticks.major.isEmpty ? 0 : AcrossTicks.lineHeight
  }

  /// The names of categories: level where they fit, in two lines, slanted, or only some of them.
  private init(_ names: [String], width: Double) {
    let slot = width / Double(max(names.count, 1))
    let room = slot - 5
    ticks = Ticks(
      major: names.enumerated().map { Tick(value: Double($0.offset), label: $0.element) })
    let broken = names.prefix(200).map { name in
      Typesetting.lines(name, width: max(room, 8), size: TypeSize.tick, limit: 2)
    }
    let isWhole = zip(broken, names).allSatisfy { lines, name in
      lines.joined(separator: " ") == name.split(separator: " ").joined(separator: " ")
    }
    if isWhole, names.count <= 200 {
      arrangement = .level
      lines = broken
      height = Double(broken.map(\.count).max() ?? 0) * AcrossTicks.lineHeight
      return
    }
    // Slanted names need a line's height each; short ones may as well stand level with gaps.
    let longest = names.prefix(2000).map { Typesetting.width($0, TypeSize.tick) }.max() ?? 0
    let levelStride = Int(((longest + 8) / slot).rounded(.up))
    let slantedStride = Int((14.5 / slot).rounded(.up))
    if longest < 26 || slot < 3 {
      arrangement = .level
      lines = names.enumerated().map { index, name in
        index % max(levelStride, 1) == 0
          ? Typesetting.lines(name, width: 90, size: TypeSize.tick, limit: 1) : []
      }
      height = AcrossTicks.lineHeight
    } else {
      arrangement = .slanted
      let limit = AcrossTicks.longestSlanted
      lines = names.enumerated().map { index, name in
        index % max(slantedStride, 1) == 0
          ? [Typesetting.shortened(name, to: limit, size: TypeSize.tick)] : []
      }
      height = min(longest, limit) * 0.65 + 8
    }
  }

  /// Whether labels stay apart.
  private static func fits(_ ticks: [Tick], _ scale: Scale, _ width: Double) -> Bool {
    var end = -Double.infinity
    for tick in ticks.sorted(by: { scale.unit($0.value) < scale.unit($1.value) }) {
      let middle = scale.unit(tick.value) * width
      let half = Typesetting.width(tick.label, TypeSize.tick) / 2
      if middle - half < end + 9 { return false }
      end = middle + half
    }
    return true
  }

  /// The first and the last, or the first alone.
  private static func thinned(_ ticks: [Tick]) -> [Tick] { Array(ticks.prefix(1)) }

  /// How far labels reach beyond the plot on each side.
  package func overhang(_ scale: Scale, width: Double) -> (left: Double, right: Double) {
    var (left, right) = (0.0, 0.0)
    for (tick, lines) in zip(ticks.major, lines) where !lines.isEmpty {
      let middle = scale.unit(tick.value) * width
      let longest = lines.map { Typesetting.width($0, TypeSize.tick) }.max() ?? 0
      let reach = arrangement == .slanted ? longest * 0.77 + 4 : longest / 2
      left = max(left, reach - middle)
      if arrangement == .level { right = max(right, middle + reach - width) }
    }
    return (left, right)
  }

  /// Draws the labels below a plot.
  package func draw(below area: Rectangle, _ scale: Scale, theme: Theme, on sheet: inout Sheet) {
    for (tick, lines) in zip(ticks.major, lines) {
      let middle = area.left + scale.unit(tick.value) * area.width
      guard middle.isFinite else { continue }
      if arrangement == .slanted {
        guard let line = lines.first else { continue }
        sheet.writeIfFree(
          Writing(
            line, at: Point(middle + 3, area.bottom + 8), size: TypeSize.tick,
            anchor: Anchor(.right, .middle), rotation: AcrossTicks.slant, color: theme.quiet),
          gap: 0)
        continue
      }
      for (index, line) in lines.enumerated() {
        let y = area.bottom + 5.5 + (Double(index) + 0.5) * AcrossTicks.lineHeight
        sheet.writeIfFree(
          Writing(
            line, at: Point(middle, y), size: TypeSize.tick, anchor: Anchor(.center, .middle),
            color: theme.quiet))
      }
    }
  }
}

/// The ticks of the y axis with their labels.
package struct UpwardTicks: Sendable {
  package let ticks: Ticks
  package let labels: [String]
  /// The width of the widest label.
  package let width: Double

  /// The ticks of a scale on a plot of this height; names may take up to `room`.
  package init(
    _ scale: Scale, height: Double, room: Double, format: TickFormat, isMatrix: Bool = false
  ) {
    // Cells are numbered one by one where there is room.
    let cells = Int(min(scale.domain.upperBound - scale.domain.lowerBound, 1000))
    let each = scale.kind == .linear ? 42.0 : 26
    let count = isMatrix ? min(cells, Int(height / 14)) : min(max(Int(height / each), 2), 10)
    var ticks = scale.ticks(about: count, format: format)
    var stride = 1
    if case .category(let names) = scale.kind {
      stride = max(1, Int((11.5 * Double(names.count) / height).rounded(.up)))
    }
    var fitting: [Tick] = []
    for (index, tick) in ticks.major.enumerated() where index % stride == 0 {
      // Logarithmic ticks stand where they must; those too near the one before lose their label,
      // and zero, which tells where the signs part, loses its to none.
      if stride == 1, let last = fitting.last {
        guard abs(scale.unit(tick.value) - scale.unit(last.value)) * height >= 11 else {
          if tick.value == 0, case .symmetric = scale.kind { fitting[fitting.count - 1] = tick }
          continue
        }
      }
      fitting.append(tick)
    }
    ticks.major = fitting
    self.ticks = ticks
    labels = ticks.major.map { Typesetting.shortened($0.label, to: room, size: TypeSize.tick) }
    width = labels.map { Typesetting.width($0, TypeSize.tick) }.max() ?? 0
  }

  /// Draws the labels left of a plot.
  package func draw(
    besides area: Rectangle, _ scale: Scale, gap: Double, theme: Theme, on sheet: inout Sheet
  ) {
    for (tick, label) in zip(ticks.major, labels) {
      let y = area.bottom - scale.unit(tick.value) * area.height
      guard y.isFinite else { continue }
      sheet.writeIfFree(
        Writing(
          label, at: Point(area.left - gap, y), size: TypeSize.tick,
          anchor: Anchor(.right, .middle), color: theme.quiet), gap: 0.5)
    }
  }
}
