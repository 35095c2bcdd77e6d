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

/// A fault at a byte of the text being read; the outermost reader, which has the text, turns the
/// byte into a line and a column.
package struct Flaw: Error, Equatable {
  package var offset: Int
  package var message: String

  package init(offset: Int, message: String) {
    self.offset = offset
    self.message = message
  }

  /// The same fault with its line and column, both counted from 1, the column in characters.
  package func located(in bytes: [UInt8], path: String = "", firstLine: Int = 1) -> TraceError {
    let end = min(max(offset, 0), bytes.count)
    var line = firstLine
    var column = 1
    for byte in bytes[..<end] {
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return TraceError(path: path, line: line, column: column, message: message)
  }
}
