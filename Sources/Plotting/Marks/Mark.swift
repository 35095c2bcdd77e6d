/// One kind of thing that a figure draws from data.
///
/// A mark is a value that says what it needs of the axes, draws itself between them, and tells about
/// itself: for the legend, for the records, and in words. A new kind is one file in this folder: a
/// struct that conforms, and the method of `Figure` that adds it.
package protocol Mark: Sendable {
  /// What lies below what.
  var layer: MarkLayer { get }
  /// The hues it wants: one by name, or the figure's next one where nil; none for an empty list.
  var hues: [Hue?] { get }
  /// The part of each axis that it needs.
  var extents: (x: Extent, y: Extent) { get }
  /// The names along each axis, where it has names and not numbers.
  var categories: (x: [String]?, y: [String]?) { get }
  /// How the plot has to be shaped for it.
  var shape: PlotShape { get }
  /// The axes of the figure are changed to suit it, where the author has not said otherwise.
  func adjust(_ x: inout AxisOptions, _ y: inout AxisOptions)
  /// Draws it.
  func draw(in frame: Frame, on sheet: inout Sheet)
  /// The entries of the legend.
  func keys(in frame: Frame) -> [LegendKey]
  /// The ends of lines at which their names may stand.
  func lineEnds(in frame: Frame) -> [LineEnd]
  /// Marks the places where it draws, so that a legend can avoid them.
  func occupy(_ occupancy: inout Occupancy, in frame: Frame)
  /// Colours that stand for numbers, and need a bar that explains them.
  func colorBar(in theme: Theme) -> ColorBar?
  /// What it cannot show between these axes.
  func omissions(in frame: Frame) -> Omissions
  /// The numbers behind it.
  var series: [Series] { get }
  /// What it shows, in sentences for those who do not see it.
  func sentences(_ axes: AxisNames) -> [String]
}

/// What lies below what.
package enum MarkLayer: Int, Sendable, Comparable {
  case field, ground, data, notes

  package static func < (a: MarkLayer, b: MarkLayer) -> Bool { a.rawValue < b.rawValue }
}

/// How the plot has to be shaped for a mark.
package enum PlotShape: Sendable, Equatable {
  /// Any shape does.
  case free
  /// The plot's width divided by its height; the axes frame cells, not numbers.
  case cells(aspect: Double)
  /// One unit of x is as long as one unit of y.
  case equalUnits
  /// No axes at all; the mark itself says how much room it takes, in points.
  case bare(width: Double, height: Double)
}

/// What the axes are called, for sentences.
package struct AxisNames: Sendable {
  package let x: String
  package let y: String
  package var isLogX = false
  package var isLogY = false

  package init(x: String, y: String, isLogX: Bool = false, isLogY: Bool = false) {
    self.x = x
    self.y = y
    self.isLogX = isLogX
    self.isLogY = isLogY
  }

  /// Whether the axes can show a pair of numbers.
  package func show(_ x: Double, _ y: Double) -> Bool {
    abs(x) < Extent.largest && abs(y) < Extent.largest && (!isLogX || x > 0) && (!isLogY || y > 0)
  }
}

/// A mark that writes into the plot and has to know where the others draw.
package protocol WordyMark: Mark {}

extension Mark {
  package var layer: MarkLayer { .data }
  package var hues: [Hue?] { [nil] }
  package var categories: (x: [String]?, y: [String]?) { (nil, nil) }
  package var shape: PlotShape { .free }
  package func adjust(_ x: inout AxisOptions, _ y: inout AxisOptions) {}
  package func keys(in frame: Frame) -> [LegendKey] { [] }
  package func lineEnds(in frame: Frame) -> [LineEnd] { [] }
  package func occupy(_ occupancy: inout Occupancy, in frame: Frame) {}
  package func colorBar(in theme: Theme) -> ColorBar? { nil }
  package func omissions(in frame: Frame) -> Omissions { Omissions() }
  package var series: [Series] { [] }
  package func sentences(_ axes: AxisNames) -> [String] { [] }
}
