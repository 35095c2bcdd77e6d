import Trace

/// Puts the series of a figure into tables: those with the same x side by side, plot by plot.
struct NumberTables {
  typealias Series = FigureOutput.Series

  private let figure: FigureOutput
  /// The most rows of a table; longer ones keep every second, every third.
  private let limit: Int
  private(set) var tables: [NumberTable] = []

  init(_ figure: FigureOutput, limit: Int = 401) {
    self.figure = figure
    self.limit = limit
    for panel in 0..<max(figure.panels.count, 1) {
      for group in groups(of: panel) { add(group, panel) }
    }
  }

  private func axes(_ panel: Int) -> (x: FigureOutput.Axis?, y: FigureOutput.Axis?) {
    guard figure.panels.indices.contains(panel) else { return (nil, nil) }
    return (figure.panels[panel].across, figure.panels[panel].upward)
  }

  private static func shape(_ kind: Series.Kind?) -> NumberTable.Shape? {
    switch kind {
    case nil, .line, .points, .path, .band, .histogram, .arrow, .measure: .curves
    case .bars: .bars
    case .barsAcross: .across
    case .cells: .cells
    case .field: .field
    case .picture: .pictures
    case .rule: nil
    }
  }

  private struct Group {
    var shape: NumberTable.Shape
    var series: [Series]
  }

  private func groups(of panel: Int) -> [Group] {
    var groups: [Group] = []
    for series in figure.series where series.panel == panel && !series.x.isEmpty {
      guard let shape = Self.shape(series.kind) else { continue }
      let home = groups.firstIndex {
        $0.shape == shape && shape != .cells && shape != .field && $0.series[0].x == series.x
      }
      if let home {
        groups[home].series.append(series)
      } else {
        groups.append(Group(shape: shape, series: [series]))
      }
    }
    return groups
  }

  private mutating func add(_ group: Group, _ panel: Int) {
    var table: NumberTable?
    switch group.shape {
    case .curves, .bars, .across: table = listed(group, panel)
    case .cells: table = matrix(group.series[0], panel)
    case .field: table = places(group.series[0], panel)
    case .pictures: table = pictures(group.series, panel)
    }
    guard let table else { return }
    // Several plots over the same ground show the same numbers.
    let twin = tables.firstIndex {
      $0.shape == table.shape && $0.columns == table.columns && $0.rows == table.rows
        && $0.layout == table.layout && axes($0.panels[0]) == axes(panel)
    }
    if let twin { tables[twin].panels.append(panel) } else { tables.append(table) }
  }

  /// The rows that stand in the table: every so many, and the last.
  private func kept(_ count: Int) -> (rows: [Int], stride: Int) {
    let stride = max(1, (count + limit - 1) / limit)
    var rows = Array(Swift.stride(from: 0, to: count, by: stride))
    if let last = rows.last, last != count - 1 { rows.append(count - 1) }
    return (rows, stride)
  }

  // MARK: - Series

  private func listed(_ group: Group, _ panel: Int) -> NumberTable {
    let (x, y) = axes(panel)
    let (places, values) = group.shape == .across ? (y, x) : (x, y)
    let (rows, stride) = kept(group.series[0].x.count)
    let head = NumberTable.Column(
      title: title(places, group.shape == .curves ? "x" : "name"), kind: nil)
    return NumberTable(
      shape: group.shape, panels: [panel],
      columns: [head]
        + titles(of: group.series, else: title(values, "y")).map {
          .init(title: $0.title, kind: $0.kind ?? .line)
        },
      rows: rows.map { row in
        [text(group.series[0].x[row], on: places)] + group.series.map { NumberCell.text($0.y[row]) }
      }, stride: stride)
  }

  /// The names of the series; a band without one has that of the line before it.
  private func titles(
    of series: [Series], else other: String
  ) -> [(title: String, kind: Series.Kind?)] {
    var last = ""
    return series.map { series in
      if series.kind != .band { last = series.name }
      let isNameless = series.name.hasPrefix("band, ") && series.kind == .band
      let own = isNameless ? String(series.name.dropFirst(6)) : series.name
      guard isNameless, !last.isEmpty else { return (own.isEmpty ? other : own, series.kind) }
      return ("\(last), \(own)", series.kind)
    }
  }

