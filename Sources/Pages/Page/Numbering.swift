import Literate

/// The numbers of a chapter's figures, tables, equations and exercises, and where outputs stand.
///
/// Things are numbered in the order in which they stand on the page. All figures of one block share
/// a number, as they share a caption. A table of a block is numbered where it has a caption or the
/// prose refers to it.
package struct Numbering {
  /// The number by target, such as `fig-loss`.
  package private(set) var numbers: [String: String] = [:]
  /// The directive at which a block's outputs stand, if not behind the block.
  package private(set) var places: [String: Directive] = [:]

  package init(_ chapter: Chapter, _ record: ChapterRecord?) {
    for directive in chapter.directives {
      if case .out(let name) = directive.kind, places[name] == nil { places[name] = directive }
    }
    let referred = Set(chapter.references.map(\.target))
    var events: [(offset: Int, target: String, kind: String)] = []
    for block in chapter.swiftBlocks {
      guard let entry = record?[block.id] else { continue }
      let shown = Set(entry.outputs.compactMap { type(of: $0.onPage).numberedAmong })
      let offset = (places[block.id]?.range ?? block.range).lower.offset
      if shown.contains(.figure) {
        events.append((offset, NumberedSeries.figure.target(block.id), "figure"))
      }
      let target = NumberedSeries.table.target(block.id)
      let captionIsTables = block.caption != nil && !shown.contains(.figure)
      if shown.contains(.table), captionIsTables || referred.contains(target) {
        events.append((offset, target, "table"))
      }
    }
    events += chapter.tables.compactMap { table in
      table.name.map { (table.range.lower.offset, $0, "table") }
    }
    events += chapter.mathematics.compactMap { formula in
      formula.name.map { (formula.range.lower.offset, $0, "equation") }
    }
    events += chapter.exercises.map { ($0.stub.range.lower.offset, $0.id, "exercise") }
    var counts: [String: Int] = [:]
    for event in events.sorted(by: { $0.offset < $1.offset }) where numbers[event.target] == nil {
      counts[event.kind, default: 0] += 1
      numbers[event.target] = "\(chapter.number).\(counts[event.kind, default: 0])"
    }
  }

  package subscript(target: String) -> String? { numbers[target] }
}
