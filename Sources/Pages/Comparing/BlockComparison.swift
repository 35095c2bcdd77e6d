import Literate
import Trace

/// Compares what one block put out with its accepted entry, kind by kind.
package struct BlockComparison {
  private let block: Block
  package let tolerance: Tolerance
  package private(set) var found: [Difference] = []

  init(_ block: Block) {
    self.block = block
    tolerance = Tolerance(block)
  }

  mutating func compare(_ now: BlockEntry?, with was: BlockEntry?) {
    guard let was else {
      for part in now?.parts ?? [] { add(.extra, part.words, now: part.summary) }
      return
    }
    guard let now else {
      for part in was.parts { add(.missing, part.words, was: part.summary) }
      return
    }
    let before = found.count
    compareText(now, with: was)
    for kind in Output.pageKinds { compare(kind, now, with: was) }
    compareOption("the caption", now.caption, was.caption)
    compareOption("the alternative text", now.alternativeText, was.alternativeText)
    if found.count == before, now.order != was.order {
      add(.text, "the order of the outputs", was: was.order, now: now.order)
    }
  }

  package mutating func add(
    _ kind: Difference.Kind, _ subject: String, was: String = "", now: String = "",
    allowed: String = ""
  ) {
    found.append(
      Difference(
        kind: kind, block: block.id, line: block.line, column: block.column, subject: subject,
        was: was, now: now, allowed: allowed))
  }

  /// The same of two texts, quoted so that the difference is seen.
  package mutating func add(
    _ kind: Difference.Kind, _ subject: String, wasText: some StringProtocol,
    nowText: some StringProtocol, allowed: String = ""
  ) {
    let (was, now) = quoted(wasText, unlike: nowText)
    add(kind, subject, was: was, now: now, allowed: allowed)
  }

  private mutating func compareText(_ now: BlockEntry, with was: BlockEntry) {
    let (nowText, wasText) = (now.printed, was.printed)
    guard nowText != wasText else { return }
    if wasText.isEmpty { return add(.extra, "the printed text", now: quoted(nowText)) }
    if nowText.isEmpty { return add(.missing, "the printed text", was: quoted(wasText)) }
    let differing = PrintedText.differingLines(nowText, wasText, tolerance)
    let (nowLines, wasLines) = (PrintedText.lines(nowText), PrintedText.lines(wasText))
    for line in differing.prefix(3) {
      let (subject, allowed) = (
        "line \(line) of the printed text", "decimals may differ by \(tolerance.words)"
      )
      if line <= min(wasLines.count, nowLines.count) {
        add(
          .text, subject, wasText: wasLines[line - 1], nowText: nowLines[line - 1], allowed: allowed
        )
        continue
      }
      func text(_ lines: [Substring]) -> String {
        line <= lines.count ? quoted(lines[line - 1]) : "the end of the text"
      }
      add(.text, subject, was: text(wasLines), now: text(nowLines), allowed: allowed)
    }
    if differing.count > 3 {
      add(
        .text, "\(differing.count - 3) more lines of the printed text", was: "other", now: "other")
    }
  }

  private mutating func compare<Kind: PageOutput>(
    _ kind: Kind.Type, _ now: BlockEntry, with was: BlockEntry
  ) {
    Kind.compare(now.outputs(of: kind), with: was.outputs(of: kind), in: &self)
  }

  /// What a value may be off by; nothing for whole numbers and text.
  package func allowance(for value: Value?) -> String {
    if case .float = value { return tolerance.words }
    return tolerance.isAny ? tolerance.words : ""
  }

  private mutating func compareOption(_ subject: String, _ now: String?, _ was: String?) {
    guard now != was else { return }
    if let now, let was { return add(.caption, subject, wasText: was, nowText: now) }
    add(
      .caption, subject, was: was.map { quoted($0) } ?? "none",
      now: now.map { quoted($0) } ?? "none")
  }

  /// Compares outputs of one kind, first with first and second with second.
  package mutating func pair<Item>(
    _ now: [Item], _ was: [Item], _ noun: String,
    _ compare: (inout BlockComparison, Item, Item, String) -> Void
  ) {
    for index in 0..<max(now.count, was.count) {
      let name = max(now.count, was.count) == 1 ? "the \(noun)" : "\(noun) \(index + 1)"
      if index >= was.count {
        add(.extra, name, now: "the record has none here")
      } else if index >= now.count {
        add(.missing, name, was: "in the record")
      } else {
        compare(&self, now[index], was[index], name)
      }
    }
  }
}

extension BlockEntry {
  /// What the page shows, in order: "text, table, figure".
  fileprivate var order: String {
    parts.compactMap { part in
      switch part {
      case .printed: "text"
      case .output(let output): type(of: output.onPage).isShown ? output.word : nil
      }
    }.joined(separator: ", ")
  }
}
