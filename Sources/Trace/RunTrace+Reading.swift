import Files

/// How much a trace may hold; more is refused unread.
public struct TraceLimits: Sendable {
  /// The size of a whole trace, in bytes.
  public var bytes = 16 << 20
  /// The size of one record, in bytes.
  public var lineBytes = 8 << 20

  public init() {}
}

extension RunTrace {
  /// Reads a trace from a file.
  ///
  /// - Parameter partial: accept a run that ended early, by a trap or a limit: `finish` may be
  ///   missing and a last line without its newline is ignored.
  public static func read(
    path: String, partial: Bool = false, limits: TraceLimits = TraceLimits()
  ) throws(TraceError) -> RunTrace {
    let bytes = try readBytes(path: path, limit: limits.bytes, what: "trace")
    do throws(TraceError) {
      return try RunTrace(bytes, partial: partial, limits: limits)
    } catch {
      var error = error
      error.path = path
      throw error
    }
  }

  /// Reads a trace from memory.
  public init(
    _ bytes: [UInt8], partial: Bool = false, limits: TraceLimits = TraceLimits()
  ) throws(TraceError) {
    do throws(Flaw) {
      var assembly = Assembly()
      var position = 0
      guard bytes.count <= limits.bytes else {
        throw Flaw(
          offset: 0,
          message: "the trace has \(bytes.count) bytes, more than the \(limits.bytes) allowed")
      }
      while position < bytes.count {
        guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) else {
          if partial { break }
          throw Flaw(
            offset: bytes.count, message: "the last record is cut off: its newline is missing")
        }
        guard end - position <= limits.lineBytes else {
          throw Flaw(
            offset: position,
            message:
              "a record has \(end - position) bytes, more than the \(limits.lineBytes) allowed")
        }
        try assembly.add(TraceRecord(bytes, in: position..<end), at: position)
        position = end + 1
      }
      self = try assembly.trace(partial: partial, end: bytes.count)
    } catch {
      throw error.located(in: bytes)
    }
  }
}

/// Puts records together to a run and refuses an order that no run can have written.
private struct Assembly {
  var start: Start?
  var blocks: [RunTrace.Block] = []
  var ids: Set<String> = []
  var last = Mark.zero
  var finish: Mark?
  var failure: String?

  mutating func add(_ record: TraceRecord, at offset: Int) throws(Flaw) {
    if finish != nil || failure != nil {
      throw Flaw(offset: offset, message: "a record stands after the closing one")
    }
    guard start != nil else {
      guard case .start(let record) = record else {
        throw Flaw(offset: offset, message: "a trace must begin with a start record")
      }
      start = record
      return
    }
    switch record {
    case .start: throw Flaw(offset: offset, message: "a second start record")
    case .block(let block):
      guard ids.insert(block.id).inserted else {
        throw Flaw(offset: offset, message: "the block \"\(block.id.prefix(60))\" begins twice")
      }
      try advance(to: block.mark, at: offset)
      blocks.append(
        RunTrace.Block(id: block.id, skipped: block.skipped, begin: block.mark, end: nil))
    case .output(let output, let printed):
      guard !blocks.isEmpty else {
        throw Flaw(offset: offset, message: "an output stands before the first block")
      }
      guard printed >= last.offset else {
        throw Flaw(offset: offset, message: "an output's offset goes backwards")
      }
      last.offset = printed
      blocks[blocks.count - 1].outputs.append(
        RunTrace.PlacedOutput(output: output, offset: printed))
    case .failure(let message): failure = message
    case .finish(let mark):
      try advance(to: mark, at: offset)
      finish = mark
    }
  }

  private mutating func advance(to mark: Mark, at offset: Int) throws(Flaw) {
    guard
      mark.offset >= last.offset, mark.seconds >= last.seconds,
      mark.processorSeconds >= last.processorSeconds
    else {
      throw Flaw(offset: offset, message: "a mark goes backwards in output or in time")
    }
    last = mark
    if !blocks.isEmpty { blocks[blocks.count - 1].end = mark }
  }

  func trace(partial: Bool, end: Int) throws(Flaw) -> RunTrace {
    guard let start else { throw Flaw(offset: end, message: "the trace holds no start record") }
    guard finish != nil || partial else {
      throw Flaw(
        offset: end,
        message: "the closing record is missing: the chapter ended before its last block")
    }
    return RunTrace(start: start, blocks: blocks, finish: finish, failure: failure)
  }
}
