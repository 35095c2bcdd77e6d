/// Reads the tables of `Chapters/sayings.md`.
struct SayingsReader {
  let source: SourceText
  let file: String
  private(set) var entries: [Sayings.Entry] = []
  private(set) var problems: [Diagnostic] = []
  private var part = ""
  private var lines: [String: Int] = [:]

  private static let columns = ["id", "saying", "chapter"]

  init(source: SourceText, file: String) {
    self.source = source
    self.file = file
  }

  /// Reads the whole text.
  mutating func read() {
    var reader = self
    withMarkdown(source) { root in
      root.walk { node, isEntered in
        guard isEntered else { return }
        if node.kind == .heading { reader.part = node.plainText }
        if node.kind == .table { reader.read(table: node) }
      }
    }
    self = reader
  }

  /// A cell of a table: its text, and where that stands.
  private struct Cell {
    let text: String
    let range: SourceRange
  }

  private mutating func read(table: MarkdownNode) {
    var row = table.firstChild
    while let current = row {
      row = current.next
      let cells = cells(of: current)
      if current.isTableHead {
        guard cells.map({ $0.text.lowercased() }) == Self.columns else {
          report(
            cells.first?.range ?? range(of: current),
            "the columns of this table are not id, saying and chapter",
            "a table of sayings begins with | id | saying | chapter |")
          return
        }
      } else {
        read(row: cells)
      }
    }
  }

  private mutating func read(row cells: [Cell]) {
    guard cells.count == 3 else { return }
    let (id, saying) = (cells[0], cells[1])
    if !Sayings.isID(id.text) {
      report(
        id.range, "'\(id.text)' is no id of a saying", "write capital letters and digits: C45")
    } else if let line = lines[id.text] {
      report(id.range, "the id '\(id.text)' is used at line \(line) already", "use another id")
    }
    if saying.text.isEmpty {
      report(
        saying.range, "it is not said what the saying '\(id.text)' is", "write it in our own words")
    }
    lines[id.text] = lines[id.text] ?? id.range.lower.line
    entries.append(
      Sayings.Entry(
        id: id.text, text: saying.text, chapters: chapters(in: cells[2]), part: part,
        range: id.range))
  }

  private mutating func chapters(in cell: Cell) -> [String] {
    let names = cell.text.split(separator: ",").map { name in
      String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    if names.isEmpty {
      report(
        cell.range, "no chapter puts this saying to the test", "name one, or several: ch05, ch01")
    }
    for name in names where Reference.Kind(target: name) != .chapter {
      report(cell.range, "'\(name)' is no chapter", "write ch05, or several: ch05, ch01")
    }
    return names
  }

  private func cells(of row: MarkdownNode) -> [Cell] {
    var cells: [Cell] = []
    var node = row.firstChild
    while let cell = node {
      if let leaf = LeafText(cell, in: source) {
        let text = String(decoding: leaf.bytes, as: UTF8.self)
        cells.append(Cell(text: text, range: source.range(leaf.whole)))
      } else {
        cells.append(Cell(text: "", range: range(of: row)))
      }
      node = cell.next
    }
    return cells
  }

  private func range(of row: MarkdownNode) -> SourceRange {
    source.range(ofLines: row.startLine...max(row.startLine, row.endLine))
  }

  private mutating func report(_ range: SourceRange, _ message: String, _ help: String) {
    problems.append(
      Diagnostic(
        .error, file: file, line: range.lower.line, column: range.lower.column, message, help: help)
    )
  }
}
