import Files

/// What the blocks of a chapter that say it in another library came to, beside the chapter's own
/// numbers: `Book/records/chNN.same.json`.
public struct SameRecord: Equatable, Sendable {
  /// A number under its short name, as the chapter has it and as the other library does.
  public struct Number: Equatable, Sendable {
    public var name: String
    public var ours: Value
    public var theirs: Value

    public init(name: String, ours: Value, theirs: Value) {
      self.name = name
      self.ours = ours
      self.theirs = theirs
    }
  }

  /// One block that agreed with the chapter.
  public struct Entry: Equatable, Sendable {
    public var name: String
    public var run: ForeignRun
    public var numbers: [Number]

    public init(name: String, run: ForeignRun, numbers: [Number]) {
      self.name = name
      self.run = run
      self.numbers = numbers
    }
  }

  /// The version of the file's format; a reader refuses every other.
  public static let format = 1

  public var entries: [Entry]

  public init(entries: [Entry]) {
    self.entries = entries
  }

  /// The entry of a block.
  public subscript(name: String) -> Entry? { entries.first { $0.name == name } }
}

extension SameRecord {
  /// The text of the file.
  public var document: String {
    JSON.fields([
      ("format", .integer(Self.format)), ("blocks", .array(entries.map(\.json))),
    ]).document()
  }

  /// Reads the file's bytes; `path` is what a refusal calls it.
  public init(_ bytes: [UInt8], path: String) throws(TraceError) {
    do throws(Flaw) {
      let fields = try Fields(try JSON.read(bytes), offset: 0, subject: "this record")
      try fields.allow("format", "blocks")
      try fields.expect(format: Self.format)
      entries = try fields.objects("blocks", "a block") { fields throws(Flaw) in
        try Entry(from: fields)
      }
    } catch {
      throw error.located(in: bytes, path: path)
    }
  }
}

extension SameRecord.Entry {
  fileprivate var json: JSON {
    .fields([("name", .string(name))] + run.members + [("numbers", .array(numbers.map(\.json)))])
  }

  fileprivate init(from fields: Fields) throws(Flaw) {
    try fields.allow(["name"] + ForeignRun.fieldNames + ["numbers"])
    name = try fields.string("name")
    run = try ForeignRun(from: fields)
    numbers = try fields.objects("numbers", "a number") { fields throws(Flaw) in
      try SameRecord.Number(from: fields)
    }
  }
}

extension SameRecord.Number {
  fileprivate var json: JSON {
    .fields([
      ("name", .string(name)), ("ours", .fields([ours.field])), ("theirs", .fields([theirs.field])),
    ])
  }

  fileprivate init(from fields: Fields) throws(Flaw) {
    try fields.allow("name", "ours", "theirs")
    name = try fields.string("name")
    ours = try Value(from: try fields.object("ours", "a value"))
    theirs = try Value(from: try fields.object("theirs", "a value"))
  }
}
