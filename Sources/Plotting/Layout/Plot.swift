/// Where one plot of a figure lies on its picture and what its axes mean: enough to tell the numbers
/// under a pointer, and the mark that is nearest to it.
package struct Plot: Sendable {
  /// One axis: what it measures, and the numbers at its two ends.
  package struct Axis: Sendable, Equatable {
    /// What it is called, without markup; empty where it has no name.
    package let name: String
    package let kind: AxisKind
    /// The names along it, without markup, where it has names and not numbers.
    package let names: [String]
    /// The number at the left or lower end.
    package let from: Double
    /// The number at the right or upper end, below `from` where the axis is reversed.
    package let to: Double

    init(_ name: String, _ scale: Scale) {
      self.name = Markup.plain(name)
      kind = scale.kind
      if case .category(let names) = kind {
        self.names = names.map(Markup.plain)
      } else {
        names = []
      }
      let (low, high) = (scale.domain.lowerBound, scale.domain.upperBound)
      (from, to) = scale.isReversed ? (high, low) : (low, high)
    }
  }

  /// The plot between its axes, in points.
  package let area: Rectangle
  /// Nil where there are no numbers along the sides, as in a diagram.
  package let x: Axis?
  package let y: Axis?
  /// What is drawn in it.
  package let series: [Series]

  /// The plot of a panel at its place. An axis without a name of its own has the one given.
  init(_ panel: Panel, _ area: Rectangle, names: (x: String, y: String) = ("", "")) {
    self.area = area
    let figure = panel.figure
    x = panel.isBare ? nil : Axis(figure.x.label.isEmpty ? names.x : figure.x.label, panel.x)
    y = panel.isBare ? nil : Axis(figure.y.label.isEmpty ? names.y : figure.y.label, panel.y)
    series = figure.marks.flatMap(\.series)
  }
}
