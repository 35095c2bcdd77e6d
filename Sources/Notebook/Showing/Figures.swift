import Plotting
import Trace

// A figure as it is recorded: its plots and the numbers behind its marks.

extension DrawnFigure {
  /// The plots in the form of the record, their areas to a tenth of a pixel.
  var panels: [FigureOutput.Panel] {
    func tenth(_ length: Double) -> Double { (length * 10).rounded() / 10 }
    return plots.map { area, plot in
      FigureOutput.Panel(
        x: tenth(area.x), y: tenth(area.y), width: tenth(area.width), height: tenth(area.height),
        across: plot.x?.recorded, upward: plot.y?.recorded)
    }
  }

  /// The series of all plots, in their order.
  var recordedSeries: [FigureOutput.Series] {
    plots.enumerated().flatMap { panel, entry in
      entry.plot.series.map { thinned($0, panel: panel) }
    }
  }
}

extension Plot.Axis {
  /// The axis in the form of the record.
  fileprivate var recorded: FigureOutput.Axis {
    switch kind {
    case .linear: FigureOutput.Axis(name: name, kind: .linear, from: from, to: to)
    case .logarithmic: FigureOutput.Axis(name: name, kind: .logarithmic, from: from, to: to)
    case .symmetric(let threshold):
      FigureOutput.Axis(name: name, kind: .symmetric, from: from, to: to, threshold: threshold)
    case .category:
      FigureOutput.Axis(
        name: name, kind: .names, from: from, to: to,
        names: names.count <= FigureOutput.mostNames ? names : [])
    }
  }
}

/// A number of points that draws any curve faithfully and keeps the records small.
private let mostRecordedPoints = 400

/// A series as it is recorded: of many points, every k-th and the last.
private func thinned(_ series: Series, panel: Int) -> FigureOutput.Series {
  let (x, y) = (series.x, series.y)
  let count = min(x.count, y.count)
  let stride = max(1, (count + mostRecordedPoints - 1) / mostRecordedPoints)
  var places = Array(Swift.stride(from: 0, to: count, by: stride))
  if let last = places.last, last != count - 1 { places.append(count - 1) }
  var total = 0.0
  for value in y where value.isFinite { total += value }
  let finite = y.reduce(0) { $1.isFinite ? $0 + 1 : $0 }
  return FigureOutput.Series(
    kind: FigureOutput.Series.Kind(rawValue: series.kind.rawValue), panel: panel, name: series.name,
    count: count, mean: finite == 0 ? 0 : shortest(total / Double(finite)),
    x: places.map { shortest(x[$0]) }, y: places.map { shortest(y[$0]) })
}
