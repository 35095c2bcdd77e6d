/// A picture of data: what to draw, as a value.
///
/// A figure is built by adding to it, and each addition gives a new figure, so that it reads as a
/// sentence and has good looks without being told:
///
///     Figure("Loss falls with every epoch").line(losses, label: "training").logY()
///
/// Its size is that of a figure in a book, 6.5 inches wide. It is laid out anew for each theme, and
/// what it cannot show (a logarithm of zero, a number that is none) it says at its foot.
public struct Figure: Sendable {
  package var title: String
  package var caption = ""
  package var marks: [any Mark] = []
  package var x = AxisOptions()
  package var y = AxisOptions()
  package var width: Double?
  package var height: Double?
  package var legend = LegendPlace.automatic
  package var alternative: String?
  /// What it has in common with other moments of the same frames.
  package var common: CommonAxes?
  /// The figures that this one consists of, where it is a grid.
  package var grid: FigureGrid?

  /// Creates an empty figure; the title says what is to be seen, or is empty.
  public init(_ title: String = "") {
    self.title = title
  }

  /// The same figure with one more mark. On a grid every panel gets it.
  package func adding(_ mark: any Mark) -> Figure {
    changing { figure in
      figure.marks.append(mark)
      mark.adjust(&figure.x, &figure.y)
    }
  }

  /// The same figure changed; of a grid, its panels are.
  package func changing(_ change: (inout Figure) -> Void) -> Figure {
    var copy = self
    if let grid {
      copy.grid?.panels = grid.panels.map { $0.changing(change) }
    } else {
      change(&copy)
    }
    return copy
  }

  /// The same figure with its own size in points, 72 to the inch; at least 120 by 90.
  public func size(width: Double? = nil, height: Double? = nil) -> Figure {
    var copy = self
    if let width { copy.width = min(max(width, 120), 4000) }
    if let height { copy.height = min(max(height, 90), 4000) }
    return copy
  }

  /// The same figure with a sentence below it.
  public func caption(_ text: String) -> Figure {
    var copy = self
    copy.caption = text
    return copy
  }

  /// The same figure with the legend where the author wants it.
  public func legend(_ place: LegendPlace) -> Figure {
    changing { $0.legend = place }
  }

  /// The same figure with a description by the author for those who do not see it.
  public func alternativeText(_ text: String) -> Figure {
    var copy = self
    copy.alternative = text
    return copy
  }
}
