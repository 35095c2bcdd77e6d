import Foundation
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

/// Numbers as a table shows them: there are tens of thousands, so each is printed once and no format
/// is read for it.
enum NumberCell {
  /// So many significant digits, without those that say nothing, and a true minus sign.
  static func text(_ value: Double, digits: Int = 4) -> String {
    guard value.isFinite else { return value.isNaN ? "–" : value < 0 ? "−∞" : "∞" }
    guard value != 0 else { return "0" }
    let sign = value < 0 ? "−" : ""
    if value == value.rounded(), abs(value) < 1e9 { return sign + String(Int(abs(value))) }
    let (figures, power) = scientific(abs(value), digits)
    switch power {
    case 7..., ..<(-4):
      return sign + placed(figures, pointAfter: 1) + "e" + (power < 0 ? "−" : "")
        + String(abs(power))
    case (digits - 1)...:
      return sign + String(Int(abs(value).rounded(.toNearestOrEven)))
    case 0...: return sign + placed(figures, pointAfter: power + 1)
    default:
      return sign + "0." + String(repeating: "0", count: -power - 1) + text(of: figures)
    }
  }

  /// The significant figures of a positive number, without zeros at the end, and the power of ten of
  /// the first one.
  private static func scientific(_ value: Double, _ digits: Int) -> ([UInt8], power: Int) {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 40) { buffer in
      let length = withVaList([Int32(digits - 1), value]) { arguments in
        vsnprintf(buffer.baseAddress!, buffer.count, "%.*e", arguments)
      }
      let written = buffer[..<Int(length)].map(UInt8.init(bitPattern:))
      let end = written.firstIndex(of: UInt8(ascii: "e")) ?? written.count
      var figures = written[..<end].filter { $0 != UInt8(ascii: ".") }
      while figures.count > 1, figures.last == UInt8(ascii: "0") { figures.removeLast() }
      return (figures, Int(text(of: written[(end + 1)...])) ?? 0)
    }
  }

  /// The figures with the point behind so many, and none where nothing follows it.
  private static func placed(_ figures: [UInt8], pointAfter count: Int) -> String {
    guard figures.count > count else {
      return text(of: figures) + String(repeating: "0", count: count - figures.count)
    }
    return text(of: figures[..<count]) + "." + text(of: figures[count...])
  }

  private static func text(of digits: some Collection<UInt8>) -> String {
    String(decoding: digits, as: UTF8.self)
  }
}
