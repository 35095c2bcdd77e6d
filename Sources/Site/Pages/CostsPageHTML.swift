import Literate
import Trace
import Pages

/// The cost ledger: what every chapter takes to run, as its record has it, and the blocks on which
/// the last run spent most.
struct CostsPageHTML {
  let edition: HTMLEdition

  var file: SiteFile {
    var html = HTMLText()
    html.mark(
      """
      <article class="ledger">
      <header class="title"><h1>What it costs</h1>
      <p class="lead">Seconds, memory and the multiplications and additions of matrix products \
      (in thousands of millions: gigaflops) of every chapter, as they were measured when its \
      results were accepted. Blocks that run only on demand are not in the sum.</p></header>
      <h2 id="chapters-and-their-cost">The chapters</h2>
      \(TableHTML.opening)<thead><tr><th scope="col">Chapter</th><th scope="col" class="r">Seconds</th>\
      <th scope="col" class="r">Memory</th><th scope="col" class="r">GFLOP</th>\(isOneMachine ? "" : "<th scope=\"col\">Machine</th>")\
      </tr></thead>
      <tbody>

      """)
    for state in edition.states { write(state, &html) }
    let seconds = records.reduce(0) { $0 + $1.cost.seconds }
    let memory = records.map(\.cost.peakMemory).max() ?? 0
    html.mark("<tr class=\"sum\"><th scope=\"row\">All of them</th><td class=\"r\">")
    html.mark("\(CostsPageHTML.seconds(seconds))</td><td class=\"r\">at most ")
    let operations = records.reduce(0) { $0 + $1.cost.operations }
    html.mark("\(Costs.memory(memory))</td><td class=\"r\">\(Costs.billions(operations))</td>")
    html.mark("\(isOneMachine ? "" : "<td></td>")</tr>\n")
    html.mark("</tbody></table></div>\n")
    if isOneMachine, let machine = records.first?.machine {
      html.mark("<p class=\"aside\">Measured on \(escaped(machine)).</p>\n")
    }
    let slow = slowest
    if !slow.isEmpty { write(slow, &html) }
    html.mark("</article>\n")
    var frame = PageFrame(
      book: edition.book, title: "What it costs · The Ladder", file: "costs.html")
    frame.sections = [.init(level: 2, anchor: "chapters-and-their-cost", title: "The chapters")]
    if !slow.isEmpty {
      frame.sections.append(.init(level: 2, anchor: "blocks", title: "The slowest blocks"))
    }
    return SiteFile("costs.html", frame.page(html))
  }

  private var records: [ChapterRecord] { edition.states.compactMap(\.record) }

  /// Whether one machine measured everything, so that it need not be named in every line.
  private var isOneMachine: Bool { Set(records.map(\.machine)).count < 2 }

  private func write(_ state: ChapterState, _ html: inout HTMLText) {
    let chapter = state.chapter
    html.mark("<tr><td><a href=\"\(escaped(chapter.siteFile))\">\(chapter.number) ")
    html.mark("\(escaped(chapter.title))</a></td>")
    guard let record = state.record else {
      return html.mark("<td colspan=\"\(isOneMachine ? 3 : 4)\">not yet run</td></tr>\n")
    }
    html.mark("<td class=\"r\">\(CostsPageHTML.seconds(record.cost.seconds))</td>")
    html.mark("<td class=\"r\">\(Costs.memory(record.cost.peakMemory))</td>")
    html.mark("<td class=\"r\">\(Costs.billions(record.cost.operations))</td>")
    html.mark(isOneMachine ? "</tr>\n" : "<td>\(escaped(record.machine))</td></tr>\n")
  }

  private typealias Slow = (chapter: Chapter, block: RunTrace.Block)

  /// The blocks on which the last runs on this machine spent most.
  private var slowest: [Slow] {
    edition.states.flatMap { state in
      (state.trace?.blocks ?? []).filter { $0.skipped == nil && $0.seconds >= 0.05 }
        .map { (state.chapter, $0) }
    }.sorted { $0.block.seconds > $1.block.seconds }.prefix(20).map { $0 }
  }

  private func write(_ blocks: [Slow], _ html: inout HTMLText) {
    html.mark(
      "<h2 id=\"blocks\">The slowest blocks</h2>\n<p>As the last runs on this machine had them.</p>\n"
        + TableHTML.opening
        + "<thead><tr><th scope=\"col\">Block</th><th scope=\"col\">Chapter</th>"
        + "<th scope=\"col\" class=\"r\">Seconds</th><th scope=\"col\" class=\"r\">Processor</th>"
        + "<th scope=\"col\" class=\"r\">Memory</th><th scope=\"col\" class=\"r\">GFLOP</th>"
        + "</tr></thead>\n<tbody>\n")
    for (chapter, block) in blocks {
      html.mark("<tr><td><a href=\"\(escaped(chapter.siteFile))#block-")
      html.mark("\(escaped(identifier(block.id)))\">\(escaped(block.id))</a></td>")
      html.mark("<td>\(chapter.number) \(escaped(chapter.title))</td>")
      html.mark("<td class=\"r\">\(CostsPageHTML.seconds(block.seconds))</td>")
      html.mark("<td class=\"r\">\(CostsPageHTML.seconds(block.processorSeconds))</td>")
      html.mark("<td class=\"r\">\(Costs.memory(block.peakMemory))</td>")
      html.mark("<td class=\"r\">\(Costs.billions(block.operations))</td></tr>\n")
    }
    html.mark("</tbody></table></div>\n")
  }

  /// Seconds with two decimals, as a column needs them.
  private static func seconds(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