  private func title(_ axis: FigureOutput.Axis?, _ other: String) -> String {
    guard let name = axis?.name, !name.isEmpty else { return other }
    return name
  }

  private func text(_ place: Double, on axis: FigureOutput.Axis?) -> String {
    if let names = axis?.names, let index = Int(exactly: place), names.indices.contains(index) {
      return names[index]
    }
    return NumberCell.text(place)
  }

  // MARK: - Grids

  private func matrix(_ series: Series, _ panel: Int) -> NumberTable? {
    let (x, y) = axes(panel)
    guard let x, let y, series.x.count == series.count else { return nil }
    let columns = Int(abs(x.to - x.from).rounded())
    guard columns > 0, series.count % columns == 0 else { return nil }
    func name(_ index: Int, _ axis: FigureOutput.Axis) -> String { text(Double(index), on: axis) }
    let corner = [title(y, ""), title(x, "")].filter { !$0.isEmpty }.joined(separator: " \\ ")
    return NumberTable(
      shape: .cells, panels: [panel],
      columns: [.init(title: corner)]
        + (0..<columns).map { .init(title: name($0, x), kind: .cells) },
      rows: (0..<series.count / columns).map { row in
        [name(row, y)]
          + (0..<columns).map { NumberCell.text(series.y[row * columns + $0]) }
      })
  }

  /// A field's values with the places at which they were recorded.
  private func places(_ series: Series, _ panel: Int) -> NumberTable? {
    let (x, y) = axes(panel)
    guard let x, let y, let columns = columns(of: series, panel), columns > 1 else { return nil }
    let rows = series.count / columns
    guard rows > 1 else { return nil }
    func place(_ index: Int, of count: Int, _ axis: FigureOutput.Axis) -> String {
      let (low, high) = (min(axis.from, axis.to), max(axis.from, axis.to))
      return NumberCell.text(low + (high - low) * Double(index) / Double(count - 1))
    }
    let (kept, stride) = kept(series.x.count)
    return NumberTable(
      shape: .field, panels: [panel],
      columns: [
        .init(title: title(x, "x"), kind: nil), .init(title: title(y, "y"), kind: nil),
        .init(title: series.name.isEmpty ? "value" : series.name, kind: .field),
      ],
      rows: kept.map { index in
        let cell = Int(series.x[index])
        return [
          place(cell % columns, of: columns, x), place(cell / columns, of: rows, y),
          NumberCell.text(series.y[index]),
        ]
      }, stride: stride)
  }

  /// How many places of a field lie side by side, which the record does not say: as many as the
  /// library takes unless it is told otherwise, or as suits the plot's shape.
  private func columns(of series: Series, _ panel: Int) -> Int? {
    if let usual = [121 * 97: 121, 161 * 121: 161][series.count] { return usual }
    let aspect = figure.panels[panel].width / figure.panels[panel].height
    let divisors = (2..<max(series.count, 3)).filter { series.count % $0 == 0 }
    return divisors.min { miss($0) < miss($1) }
    func miss(_ columns: Int) -> Double {
      let shape = Double(columns * columns) / Double(series.count) / aspect
      return max(shape, 1 / shape)
    }
  }

  private func pictures(_ series: [Series], _ panel: Int) -> NumberTable? {
    let count = series[0].count
    let side = Int(Double(count).squareRoot().rounded())
    guard side * side == count, series.allSatisfy({ $0.y.count == count }) else { return nil }
    return NumberTable(
      shape: .pictures, panels: [panel],
      columns: [.init(title: "picture", kind: nil)]
        + (1...side).map { .init(title: "row \($0)", kind: .picture) },
      rows: series.map { series in
        [series.name]
          + (0..<side).map { row in
            series.y[row * side..<(row + 1) * side].map { NumberCell.text($0, digits: 3) }
              .joined(separator: " ")
          }
      },
      layout: figure.panels.indices.contains(panel)
        ? PictureLayout(count: series.count, in: figure.panels[panel]) : nil)
  }
}
