import Files

/// What a run has used up to a point: printed bytes, time, memory and arithmetic.
public struct Mark: Equatable, Sendable {
  /// Bytes of standard output written so far.
  public var offset: Int
  /// Seconds on the clock since the run began.
  public var seconds: Double
  /// Seconds of processor time since the run began, of all threads.
  public var processorSeconds: Double
  /// The most memory held at once since the mark before, in bytes; since the start of the run on
  /// systems that cannot begin anew.
  public var peakMemory: Int
  /// Multiplications and additions in matrix products since the run began.
  public var operations: Int

  public init(
    offset: Int, seconds: Double, processorSeconds: Double, peakMemory: Int, operations: Int = 0
  ) {
    self.offset = offset
    self.seconds = seconds
    self.processorSeconds = processorSeconds
    self.peakMemory = peakMemory
    self.operations = operations
  }

  /// The mark of a run that has done nothing yet.
  public static let zero = Mark(offset: 0, seconds: 0, processorSeconds: 0, peakMemory: 0)
}

/// Why a block of the chapter was passed over in this run.
public enum Skip: String, Sendable, CaseIterable {
  /// A `long` block in a run without `--long`.
  case long
  /// A block whose data set is not there.
  case data
}

/// A block of the chapter began: everything up to the next mark belongs to it.
public struct BlockMark: Equatable, Sendable {
  public var id: String
  public var mark: Mark
  public var skipped: Skip?

  public init(id: String, mark: Mark, skipped: Skip? = nil) {
    self.id = id
    self.mark = mark
    self.skipped = skipped
  }
}

/// The first record of a trace: which format, which chapter, which machine.
public struct Start: Equatable, Sendable {
  public var format: Int
  /// The chapter's folder, such as `ch04-optimization`.
  public var chapter: String
  /// Processor, cores and system, for the line that says where numbers were measured.
  public var machine: String

  public init(chapter: String, machine: String) {
    self.format = traceFormat
    self.chapter = chapter
    self.machine = machine
  }
}

/// The version of the trace format; a reader refuses every other.
public let traceFormat = 1

extension Mark {
  var members: [(String, JSON?)] {
    [
      ("offset", .integer(offset)), ("seconds", .number(seconds)),
      ("cpu", .number(processorSeconds)), ("memory", .integer(peakMemory)),
      ("flops", .integer(operations)),
    ]
  }

  init(from fields: Fields) throws(Flaw) {
    self.init(
      offset: try fields.count("offset"), seconds: try fields.amount("seconds"),
      processorSeconds: try fields.amount("cpu"), peakMemory: try fields.count("memory"),
      operations: fields.has("flops") ? try fields.count("flops") : 0)
  }
}
