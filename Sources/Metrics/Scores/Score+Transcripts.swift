import Tensors

extension Score {
  /// The word error rate of transcripts: the changes that make them of what was said, divided by the
  /// words that were said, over all texts together. Words are what white space parts, and must be
  /// equal to the letter; more insertions than words make it larger than 1.
  ///
  ///     Score.wordErrorRate(of: ["one too three"], references: ["one two three"])   // 0.333
  public static func wordErrorRate(of transcripts: [String], references: [String]) -> Double {
    required(try checkedErrorRate(of: transcripts, references: references, "words") { words($0) })
  }

  /// The character error rate of transcripts: the same by characters, as a person sees them, the
  /// spaces between words among them and those around a text not.
  ///
  ///     Score.characterErrorRate(of: ["thre"], references: ["three"])   // 0.2
  public static func characterErrorRate(of transcripts: [String], references: [String]) -> Double {
    required(
      try checkedErrorRate(of: transcripts, references: references, "characters") { text in
        Array(
          String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        )
      })
  }

  /// The changes of the words of all texts together.
  ///
  ///     Score.wordEdits(of: ["two three"], references: ["one two three"]).deletions   // 1
  public static func wordEdits(of transcripts: [String], references: [String]) -> Edits {
    required(
      try checkedEdits(of: transcripts, references: references) { words($0) })
  }

  private static func words(_ text: String) -> [Substring] {
    text.split(whereSeparator: \.isWhitespace)
  }

  package static func checkedErrorRate<Symbol: Equatable>(
    of transcripts: [String], references: [String], _ what: String,
    _ symbols: (String) -> [Symbol]
  ) throws(TensorError) -> Double {
    let edits = try checkedEdits(of: transcripts, references: references, symbols)
    let said = edits.hits + edits.substitutions + edits.deletions
    guard said > 0 else {
      throw TensorError(
        "An error rate is a share of the \(what) that were said, and the references hold none.")
    }
    return Double(edits.distance) / Double(said)
  }

  private static func checkedEdits<Symbol: Equatable>(
    of transcripts: [String], references: [String], _ symbols: (String) -> [Symbol]
  ) throws(TensorError) -> Edits {
    try check(transcripts.count, against: references.count, "transcripts and references")
    return zip(references, transcripts)
      .map { Edits(from: symbols($0), to: symbols($1)) }
      .reduce(Edits(insertions: 0, deletions: 0, substitutions: 0, hits: 0), +)
  }
}
