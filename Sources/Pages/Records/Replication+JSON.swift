import Trace

extension Replication {
  /// The replication as the text of its file.
  public var document: String {
    JSON.object([
      .init("format", .integer(Replication.format)), .init("chapter", .string(chapter)),
      .init("machine", .string(machine)), .init("date", .string(date)),
      .init("runs", .array(runs.map(\.json))), .init("claims", .array(claims.map(\.json))),
      .init("gates", .array(gates.map(\.json))), .init("numbers", .array(numbers.map(\.json))),
    ]).document()
  }

  /// Reads a replication from the bytes of its file; `path` is named in a refusal.
  public init(_ bytes: [UInt8], path: String = "") throws(TraceError) {
    do throws(Flaw) {
      let fields = try Fields(JSON.read(bytes), offset: 0, subject: "a replication")
      try fields.allow(
        "format", "chapter", "machine", "date", "runs", "claims", "gates", "numbers")
      let format = try fields.integer("format")
      guard format == Replication.format else {
        throw fields.flaw(
          "format",
          "this replication has format \(format) and only format \(Replication.format) can be "
            + "read: replicate the chapter anew")
      }
      let runs = try fields.objects("runs", "a run", Run.init(from:))
      let claims = try fields.objects("claims", "a claim") { fields throws(Flaw) in
        try Claim(from: fields, count: runs.count)
      }
      let gates = try fields.objects("gates", "a gate") { fields throws(Flaw) in
        try Gate(from: fields, count: runs.count)
      }
      let numbers = try fields.objects("numbers", "a number") { fields throws(Flaw) in
        try Number(from: fields, count: runs.count)
      }
      self.init(
        chapter: try fields.string("chapter"), machine: try fields.string("machine"),
        date: try fields.string("date"), runs: runs, claims: claims, numbers: numbers,
        gates: gates)
    } catch {
      throw error.located(in: bytes, path: path)
    }
  }
}

extension Replication.Run {
  fileprivate var json: JSON {
    .fields([
      ("seed", .integer(seed)), ("seconds", .number(seconds)),
      ("failure", failure.map { .string($0) }),
    ])
  }

  fileprivate init(from fields: Fields) throws(Flaw) {
    try fields.allow("seed", "seconds", "failure")
    self.init(
      seed: try fields.integer("seed"), seconds: try fields.amount("seconds"),
      failure: try fields.optionalString("failure"))
  }
}

extension Replication.Claim {
  fileprivate var json: JSON {
    .fields([
      ("block", .string(block)), ("ordinal", .integer(ordinal)), ("claim", .string(text)),
      ("code", .string(code)), ("verdict", .string(verdict.rawValue)),
      ("verdicts", wordList(verdicts)), ("conditions", .array(conditions.map(\.json))),
    ])
  }

  fileprivate init(from fields: Fields, count: Int) throws(Flaw) {
    try fields.allow("block", "ordinal", "claim", "code", "verdict", "verdicts", "conditions")
    self.init(
      block: try fields.string("block"), ordinal: try fields.count("ordinal"),
      text: try fields.string("claim"), code: try fields.string("code"),
      verdict: try fields.word("verdict", as: Verdict.self),
      verdicts: try fields.words("verdicts", as: Verdict.self, count: count),
      conditions: try fields.objects("conditions", "a condition") { fields throws(Flaw) in
        try Replication.Condition(from: fields, count: count)
      })
  }
}

extension Replication.Condition {
  fileprivate var json: JSON {
    .fields([
      ("name", .string(name)), ("verdict", .string(verdict.rawValue)),
      ("verdicts", wordList(verdicts)), ("effects", floatList(effects)),
    ])
  }

  fileprivate init(from fields: Fields, count: Int) throws(Flaw) {
    try fields.allow("name", "verdict", "verdicts", "effects")
    self.init(
      name: try fields.string("name"), verdict: try fields.word("verdict", as: Verdict.self),
      verdicts: try fields.words("verdicts", as: Verdict.self, count: count),
      effects: try fields.gappedFloats("effects", count: count))
  }
}

extension Replication.Gate {
  fileprivate var json: JSON {
    .fields([
      ("block", .string(block)), ("code", .string(code)), ("outcomes", wordList(outcomes)),
    ])
  }

  fileprivate init(from fields: Fields, count: Int) throws(Flaw) {
    try fields.allow("block", "code", "outcomes")
    self.init(
      block: try fields.string("block"), code: try fields.string("code"),
      outcomes: try fields.words("outcomes", as: Outcome.self, count: count))
  }
}

extension Replication.Number {
  fileprivate var json: JSON {
    .fields([
      ("name", .string(name)), ("recorded", .float(recorded)), ("values", floatList(values)),
    ])
  }

  fileprivate init(from fields: Fields, count: Int) throws(Flaw) {
    try fields.allow("name", "recorded", "values")
    self.init(
      name: try fields.string("name"), recorded: try fields.float("recorded"),
      values: try fields.gappedFloats("values", count: count))
  }
}

// MARK: - Lists with one entry a run

private func wordList(_ words: [(some RawRepresentable<String>)?]) -> JSON {
  .array(words.map { $0.map { .string($0.rawValue) } ?? .null })
}

private func floatList(_ values: [Double?]) -> JSON {
  .array(values.map { $0.map { .float($0) } ?? .null })
}

extension Fields {
  /// The objects of a list.
  fileprivate func objects<Item>(
    _ key: String, _ subject: String, _ read: (Fields) throws(Flaw) -> Item
  ) throws(Flaw) -> [Item] {
    let (values, offset) = try list(key)
    var items: [Item] = []
    for value in values {
      items.append(try read(Fields(value, offset: offset, subject: subject)))
    }
    return items
  }

  /// A list with one entry a run, null where the run has none.
  private func gapped<Item>(
    _ key: String, count: Int, _ expected: String, _ read: (JSON) -> Item?
  ) throws(Flaw) -> [Item?] {
    let (values, _) = try list(key)
    guard values.count == count else {
      throw flaw(
        key,
        "the field \"\(key)\" of \(subject) must have one entry for each of the \(count) runs, "
          + "found \(values.count)")
    }
    var items: [Item?] = []
    for value in values {
      let item = read(value)
      guard item != nil || value == .null else {
        throw flaw(
          key,
          "the field \"\(key)\" of \(subject) must hold \(expected) or null, "
            + "found \(value.kind)")
      }
      items.append(item)
    }
    return items
  }

  fileprivate func words<Word: RawRepresentable<String> & CaseIterable>(
    _ key: String, as type: Word.Type, count: Int
  ) throws(Flaw) -> [Word?] {
    let known = Word.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    return try gapped(key, count: count, known) { value in
      guard case .string(let text) = value else { return nil }
      return Word(rawValue: text)
    }
  }

  fileprivate func gappedFloats(_ key: String, count: Int) throws(Flaw) -> [Double?] {
    try gapped(key, count: count, "numbers") { $0.float }
  }
}
