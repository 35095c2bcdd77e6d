import Files

/// What came of doing a chapter's headlines again with other code: `again.json` beside the chapter.
public struct AgainRecord: Equatable, Sendable {
  /// A measurement that a finding rests on, under a name for people.
  public struct Number: Equatable, Sendable {
    public var name: String
    public var value: Value

    public init(name: String, value: Value) {
      self.name = name
      self.value = value
    }
  }

  /// One headline and whether it held.
  public struct Finding: Equatable, Sendable {
    public var id: String
    /// What was found, as a sentence.
    public var sentence: String
    public var holds: Bool
    public var numbers: [Number]

    public init(id: String, sentence: String, holds: Bool, numbers: [Number]) {
      self.id = id
      self.sentence = sentence
      self.holds = holds
      self.numbers = numbers
    }
  }

  /// The version of the file's format; a reader refuses every other.
  public static let format = 1

  public var run: ForeignRun
  public var findings: [Finding]

  public init(run: ForeignRun, findings: [Finding]) {
    self.run = run
    self.findings = findings
  }

  /// How many headlines held: `2 of 3 headlines hold`.
  public var summary: String {
    let held = findings.count { $0.holds }
    return findings.count == 1
      ? (held == 1 ? "the headline holds" : "the headline does not hold")
      : "\(held) of \(findings.count) headlines hold"
  }
}

extension AgainRecord {
  /// The text of the file.
  public var document: String {
    JSON.fields(
      [("format", .integer(Self.format))] + run.members
        + [("findings", .array(findings.map(\.json)))]
    ).document()
  }

  /// Reads the file's bytes; `path` is what a refusal calls it.
  public init(_ bytes: [UInt8], path: String) throws(TraceError) {
    do throws(Flaw) {
      let fields = try Fields(try JSON.read(bytes), offset: 0, subject: "this record")
      try fields.allow(["format"] + ForeignRun.fieldNames + ["findings"])
      try fields.expect(format: Self.format)
      run = try ForeignRun(from: fields)
      findings = try fields.objects("findings", "a finding") { fields throws(Flaw) in
        try Finding(from: fields)
      }
    } catch {
      throw error.located(in: bytes, path: path)
    }
  }
}

extension AgainRecord.Finding {
  fileprivate var json: JSON {
    .fields([
      ("id", .string(id)), ("sentence", .string(sentence)), ("holds", .boolean(holds)),
      ("numbers", .array(numbers.map(\.json))),
    ])
  }

  init(from fields: Fields) throws(Flaw) {
    try fields.allow("id", "sentence", "holds", "numbers")
    id = try fields.string("id")
    sentence = try fields.string("sentence")
    holds = try fields.boolean("holds")
    numbers = try fields.objects("numbers", "a number") { fields throws(Flaw) in
      try AgainRecord.Number(from: fields)
    }
  }
}

extension AgainRecord.Number {
  fileprivate var json: JSON { .fields([("name", .string(name)), value.field]) }

  init(from fields: Fields) throws(Flaw) {
    try fields.allow("name", "text", "integer", "float")
    name = try fields.string("name")
    value = try Value(from: fields)
  }
}
