import Files

/// One line of a trace.
///
/// A trace is a file of JSON objects, one a line: `start`, then a `block` mark where each block of
/// the chapter begins, with what it put out after it, and at last `finish`. A trace without
/// `finish` is of a run that ended early.
public enum TraceRecord: Equatable, Sendable {
  case start(Start)
  case block(BlockMark)
  /// An output and the bytes of standard output that were written before it.
  case output(Output, offset: Int)
  /// An error left the chapter.
  case failure(String)
  case finish(Mark)

  /// The record as a line of a trace, without its newline.
  public var line: String {
    switch self {
    case .start(let start):
      JSON.fields([
        ("record", .string("start")), ("format", .integer(start.format)),
        ("chapter", .string(start.chapter)), ("machine", .string(start.machine)),
      ]).line
    case .block(let block):
      JSON.fields(
        [("record", .string("block")), ("id", .string(block.id))] + block.mark.members
          + [("skipped", block.skipped.map { .string($0.rawValue) })]
      ).line
    case .output(let output, let offset):
      JSON.object(
        [.init("record", .string(output.word)), .init("offset", .integer(offset))]
          + output.members
      ).line
    case .failure(let message):
      JSON.fields([("record", .string("failure")), ("message", .string(message))]).line
    case .finish(let mark):
      JSON.fields([("record", .string("finish"))] + mark.members).line
    }
  }

  /// Reads the record in `range` of `bytes`, without its newline.
  package init(_ bytes: [UInt8], in range: Range<Int>) throws(Flaw) {
    let json = try JSON.read(bytes, in: range)
    let fields = try Fields(json, offset: range.lowerBound, subject: "a record")
    let word = try fields.string("record")
    switch word {
    case "start":
      try fields.allow("record", "format", "chapter", "machine")
      let format = try fields.integer("format")
      guard format == traceFormat else {
        throw fields.flaw(
          "format",
          "this trace has format \(format) and only format \(traceFormat) can be read: "
            + "run the chapter again")
      }
      self = .start(
        Start(chapter: try fields.string("chapter"), machine: try fields.string("machine")))
    case "block":
      try fields.allow("record", "id", "offset", "seconds", "cpu", "memory", "flops", "skipped")
      let skipped = fields.has("skipped") ? try fields.word("skipped", as: Skip.self) : nil
      self = .block(
        BlockMark(
          id: try fields.string("id"), mark: try Mark(from: fields), skipped: skipped))
    case "failure":
      try fields.allow("record", "message")
      self = .failure(try fields.string("message"))
    case "finish":
      try fields.allow("record", "offset", "seconds", "cpu", "memory", "flops")
      self = .finish(try Mark(from: fields))
    default:
      guard let output = try Output(word: word, fields: fields, beside: ["record", "offset"])
      else {
        throw fields.flaw("record", "no record is called \"\(word.prefix(60))\"")
      }
      self = .output(output, offset: try fields.count("offset"))
    }
  }
}
