import Files
import Trace

/// How the numbers of a page's figures are shown.
package struct NumbersSetting: Sendable, Equatable {
  /// The most rows of a table.
  package var limit: Int

  package init(limit: Int) { self.limit = limit }

  /// How much the tables of one page may weigh.
  package static let budget = 80_000

  /// As many rows as all tables of a page can have within the budget.
  package init(for figures: [FigureOutput], budget: Int = NumbersSetting.budget) {
    let fitting = [401, 201, 151, 101, 76, 51].first { limit in
      var bytes = 0
      return figures.allSatisfy { figure in
        bytes += figure.numbers(limit: limit).bytes.count
        return bytes <= budget
      }
    }
    self.init(limit: fitting ?? 31)
  }
}

extension FigureOutput {
  /// The file of the site that holds the figure's numbers: beside its picture.
  package var numbersFile: String { file.dropLast(4) + ".csv" }

  /// The numbers as a program reads them: every one that was recorded, a line each.
  package var csv: String {
    var text = "plot,series,kind,x,y\n"
    for series in series {
      let names =
        panels.indices.contains(series.panel)
        ? (series.kind == .barsAcross ? panels[series.panel].upward : panels[series.panel].across)?
          .names ?? [] : []
      let isNamed = ![.cells, .field, .picture].contains(series.kind)
      for (x, y) in zip(series.x, series.y) {
        let name = Int(exactly: x).flatMap {
          isNamed && names.indices.contains($0) ? names[$0] : nil
        }
        text += "\(series.panel + 1),\(Self.quoted(series.name)),\(series.kind?.rawValue ?? ""),"
        text += "\(name.map(Self.quoted) ?? Self.plain(x)),\(Self.plain(y))\n"
      }
    }
    return text
  }

  private static func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
  }

  private static func quoted(_ text: String) -> String {
    guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }

  /// The tables, without what stands around them.
  func numbers(limit: Int) -> HTMLText {
    var html = HTMLText()
    for table in NumberTables(self, limit: limit).tables { write(table, to: &html) }
    return html
  }

  /// The numbers, folded: a page that cannot be pointed at still has them.
  func numbers(at place: OutputPlace, in setting: HTMLSetting) -> HTMLText {
    guard let numbers = setting.numbers else { return HTMLText() }
    let tables = self.numbers(limit: numbers.limit)
    guard !tables.bytes.isEmpty else { return HTMLText() }
    let address = escaped(siteAddress(place.picture(numbersFile)))
    var html = HTMLText("<details class=\"numbers\"><summary>Numbers</summary>\n")
    html.mark("<p><a href=\"\(address)\" download>Save as CSV</a></p>\n")
    html.mark(tables)
    html.mark("</details>\n")
    return html
  }

  /// A table; end tags that HTML does without are left out, as there are thousands of cells.
  private func write(_ table: NumberTable, to html: inout HTMLText) {
    html.mark("<div class=\"table\"><table data-shape=\"\(table.shape.rawValue)\"")
    html.mark(" data-panels=\"\(table.panels.map(String.init).joined(separator: " "))\"")
    html.mark(" data-kinds=\"\(table.columns.map { kindLetter($0.kind) }.joined())\"")
    if let layout = table.layout {
      let numbers = [Double(layout.columns), layout.side, layout.across, layout.down]
      html.mark(" data-layout=\"\(numbers.map { tenths($0) }.joined(separator: " "))\"")
    }
    html.mark(">")
    if let caption = caption(of: table) { html.mark("<caption>\(caption)</caption>") }
    html.mark("\n<thead><tr>")
    for column in table.columns { html.mark("<th scope=\"col\">\(escaped(column.title))") }
    html.mark("\n<tbody>\n")
    let isHeaded = table.shape != .curves && table.shape != .field
    for row in table.rows {
      html.mark("<tr>")
      for (index, cell) in row.enumerated() {
        html.mark(index == 0 && isHeaded ? "<th scope=\"row\">" : "<td>")
        html.text(cell)
      }
      html.mark("\n")
    }
    html.mark("</table></div>\n")
  }

  /// "Plot 2, every 3rd point", where there is something to say.
  private func caption(of table: NumberTable) -> String? {
    var words: [String] = []
    if panels.count > 1 {
      let numbers = table.panels.map { "\($0 + 1)" }
      words.append((numbers.count > 1 ? "Plots " : "Plot ") + numbers.joined(separator: ", "))
    }
    if table.stride > 1 {
      words.append("one in \(table.stride) of the recorded points")
    }
    guard var first = words.first else { return nil }
    if words.count == 1 { first = first.prefix(1).uppercased() + first.dropFirst() }
    return ([first] + words.dropFirst()).joined(separator: ", ")
  }

  private func kindLetter(_ kind: Series.Kind?) -> String {
    switch kind {
    case nil: "x"
    case .line, .histogram: "l"
    case .points: "p"
    case .path, .arrow: "w"
    case .band: "b"
    case .measure: "m"
    case .bars, .barsAcross, .cells, .field, .picture, .rule: "v"
    }
  }

  private func tenths(_ length: Double) -> String {
    "\((length * 10).rounded() / 10)"
  }

  /// What the script needs to know of the figure to find a number's place on it.
  var plotAttributes: String {
    guard let size, !panels.isEmpty else { return "" }
    let text = JSON.array(
      panels.map { panel in
        .array([
          .array([panel.x, panel.y, panel.width, panel.height].map(JSON.float)),
          axis(panel.across), axis(panel.upward),
        ])
      }
    ).line
    var attribute = ""
    for character in text {
      switch character {
      case "&": attribute += "&amp;"
      case "'": attribute += "&#39;"
      case "<": attribute += "&lt;"
      default: attribute.append(character)
      }
    }
    return " data-size=\"\(size.width) \(size.height)\" data-panels='\(attribute)'"
  }

  /// Name, kind, ends, threshold and names of an axis, as the script reads them.
  private func axis(_ axis: Axis?) -> JSON {
    guard let axis else { return .null }
    return .array([
      .string(axis.name), .string(axis.kind.rawValue), .float(axis.from), .float(axis.to),
      axis.threshold.map(JSON.float) ?? .null, .array(axis.names.map(JSON.string)),
    ])
  }
}
