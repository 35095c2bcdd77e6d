import Pages
import Trace

/// The scoreboard as the plot that it is: a row for each model, with both of its errors on one scale,
/// and the numbers beside them.
struct ScoreboardHTML {
  private let scoreboard: Scoreboard
  /// The error at the right end of the scale.
  private let most: Double

  private static let width = 180.0
  private static let inset = 8.0
  /// How many marks the scale has besides 0, and which distances they may have, in percent.
  private static let steps = [0.5, 1, 2, 5, 10, 20, 50]

  init(_ scoreboard: Scoreboard) {
    self.scoreboard = scoreboard
    let reaches = scoreboard.rows.flatMap(\.reaches).compactMap { $0 }
    let largest = reaches.map(\.interval.upperBound).max()
    most = max(largest ?? 0, 0.005)
  }

  var html: HTMLText {
    var html = HTMLText()
    html.mark("<h2 id=\"\(Scoreboard.anchor)\">\(Scoreboard.title)</h2>\n")
    html.mark(element("p", Scoreboard.introduction) + "\n")
    html.mark("<div class=\"table board\"><table>\n<thead><tr>")
    // The chapter is where the model's name leads.
    for (column, title) in Scoreboard.columns.dropLast().enumerated() {
      html.mark("<th scope=\"col\"\(mark(column))>\(key(of: column))\(escaped(title))</th>")
      if column == 0 { html.mark("<th scope=\"col\">\(scale)</th>") }
    }
    html.mark("</tr></thead>\n<tbody>\n")
    for row in scoreboard.rows { write(row, &html) }
    html.mark("</tbody></table></div>\n")
    return html
  }

  private func write(_ row: Scoreboard.Row, _ html: inout HTMLText) {
    let address = escaped(row.chapter.siteFile)
    html.mark("<tr><td><a href=\"\(address)\" title=\"\(escaped(row.chapter.numberedTitle))\">")
    html.mark("\(escaped(row.cells[0]))</a></td><td>\(plot(of: row))</td>")
    for (column, cell) in row.cells.enumerated().dropFirst() {
      html.mark("<td\(mark(column))>\(broken(cell))</td>")
    }
    html.mark("</tr>\n")
  }

  private func mark(_ column: Int) -> String { column == 0 ? "" : " class=\"r\"" }

  /// "1.4 % (0.6 to 2.9 %)" with what stands in brackets below, in small.
  private func broken(_ cell: String) -> String {
    guard let bracket = cell.range(of: " (") else { return escaped(cell) }
    let span = cell[bracket.upperBound...].dropLast()
    return "\(escaped(String(cell[..<bracket.lowerBound])))<small>\(escaped(String(span)))</small>"
  }

  // MARK: - The plot

  /// Both errors with their intervals. The numbers stand in the cells beside it, so that it is nothing
  /// to those who do not see it.
  private func plot(of row: Scoreboard.Row) -> String {
    let marks = zip(row.reaches, ["same", "new"]).enumerated().compactMap { place, pair in
      pair.0.map { mark(of: $0, named: pair.1, at: 9 + 12 * place) }
    }
    return svg(height: 30, marks.joined())
  }

  private func mark(of reach: ScoreOutput.Reach, named name: String, at y: Int) -> String {
    let (low, high) = (x(reach.interval.lowerBound), x(reach.interval.upperBound))
    return "<g class=\"\(name)\"><path d=\"M\(low) \(y)H\(high)\"/>"
      + "<circle cx=\"\(x(reach.error))\" cy=\"\(y)\" r=\"4\"/></g>"
  }

  /// What the errors of a column look like in the plot.
  private func key(of column: Int) -> String {
    guard (1...2).contains(column) else { return "" }
    let name = column == 1 ? "same" : "new"
    return "<svg class=\"scores key\" width=\"12\" height=\"10\" aria-hidden=\"true\">"
      + "<g class=\"\(name)\"><circle cx=\"6\" cy=\"5\" r=\"4\"/></g></svg> "
  }

  /// The marks of the scale: 0, and three to six more.
  private var scale: String {
    let step = ScoreboardHTML.steps.first { 100 * most / $0 <= 6 } ?? 100
    let marks = stride(from: 0, through: 100 * most, by: step).map { percent in
      let name = percent == percent.rounded() ? "\(Int(percent))" : "\(percent)"
      return "<text x=\"\(x(percent / 100))\" y=\"12\">\(name)%</text>"
    }
    return svg(height: 16, marks.joined())
  }

  private func x(_ error: Double) -> Double {
    let share = min(error / most, 1) * (ScoreboardHTML.width - 2 * ScoreboardHTML.inset)
    return (10 * (ScoreboardHTML.inset + share)).rounded() / 10
  }

  private func svg(height: Int, _ content: String) -> String {
    let width = Int(ScoreboardHTML.width)
    return "<svg class=\"scores\" viewBox=\"0 0 \(width) \(height)\" width=\"\(width)\" "
      + "height=\"\(height)\" aria-hidden=\"true\">\(content)</svg>"
  }
}
