/// The line and the column of a byte of a UTF-8 text, both counted from 1, the column in characters.
/// A byte order mark is none. Counted when an error needs it, so that reading does not.
package func textPosition(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
  let end = min(max(offset, 0), bytes.count)
  let first = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? min(3, end) : 0
  var (line, column) = (1, 1)
  for byte in bytes[first..<end] {
    if byte == UInt8(ascii: "\n") {
      line += 1
      column = 1
    } else if byte & 0xC0 != 0x80 {
      column += 1
    }
  }
  return (line, column)
}
