import Files

extension Table {
  /// How a CSV file is to be read. The defaults suit most.
  public struct Format: Sendable, Equatable {
    /// What stands between fields: a comma, or another ASCII character.
    public var separator: Character = ","
    /// The texts that mean "no value". In a column of text, a field in quotation marks never does.
    public var missing: Set<String> = ["", "NA", "N/A", "NaN", "nan", "null", "?"]
    /// The types of the columns that are not to be found out from their values.
    public var kinds: [String: Kind] = [:]

    /// The usual format, or one that differs in what is named.
    public init(
      separator: Character = ",",
      missing: Set<String> = ["", "NA", "N/A", "NaN", "nan", "null", "?"],
      kinds: [String: Kind] = [:]
    ) {
      self.separator = separator
      self.missing = missing
      self.kinds = kinds
    }
  }

  /// Reads the CSV file at `path`: RFC 4180, UTF-8, the names of the columns in the first row.
  /// Compressed with gzip or not; the contents say which.
  ///
  /// A column is of whole numbers when all its values are, else of numbers, else of flags (`true`
  /// and `false`), else of text; `format.kinds` overrides that. What does not fit is refused with
  /// its line and column.
  public init(contentsOf path: String, format: Format = Format()) throws(FileError) {
    let bytes = try FileBytes.read(path)
    let plain = GZip.isCompressed(bytes) ? try GZip.decompress(bytes, path: path) : bytes
    try self.init(csv: plain, path: path, format: format)
  }

  /// Reads CSV from text in memory; see ``init(contentsOf:format:)``.
  public init(csv text: String, format: Format = Format()) throws(FileError) {
    try self.init(csv: Array(text.utf8), path: "text", format: format)
  }

  /// Reads CSV from bytes; `path` is what errors call them.
  public init(
    csv bytes: [UInt8], path: String, format: Format = Format()
  ) throws(FileError) {
    let separator = format.separator.asciiValue
    guard let separator, ![Byte.quote, Byte.lineFeed, Byte.carriageReturn].contains(separator)
    else {
      throw FileError(
        path,
        "a separator must be an ASCII character other than quotation mark and line end, "
          + "and \"\(format.separator)\" is not")
    }
    let scanner = CSVScanner(bytes: bytes, path: path, separator: separator)
    let (fields, columnCount) = try scanner.scan()
    let reader = ColumnReader(
      scanner: scanner, fields: fields, columnCount: columnCount, format: format)
    self.init(try reader.columns())
  }

  /// The table as CSV. Read again, it is equal to what it was, given the types of those columns
  /// of text whose every value looks like a number or a flag.
  public var csv: String {
    let header = columns.map { Table.quotedIfNeeded($0.name) }.joined(separator: ",")
    let cells = columns.map { column in
      let isText = column.values.kind == .text
      return column.text.map { text in
        text.map { isText ? Table.quotedIfNeeded($0) : $0 } ?? (columns.count > 1 ? "" : "NA")
      }
    }
    let rows = (0..<rowCount).map { row in
      cells.map { $0[row] }.joined(separator: ",")
    }
    return ([header] + rows).joined(separator: "\n") + "\n"
  }

  /// Writes the table as CSV, all of it or nothing.
  public func write(to path: String) throws(FileError) {
    try FileBytes.write(Array(csv.utf8), to: path)
  }

  private static func quotedIfNeeded(_ text: String) -> String {
    let special = [Byte.quote, UInt8(ascii: ","), Byte.lineFeed, Byte.carriageReturn]
    let isPlain = !Format().missing.contains(text) && !text.utf8.contains { special.contains($0) }
    if isPlain { return text }
    // Byte by byte: with an accent after it, a quotation mark is another character to a string.
    let doubled = text.utf8.flatMap { $0 == Byte.quote ? [$0, $0] : [$0] }
    return String(decoding: [Byte.quote] + doubled + [Byte.quote], as: UTF8.self)
  }
}
