/// A thing that a block put on the page besides printed text, or recorded for the prose.
public enum Output: Equatable, Sendable {
  case table(TableOutput)
  case figure(FigureOutput)
  /// A number (or text) under the name by which prose refers to it, already in its short form.
  case number(name: String, value: Value)
  case claim(ClaimOutput)
  case score(ScoreOutput)
  case footnote(String)
}

extension Output {
  /// The word that names this kind of record in a trace.
  package var word: String {
    switch self {
    case .table: "table"
    case .figure: "figure"
    case .number: "number"
    case .claim: "claim"
    case .score: "score"
    case .footnote: "footnote"
    }
  }

  /// The members that follow the record's word and offset.
  package var members: [JSON.Member] {
    let json: JSON =
      switch self {
      case .table(let table): table.json
      case .figure(let figure): figure.json
      case .number(let name, let value):
        .fields([("name", .string(name)), (value.field.0, value.field.1)])
      case .claim(let claim): claim.json
      case .score(let score): score.json
      case .footnote(let text): .fields([("text", .string(text))])
      }
    guard case .object(let members) = json else { return [] }
    return members
  }

  /// Reads the output that `word` names; nil when there is no such output. `beside` are the fields
  /// that stand next to the output's own.
  package init?(word: String, fields: Fields, beside: [String]) throws(Flaw) {
    switch word {
    case "table":
      try fields.allow(beside + ["columns", "rows"])
      self = .table(try TableOutput(from: fields))
    case "figure":
      try fields.allow(beside + FigureOutput.fieldNames)
      self = .figure(try FigureOutput(from: fields))
    case "number":
      try fields.allow(beside + ["name", "text", "integer", "float"])
      let name = try fields.string("name")
      guard !name.isEmpty, name == slug(name) else {
        throw fields.flaw("name", "\"\(name.prefix(60))\" is not the short form of a name")
      }
      self = .number(name: name, value: try Value(from: fields))
    case "claim":
      try fields.allow(beside + ["claim", "verdict", "conditions"])
      self = .claim(try ClaimOutput(from: fields))
    case "score":
      try fields.allow(beside + ScoreOutput.fieldNames)
      self = .score(try ScoreOutput(from: fields))
    case "footnote":
      try fields.allow(beside + ["text"])
      self = .footnote(try fields.string("text"))
    default: return nil
    }
  }
}
