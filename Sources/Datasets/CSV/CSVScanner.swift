import Files

/// Cuts the bytes of a CSV file into fields, by RFC 4180: fields are separated by a comma and rows
/// by a line feed (with or without a carriage return); a field in quotation marks may hold both,
/// and a quotation mark in it is written twice.
struct CSVScanner {
  /// Where a field stands in the file, quotation marks excluded.
  struct Field {
    var start: Int
    var end: Int
    /// Whether it stood in quotation marks, so that an empty one is a text and not a missing value.
    var isQuoted: Bool
    /// Whether quotation marks in it are written twice.
    var hasDoubledQuotes: Bool
  }

  let bytes: [UInt8]
  let path: String
  let separator: UInt8

  /// The fields of all rows, and how many the first row has. Every row has that many.
  func scan() throws(FileError) -> (fields: [Field], columnCount: Int) {
    var fields: [Field] = []
    fields.reserveCapacity(bytes.count / 4)
    var columnCount = 0
    var position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while position < bytes.count {
      let row = fields.count
      let rowStart = position
      var atEnd = false
      while !atEnd {
        fields.append(try field(&position))
        atEnd = try endsRow(&position)
      }
      let count = fields.count - row
      if columnCount == 0 {
        columnCount = count
      } else if count == 1, columnCount > 1, isBlank(fields[row]) {
        fields.removeLast()
      } else if count != columnCount {
        throw FileError(
          path, at: place(of: rowStart),
          "this row has \(count) \(count == 1 ? "field" : "fields") and the header \(columnCount)",
          hint: "A field that contains the separator must stand in quotation marks")
      }
    }
    guard columnCount > 0 else {
      throw FileError(path, "expected a header row with the names of the columns, found no text")
    }
    return (fields, columnCount)
  }

  private func isBlank(_ field: Field) -> Bool { !field.isQuoted && field.start == field.end }

  /// Reads one field and stands on what ends it.
  private func field(_ position: inout Int) throws(FileError) -> Field {
    if position < bytes.count, bytes[position] == Byte.quote { return try quoted(&position) }
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte == separator || byte == Byte.lineFeed || byte == Byte.carriageReturn { break }
      if byte == Byte.quote {
        throw FileError(
          path, at: place(of: position), "a quotation mark stands inside a field without any",
          hint: "Put the whole field in quotation marks and double the ones inside it")
      }
      position += 1
    }
    return Field(start: start, end: position, isQuoted: false, hasDoubledQuotes: false)
  }

  /// Reads a field in quotation marks.
  private func quoted(_ position: inout Int) throws(FileError) -> Field {
    let opening = position
    var doubled = false
    position += 1
    while position < bytes.count {
      if bytes[position] != Byte.quote {
        position += 1
      } else if position + 1 < bytes.count, bytes[position + 1] == Byte.quote {
        doubled = true
        position += 2
      } else {
        position += 1
        return Field(
          start: opening + 1, end: position - 1, isQuoted: true, hasDoubledQuotes: doubled)
      }
    }
    throw FileError(
      path, at: place(of: opening), "the quotation mark that opens this field is never closed")
  }

  /// Steps over what follows a field, and says whether the row ends there.
  private func endsRow(_ position: inout Int) throws(FileError) -> Bool {
    guard position < bytes.count else { return true }
    switch bytes[position] {
    case separator:
      position += 1
      return false
    case Byte.lineFeed:
      position += 1
      return true
    case Byte.carriageReturn:
      guard position + 1 < bytes.count, bytes[position + 1] == Byte.lineFeed else {
        throw FileError(
          path, at: place(of: position), "a carriage return stands here without a line feed",
          hint: "End lines with a line feed, or put the field in quotation marks")
      }
      position += 2
      return true
    default:
      throw FileError(
        path, at: place(of: position), "text follows the quotation mark that closes this field",
        hint: "A quotation mark inside a field in quotation marks must be written twice")
    }
  }

  /// The line and column of a byte.
  func place(of offset: Int) -> FileError.Position {
    let (line, column) = textPosition(of: offset, in: bytes)
    return .text(line: line, column: column)
  }

  /// The text of a field, or nil when it is not UTF-8.
  func text(_ field: Field) -> String? {
    let raw = bytes[field.start..<field.end]
    guard field.hasDoubledQuotes else { return String(validating: raw, as: UTF8.self) }
    // Byte by byte: with an accent after it, a quotation mark is another character to a string.
    var (single, isSecond): ([UInt8], Bool) = ([], false)
    for byte in raw {
      isSecond = byte == Byte.quote && !isSecond
      if byte != Byte.quote || isSecond { single.append(byte) }
    }
    return String(validating: single, as: UTF8.self)
  }
}

/// The bytes that have a meaning of their own in text files.
enum Byte {
  static let quote = UInt8(ascii: "\"")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let minus = UInt8(ascii: "-")
  static let plus = UInt8(ascii: "+")
  static let point = UInt8(ascii: ".")
  static let zero = UInt8(ascii: "0")
  static let nine = UInt8(ascii: "9")
  static let smallE = UInt8(ascii: "e")
  static let capitalE = UInt8(ascii: "E")
}
