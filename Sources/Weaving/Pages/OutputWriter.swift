import Literate
import Trace

/// Writes what a block put out, as Markdown lines.
struct OutputWriter {
  let chapter: Chapter
  let numbering: Numbering

  /// The lines for one block: text, tables, figures, claims and notes in their order, then where the
  /// result comes from.
  func lines(for block: Block, _ entry: BlockEntry?, changes: [Difference]) -> [String] {
    var lines: [String] = []
    var shownTables = 0
    var shownFigures = 0
    for part in entry?.parts ?? [] {
      switch part {
      case .printed(let text): lines += printed(text)
      case .output(.table(let table)):
        lines += self.table(
          table, of: block, isFirst: shownTables == 0, hasFigure: entry?.figures.isEmpty == false)
        shownTables += 1
      case .output(.figure(let figure)):
        shownFigures += 1
        lines += self.figure(
          figure, of: block, number: shownFigures, last: entry?.figures.count ?? 0)
      case .output(.claim(let claim)):
        lines += self.claim(claim, number: claimNumber(claim, in: entry), of: block)
      case .output(.score(let score)):
        lines += ["", "> **On the [scoreboard](README.md#the-scoreboard):** \(score.words)", ""]
      case .output(.footnote(let text)):
        lines += ["", "<sub>\(MarkdownText.escaped(text))</sub>", ""]
      case .output(.number): break
      }
    }
    if let failure = entry?.failure { lines += self.failure(failure, of: block) }
    lines += origin(of: block, entry)
    return lines + marks(changes)
  }

  private func printed(_ text: String) -> [String] {
    let shown = MarkdownText.printed(text)
    guard !shown.isEmpty else { return [] }
    let fenced = MarkdownText.fenced(shown, language: "text")
    // More than a screen of output stands between the reader and the next sentence.
    guard fenced.count > 42 else { return [""] + fenced + [""] }
    return [""] + MarkdownText.folded("Output, \(fenced.count - 2) lines", fenced) + [""]
  }

  private func table(
    _ table: TableOutput, of block: Block, isFirst: Bool, hasFigure: Bool
  ) -> [String] {
    var lines = [""]
    if isFirst, let number = numbering["tab-\(block.id)"] {
      let caption = hasFigure ? nil : block.caption
      lines += [
        MarkdownText.anchor("tab-\(block.id)"), "", captioned("Table \(number)", caption), "",
      ]
    }
    return lines + MarkdownText.table(table) + [""]
  }

  private func figure(
    _ figure: FigureOutput, of block: Block, number: Int, last: Int
  ) -> [String] {
    var lines = [""]
    let target = "fig-\(block.id)"
    if number == 1 { lines += [MarkdownText.anchor(target), ""] }
    let words =
      number == 1 ? block.alternativeText ?? figure.alternativeText : figure.alternativeText
    lines += ["![\(MarkdownText.escaped(words))](../Figures/\(chapter.folder)/\(figure.file))", ""]
    if number == last {
      lines += [captioned("Figure \(numbering[target] ?? "")", block.caption), ""]
    }
    return lines
  }

  private func captioned(_ name: String, _ caption: String?) -> String {
    "**\(name).**" + (caption.map { " " + $0 } ?? "")
  }

  /// Which of the block's claims this is, from 1.
  private func claimNumber(_ claim: ClaimOutput, in entry: BlockEntry?) -> Int {
    (entry?.claims.firstIndex(of: claim) ?? 0) + 1
  }

  private func claim(_ claim: ClaimOutput, number: Int, of block: Block) -> [String] {
    let quotation =
      ["**Claim.** \(MarkdownText.escaped(claim.text))", ""] + MarkdownText.table(claim.evidence)
      + ["", "**Verdict: \(claim.verdict.rawValue).**"]
    return ["", MarkdownText.anchor(claimAnchor(block.id, number)), ""]
      + quotation.map { $0.isEmpty ? ">" : "> \($0)" } + [""]
  }

  private func failure(_ message: String, of block: Block) -> [String] {
    let introduction =
      switch block.failure {
      case .compile: "The compiler refuses this:"
      case .trap: "This stops the program:"
      case .throw, nil: "This throws an error:"
      }
    return ["", introduction, ""] + MarkdownText.fenced(message, language: "text") + [""]
  }

  /// For blocks that not every build runs: where the result was recorded, and whether it still is
  /// that of the code above.
  private func origin(of block: Block, _ entry: BlockEntry?) -> [String] {
    guard block.isNotAlwaysRun else { return [] }
    let data = block.dataSets.map { "`\($0)`" }.joined(separator: " and ")
    let needs = data.isEmpty ? "" : " It needs the data set \(data)."
    let command = "`./build.sh \(chapter.id)\(block.isLong ? " --long" : "")`"
    guard let entry, let origin = entry.origin else {
      return [
        "", "*No result of this block has been recorded yet.\(needs) Run it with \(command).*", "",
      ]
    }
    var text =
      "*Recorded on \(origin.date) (\(MarkdownText.escaped(origin.machine))), "
      + "\(Costs.time(origin.seconds)).\(needs) Run it yourself with \(command).*"
    if entry.code != CodeHashes(chapter).hash(of: block) {
      text += " **Stale: the code has changed since.**"
    }
    return ["", text, ""]
  }

  private func marks(_ changes: [Difference]) -> [String] {
    guard !changes.isEmpty else { return [] }
    var lines = ["", "> [!WARNING]", "> Not what was recorded:", ">"]
    lines += changes.prefix(8).map { "> - \(MarkdownText.escaped($0.message))" }
    if changes.count > 8 { lines.append("> - and \(changes.count - 8) more") }
    return lines + [""]
  }
}

/// The name of the place where a claim stands on its page.
package func claimAnchor(_ block: String, _ number: Int) -> String {
  number == 1 ? "claim-\(block)" : "claim-\(block)-\(number)"
}
