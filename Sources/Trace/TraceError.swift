import Files

/// Why a trace or a record was refused: where, what was found, and what would be right.
///
/// `path` is empty until the reader of a file fills it in; text read from memory has none.
public struct TraceError: Error, Equatable, Sendable, CustomStringConvertible {
  public var path: String
  public var line: Int
  public var column: Int
  public var message: String

  public init(path: String = "", line: Int, column: Int, message: String) {
    self.path = path
    self.line = line
    self.column = column
    self.message = message
  }

  public var description: String {
    path.isEmpty
      ? "line \(line), column \(column): \(message)" : "\(path):\(line):\(column): \(message)"
  }
}

extension Flaw {
  /// The same fault with its line and column.
  package func located(in bytes: [UInt8], path: String = "") -> TraceError {
    let (line, column) = textPosition(of: offset, in: bytes)
    return TraceError(path: path, line: line, column: column, message: message)
  }
}

/// The bytes of a file that may not be larger than `limit`; `what` names it in a refusal.
package func readBytes(path: String, limit: Int, what: String) throws(TraceError) -> [UInt8] {
  do throws(FileError) {
    return try FileBytes.read(path, limit: limit)
  } catch {
    throw TraceError(
      path: path, line: 1, column: 1, message: "the \(what) cannot be read: \(error.problem)")
  }
}
