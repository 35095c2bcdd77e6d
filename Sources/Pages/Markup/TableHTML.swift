import Trace

/// Tables that a program put out.
package enum TableHTML {
  /// What a table begins with: a frame in which a wide one scrolls on a narrow screen.
  package static let opening = "<div class=\"table\"><table>\n"

  /// A table with its numbers at the right and, where it has them, number and caption.
  package static func table(_ table: TableOutput, id: String? = nil, caption: String? = nil)
    -> HTMLText
  {
    var html = HTMLText()
    if let id, let caption {
      html.mark("<p class=\"caption\" id=\"\(escaped(id))\">\(caption)</p>\n")
      html.mark("<div class=\"table\"><table aria-labelledby=\"\(escaped(id))\">\n")
    } else {
      html.mark(opening)
    }
    let isNumeric = table.columns.map { $0.kind != .text }
    html.mark("<thead><tr>")
    for (column, isNumeric) in zip(table.columns, isNumeric) {
      html.mark(isNumeric ? "<th scope=\"col\" class=\"r\">" : "<th scope=\"col\">")
      html.text(column.title)
      html.mark("</th>")
    }
    html.mark("</tr></thead>\n<tbody>\n")
    for row in table.rows.indices {
      html.mark("<tr>")
      for column in table.columns.indices {
        html.mark(isNumeric[column] ? "<td class=\"r\">" : "<td>")
        html.text(table.text(row: row, column: column))
        html.mark("</td>")
      }
      html.mark("</tr>\n")
    }
    html.mark("</tbody></table></div>\n")
    return html
  }
}
