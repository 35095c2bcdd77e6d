extension DirectiveReader {
  private static let words = ["needs", "teaches", "question", "picture"]

  /// Reads `needs tensors, broadcasting; teaches gradient; question "Which way?"; picture loss`.
  mutating func synopsis(_ offsets: Range<Int>) -> Synopsis {
    var synopsis = Synopsis()
    for clause in source.clauses(offsets) {
      let text = source.text(in: clause)
      let word = text.prefix { !$0.isWhitespace && $0 != "\"" }
      let rest = source.trimmedLines(clause.lowerBound + word.utf8.count..<clause.upperBound)
      switch word {
      case "needs": synopsis.needs += concepts(rest)
      case "teaches": synopsis.teaches += concepts(rest)
      case "question":
        reportRepeated(synopsis.question, "question", clause)
        synopsis.question = synopsis.question ?? question(rest)
      case "picture":
        reportRepeated(synopsis.picture, "picture", clause)
        synopsis.picture = synopsis.picture ?? picture(rest)
      case "" where clause.isEmpty: break
      default:
        report(
          clause.lowerBound,
          "a chapter directive says 'needs', 'teaches', 'question' or 'picture', not '\(word)'",
          nearest(to: String(word), in: Self.words).map { "did you mean '\($0)'?" })
      }
    }
    return synopsis
  }

  private mutating func reportRepeated(
    _ earlier: Synopsis.Phrase?, _ word: String, _ clause: Range<Int>
  ) {
    guard let line = earlier?.range.lower.line else { return }
    report(
      clause.lowerBound, "the chapter's \(word) is given at line \(line) already",
      "a chapter has one")
  }

  /// Reads the words between quotes; a backslash before a quote stands for the quote.
  private mutating func question(_ offsets: Range<Int>) -> Synopsis.Phrase? {
    let quote = UInt8(ascii: "\"")
    let bytes = source.bytes[offsets]
    let words = source.text(in: offsets).dropFirst().dropLast()
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard bytes.count > 2, bytes.first == quote, bytes.last == quote, !words.isEmpty else {
      report(
        offsets.lowerBound, "the chapter's question does not stand in quotes",
        "write question \"How much is luck?\"")
      return nil
    }
    return Synopsis.Phrase(
      text: words.split(separator: "\\\"", omittingEmptySubsequences: false)
        .joined(separator: "\""),
      range: source.range(offsets))
  }

  private mutating func picture(_ offsets: Range<Int>) -> Synopsis.Phrase? {
    let name = source.text(in: offsets)
    guard isName(name) else {
      report(
        offsets.lowerBound, "'\(name)' is no name of a block with a figure",
        "write the id of the block: picture loss")
      return nil
    }
    return Synopsis.Phrase(text: name, range: source.range(offsets))
  }
}

extension SourceText {
  /// The stretches between semicolons that stand outside quotes, trimmed.
  fileprivate func clauses(_ offsets: Range<Int>) -> [Range<Int>] {
    var clauses: [Range<Int>] = []
    var start = offsets.lowerBound
    var isQuoted = false
    for place in offsets {
      let isEscaped = place > offsets.lowerBound && bytes[place - 1] == UInt8(ascii: "\\")
      if bytes[place] == UInt8(ascii: "\""), !isEscaped { isQuoted.toggle() }
      guard bytes[place] == UInt8(ascii: ";"), !isQuoted else { continue }
      clauses.append(trimmedLines(start..<place))
      start = place + 1
    }
    return clauses + [trimmedLines(start..<offsets.upperBound)]
  }
}
