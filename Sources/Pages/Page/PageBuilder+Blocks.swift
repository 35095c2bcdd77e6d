import Literate
import Trace

extension PageBuilder {
  /// Puts each block's code and outputs in their places.
  mutating func addBlocks() {
    let folded = Folds.solutions(in: chapter)
    let targets = Set(chapter.references.filter { $0.kind == .section }.map(\.target))
    for block in chapter.swiftBlocks {
      var shown = ShownBlock(
        block: block,
        isShown: !block.isHidden && block.displayedText.contains { !$0.isWhitespace },
        fold: fold(of: block, isInsideFold: folded.contains(block.id)), chunk: chunk(of: block),
        isTarget: targets.contains(block.id))
      if block.isPartOfProgram || block.failure != nil, block.chunk == nil {
        let outputs = ShownOutputs(block: block.id, parts: parts(of: block))
        if let place = numbering.places[block.id] {
          add(place.range, .outputs(outputs))
        } else {
          shown.outputs = outputs
        }
        checkWords(of: block)
      }
      add(block.range, .block(shown))
    }
  }

  private func fold(of block: Block, isInsideFold: Bool) -> String? {
    if block.role == .solution, !isInsideFold { return "Solution" }
    return block.isFolded ? block.foldLabel : nil
  }

  private func chunk(of block: Block) -> ShownBlock.Chunk? {
    guard let name = block.chunk else { return nil }
    return ShownBlock.Chunk(
      name: name,
      isContinued: chapter.swiftBlocks.first { $0.chunk == name }?.index != block.index,
      users: chapter.swiftBlocks.filter { $0.inclusions.contains(name) })
  }

  // MARK: - Outputs

  /// Text, tables, figures, claims and notes in their order, then where the result comes from and how
  /// it differs from the record.
  private func parts(of block: Block) -> [ShownPart] {
    let entry = record?[block.id]
    var parts: [ShownPart] = []
    var places = Places(block, entry, in: chapter, numbering)
    for part in entry?.parts ?? [] {
      switch part {
      case .printed(let text): if let shown = printed(text) { parts.append(shown) }
      case .output(let output):
        let place = places.next(output)
        if type(of: output.onPage).isShown { parts.append(.output(output.onPage, place)) }
      }
    }
    if let message = entry?.failure {
      parts.append(
        .failure(introduction: introduction(to: block.failure), message: message, block: block.id))
    }
    if block.isNotAlwaysRun { parts.append(origin(of: block, entry)) }
    let changes = differences.filter { $0.block == block.id && $0.kind != .prose }.map(\.message)
    if !changes.isEmpty {
      let rest = changes.count > 8 ? ["and \(changes.count - 8) more"] : []
      parts.append(.changes(title: "Not what was recorded", changes.prefix(8) + rest))
    }
    return parts
  }

  private func printed(_ text: String) -> ShownPart? {
    let shown = MarkdownText.printed(text)
    guard !shown.isEmpty else { return nil }
    let count = shown.utf8.count { $0 == UInt8(ascii: "\n") } + 1
    // More than a screen of output stands between the reader and the next sentence.
    return .printed(shown, fold: count > 40 ? "Output, \(count) lines" : nil)
  }

  private func introduction(to failure: Block.Failure?) -> String {
    switch failure {
    case .compile: "The compiler refuses this:"
    case .trap: "This stops the program:"
    case .throw, nil: "This throws an error:"
    }
  }

  /// For blocks that not every build runs: where the result was recorded, and whether it still is
  /// that of the code above.
  private func origin(of block: Block, _ entry: BlockEntry?) -> ShownPart {
    var needs: [Words] = []
    for (index, name) in block.dataSets.enumerated() {
      needs += [.text(index == 0 ? " It needs the data set " : " and "), .code(name)]
    }
    if !needs.isEmpty { needs.append(.text(".")) }
    let command = Words.code("./build.sh \(chapter.id)\(block.isLong ? " --long" : "")")
    guard let entry, let origin = entry.origin else {
      let first = Words.text("No result of this block has been recorded yet.")
      return .origin([first] + needs + [.text(" Run it with "), command, .text(".")], warning: nil)
    }
    let isOfEarlierLibrary =
      origin.library.flatMap { recorded in book.library.map { $0 != recorded } } ?? false
    let first = Words.text(
      "Recorded on \(origin.date) (\(origin.machine)), \(Costs.time(origin.seconds))"
        + (isOfEarlierLibrary ? ", with an earlier library." : "."))
    let isStale = entry.code != hashes.hash(of: block)
    return .origin(
      [first] + needs + [.text(" Run it yourself with "), command, .text(".")],
      warning: isStale ? "Stale: the code has changed since." : nil)
  }

  // MARK: - Words for those who do not see

  /// A figure needs words for those who do not see it. What a figure says of its own numbers serves
  /// a reader who tries something out; the book says what is to be seen.
  private mutating func checkWords(of block: Block) {
    let spoken = (record?[block.id]?.outputs ?? []).compactMap(\.onPage.spokenText)
    for (index, words) in spoken.enumerated() where index > 0 || block.alternativeText == nil {
      if words.isEmpty {
        let what = index == 0 ? "a figure" : "another figure"
        let help =
          index == 0
          ? adviceOnWords
          : "the block's alt= is of its first figure: show this one in a block of its own"
        return tell(
          block.range.lower, "block `\(block.id)` shows \(what) without alternative text", help)
      } else if index == 0 {
        tell(
          block.range.lower,
          "block `\(block.id)` shows a figure without alternative text of its own", adviceOnWords,
          severity: .warning)
      }
    }
  }
}

private let adviceOnWords = "say in alt=\"…\" what those who do not see the figure should know"

/// The places of a block's outputs, one after the other.
private struct Places {
  private let block: Block
  private let chapter: Chapter
  private let numbering: Numbering
  /// How many outputs of each series the block has, and how many have come.
  private var total: [NumberedSeries: Int] = [:]
  private var numbered: [NumberedSeries: Int] = [:]
  private var counts: [String: Int] = [:]

  init(_ block: Block, _ entry: BlockEntry?, in chapter: Chapter, _ numbering: Numbering) {
    self.block = block
    self.chapter = chapter
    self.numbering = numbering
    for output in entry?.outputs ?? [] {
      if let series = type(of: output.onPage).numberedAmong { total[series, default: 0] += 1 }
    }
  }

  mutating func next(_ output: Output) -> OutputPlace {
    counts[output.word, default: 0] += 1
    var place = OutputPlace(
      folder: chapter.folder, block: block.id, ordinal: counts[output.word, default: 0])
    guard let series = type(of: output.onPage).numberedAmong else { return place }
    numbered[series, default: 0] += 1
    let target = series.target(block.id)
    guard let number = numbering[target] else { return place }
    let isFirst = numbered[series] == 1
    if isFirst { place.anchor = target }
    let name = "\(series.title) \(number)"
    switch series {
    case .figure:
      if isFirst { place.alternativeText = block.alternativeText }
      if numbered[series] == total[series] {
        place.caption = Caption(name, words: block.caption, anchor: target)
      }
    case .table:
      // Where a block shows figures too, the caption is theirs.
      let words = total[.figure] == nil ? block.caption : nil
      if isFirst { place.caption = Caption(name, words: words, anchor: target) }
    }
    return place
  }
}
