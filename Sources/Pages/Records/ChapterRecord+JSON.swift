import Trace

extension ChapterRecord {
  /// The record as the text of its file: keys in a fixed order, short lines, one newline at the end.
  public var document: String {
    JSON.object([
      .init("format", .integer(ChapterRecord.format)), .init("chapter", .string(chapter)),
      .init("machine", .string(machine)), .init("seconds", .number(cost.seconds)),
      .init("memory", .integer(cost.peakMemory)), .init("flops", .integer(cost.operations)),
      .init("blocks", .array(blocks.map(\.json))),
    ]).document()
  }

  /// Reads a record from the bytes of its file; `path` is named in a refusal.
  public init(_ bytes: [UInt8], path: String = "") throws(TraceError) {
    do throws(Flaw) {
      let fields = try Fields(JSON.read(bytes), offset: 0, subject: "a record")
      try fields.allow("format", "chapter", "machine", "seconds", "memory", "flops", "blocks")
      let format = try fields.integer("format")
      guard format == ChapterRecord.format else {
        throw fields.flaw(
          "format",
          "this record has format \(format) and only format \(ChapterRecord.format) can be read: "
            + "accept the chapter's output anew")
      }
      let (values, offset) = try fields.list("blocks")
      var blocks: [BlockEntry] = []
      var ids: Set<String> = []
      for value in values {
        let entry = try Fields(value, offset: offset, subject: "a block's entry")
        let block = try BlockEntry(from: entry)
        guard ids.insert(block.id).inserted else {
          throw entry.flaw("id", "the block \"\(block.id.prefix(60))\" has two entries")
        }
        blocks.append(block)
      }
      self.init(
        chapter: try fields.string("chapter"), machine: try fields.string("machine"),
        cost: Cost(
          seconds: try fields.amount("seconds"), peakMemory: try fields.count("memory"),
          operations: fields.has("flops") ? try fields.count("flops") : 0),
        blocks: blocks)
    } catch {
      throw error.located(in: bytes, path: path)
    }
  }

  /// Reads a record from its file.
  public static func read(path: String) throws(TraceError) -> ChapterRecord {
    try ChapterRecord(readBytes(path: path, limit: 32 << 20, what: "record"), path: path)
  }
}

extension BlockEntry {
  var json: JSON {
    .fields([
      ("id", .string(id)), ("code", .string(code)),
      ("caption", caption.map { .string($0) }), ("alt", alternativeText.map { .string($0) }),
      ("failure", failure.map { .string($0) }),
      (
        "origin",
        origin.map { origin in
          .fields([
            ("machine", .string(origin.machine)), ("date", .string(origin.date)),
            ("seconds", .number(origin.seconds)), ("library", origin.library.map { .string($0) }),
          ])
        }
      ), ("parts", .array(parts.map(\.json))),
    ])
  }

  init(from fields: Fields) throws(Flaw) {
    try fields.allow("id", "code", "caption", "alt", "failure", "origin", "parts")
    var origin: Origin?
    if let json = fields.value("origin") {
      let place = try Fields(json.value, offset: json.offset, subject: "an origin")
      try place.allow("machine", "date", "seconds", "library")
      origin = Origin(
        machine: try place.string("machine"), date: try place.string("date"),
        seconds: try place.amount("seconds"), library: try place.optionalString("library"))
    }
    var parts: [Part] = []
    let (values, offset) = try fields.list("parts")
    for value in values {
      parts.append(try Part(from: Fields(value, offset: offset, subject: "a part of a block")))
    }
    self.init(
      id: try fields.string("id"), code: try fields.string("code"),
      caption: try fields.optionalString("caption"),
      alternativeText: try fields.optionalString("alt"), parts: parts,
      failure: try fields.optionalString("failure"), origin: origin)
  }
}

extension BlockEntry.Part {
  /// Printed text is kept line by line, so that a change of one line is a change of one line; an
  /// output is kept as in a trace.
  fileprivate var json: JSON {
    switch self {
    case .printed(let text):
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      return .fields([("printed", .array(lines.map { .string(String($0)) }))])
    case .output(let output):
      return .object([.init("output", .string(output.word))] + output.members)
    }
  }

  fileprivate init(from fields: Fields) throws(Flaw) {
    if fields.has("printed") {
      try fields.allow("printed")
      var lines: [String] = []
      let (values, offset) = try fields.list("printed")
      for value in values {
        guard case .string(let line) = value else {
          throw Flaw(
            offset: offset, message: "printed text must be a list of lines, found \(value.kind)")
        }
        lines.append(line)
      }
      self = .printed(lines.joined(separator: "\n"))
      return
    }
    let word = try fields.string("output")
    guard let output = try Output(word: word, fields: fields, beside: ["output"]) else {
      throw fields.flaw("output", "no output is called \"\(word.prefix(60))\"")
    }
    self = .output(output)
  }
}
