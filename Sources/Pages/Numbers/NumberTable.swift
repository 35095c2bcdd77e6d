import Trace

/// Numbers behind a figure as a table of its page: what a screen reader reads, and from what the
/// site's script tells the point under a pointer.
package struct NumberTable: Equatable, Sendable {
  /// What the cells hold, from which follows where on the plot their numbers are drawn.
  package enum Shape: String, Sendable {
    /// x, then a column for each series.
    case curves
    /// The name under the bars, then a column for each list of bars.
    case bars
    /// The same with bars that lie.
    case across
    /// A matrix as it is drawn, its rows headed.
    case cells
    /// x, y and the value there.
    case field
    /// A picture a row, its name and then its rows of pixels.
    case pictures
  }

  package struct Column: Equatable, Sendable {
    package var title: String
    /// What is drawn at its numbers; nil for those that say where.
    package var kind: FigureOutput.Series.Kind?
  }

  package var shape: Shape
  /// The plots that show it, by number.
  package var panels: [Int]
  package var columns: [Column]
  package var rows: [[String]]
  /// Of how many rows each one stands here.
  package var stride = 1
  /// Where the pictures lie.
  package var layout: PictureLayout?
}

/// How pictures are laid over a plot, in pixels of the size at which the figure is shown.
package struct PictureLayout: Equatable, Sendable {
  /// How many stand beside each other.
  package var columns: Int
  /// The side of one.
  package var side: Double
  /// From one to the next, across and down.
  package var across: Double
  package var down: Double

  /// The layout that fills the plot: the record says how large it is and not how many are in a row.
  package init(count: Int, in panel: FigureOutput.Panel) {
    // A point of the figure is shown as 16/9 pixels; names below pictures take 12 of them.
    let point = 16.0 / 9
    let gap = (count > 60 ? 2 : 4) * point
    var best = (miss: Double.infinity, layout: (columns: 1, side: panel.width, label: 0.0))
    for columns in 1...max(count, 1) {
      let side = (panel.width - Double(columns - 1) * gap) / Double(columns)
      guard side > 0 else { break }
      let rows = Double((count + columns - 1) / columns)
      for label in [0, 12 * point] {
        let miss = abs(rows * (side + label) + (rows - 1) * gap - panel.height)
        if miss < best.miss { best = (miss, (columns, side, label)) }
      }
    }
    (columns, side) = (best.layout.columns, best.layout.side)
    (across, down) = (side + gap, side + gap + best.layout.label)
  }
}

/// Numbers as a table shows them.
enum NumberCell {
  /// So many significant digits, without those that say nothing, and a true minus sign.
  static func text(_ value: Double, digits: Int = 4) -> String {
    guard value.isFinite else { return value.isNaN ? "–" : value < 0 ? "−∞" : "∞" }
    guard value != 0 else { return "0" }
    if value == value.rounded(), abs(value) < 1e9 { return signed(String(Int(value))) }
    let size = exponent(abs(value))
    guard size >= -4, size < 7 else {
      let written = format("%.\(digits - 1)e", value).split(separator: "e")
      let exponent = Int(written.last ?? "") ?? 0
      return signed(trimmed(String(written[0])) + "e\(exponent)")
    }
    return signed(trimmed(format("%.\(max(digits - 1 - size, 0))f", value)))
  }

  /// The power of ten of its first digit.
  private static func exponent(_ value: Double) -> Int {
    Int(format("%.0e", value).split(separator: "e").last ?? "") ?? 0
  }

  private static func format(_ text: String, _ value: Double) -> String {
    NumberFormat(text)?.string(value) ?? "\(value)"
  }

  private static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = text
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }

  private static func signed(_ text: String) -> String {
    text.contains("-") ? String(text.map { $0 == "-" ? "−" : $0 }) : text
  }
}
