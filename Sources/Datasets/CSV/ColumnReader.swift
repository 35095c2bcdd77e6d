import Files

/// Turns the fields of a CSV file into typed columns.
struct ColumnReader {
  let scanner: CSVScanner
  let fields: [CSVScanner.Field]
  let columnCount: Int
  let missing: [[UInt8]]
  let kinds: [String: Table.Kind]

  init(
    scanner: CSVScanner, fields: [CSVScanner.Field], columnCount: Int, format: Table.Format
  ) {
    self.scanner = scanner
    self.fields = fields
    self.columnCount = columnCount
    missing = format.missing.filter { !$0.isEmpty }.map { Array($0.utf8) }
    emptyIsMissing = format.missing.contains("")
    kinds = format.kinds
  }

  private let emptyIsMissing: Bool
  private var rowCount: Int { fields.count / columnCount - 1 }

  func columns() throws(FileError) -> [Table.Column] {
    var columns: [Table.Column] = []
    var seen: [String: Int] = [:]
    for place in 0..<columnCount {
      let name = try text(fields[place])
      if let earlier = seen.updateValue(place, forKey: name) {
        throw error(
          fields[place],
          "the header names two columns \"\(name)\", the first is column "
            + "\(earlier + 1)", hint: "Give each column a name of its own")
      }
      let kind = kinds[name]
      columns.append(Table.Column(name, try values(place, kind: kind, name: name)))
    }
    for name in kinds.keys.sorted() where seen[name] == nil {
      throw FileError(
        scanner.path, at: .text(line: 1, column: 1),
        "column \"\(name)\" was given a type, and the header does not name it")
    }
    return columns
  }

  private func values(
    _ place: Int, kind: Table.Kind?, name: String
  ) throws(FileError) -> Table.Values {
    switch kind {
    case .integers:
      return .integers(try parse(place, "whole numbers", name) { DecimalText.integer($0) })
    case .numbers:
      return .numbers(try parse(place, "numbers", name) { DecimalText.number($0) })
    case .flags:
      return .flags(try parse(place, "true or false", name) { ColumnReader.flag($0) })
    case .text:
      return .text(try texts(place))
    case nil:
      if let values = attempt(place, { DecimalText.integer($0) }) { return .integers(values) }
      if let values = attempt(place, { DecimalText.number($0) }) { return .numbers(values) }
      if let values = attempt(place, { ColumnReader.flag($0) }) { return .flags(values) }
      return .text(try texts(place))
    }
  }

  /// All values of a column, or nil when one of them is not of this type or there are none.
  private func attempt<Value>(
    _ place: Int, _ parse: (ArraySlice<UInt8>) -> Value?
  ) -> [Value?]? {
    var values: [Value?] = []
    values.reserveCapacity(rowCount)
    var found = false
    for index in stride(from: columnCount + place, to: fields.count, by: columnCount) {
      let field = fields[index]
      if isMissing(field) {
        values.append(nil)
      } else {
        guard let value = parse(bytes(field)) else { return nil }
        values.append(value)
        found = true
      }
    }
    return found ? values : nil
  }

  /// All values of a column that was declared to have this type.
  private func parse<Value>(
    _ place: Int, _ what: String, _ name: String, _ parse: (ArraySlice<UInt8>) -> Value?
  ) throws(FileError) -> [Value?] {
    var values: [Value?] = []
    values.reserveCapacity(rowCount)
    for index in stride(from: columnCount + place, to: fields.count, by: columnCount) {
      let field = fields[index]
      if isMissing(field) {
        values.append(nil)
      } else {
        guard let value = parse(bytes(field)) else {
          throw error(
            field,
            "column \"\(name)\" was declared to hold \(what), and \"\(try text(field))\" "
              + "is not", hint: "Add the text to what counts as missing, or declare text")
        }
        values.append(value)
      }
    }
    return values
  }

  private func texts(_ place: Int) throws(FileError) -> [String?] {
    var values: [String?] = []
    values.reserveCapacity(rowCount)
    for index in stride(from: columnCount + place, to: fields.count, by: columnCount) {
      values.append(
        !fields[index].isQuoted && isMissing(fields[index]) ? nil : try text(fields[index]))
    }
    return values
  }

  private func text(_ field: CSVScanner.Field) throws(FileError) -> String {
    guard let text = scanner.text(field) else {
      throw error(field, "this field is not UTF-8", hint: "Save the file as UTF-8")
    }
    return text
  }

  private func bytes(_ field: CSVScanner.Field) -> ArraySlice<UInt8> {
    scanner.bytes[field.start..<field.end]
  }

  private func isMissing(_ field: CSVScanner.Field) -> Bool {
    let count = field.end - field.start
    if count == 0 { return emptyIsMissing }
    return missing.contains { word in
      word.count == count && word.elementsEqual(scanner.bytes[field.start..<field.end])
    }
  }

  private static func flag(_ bytes: ArraySlice<UInt8>) -> Bool? {
    guard bytes.count == 4 || bytes.count == 5 else { return nil }
    switch String(decoding: bytes, as: UTF8.self).lowercased() {
    case "true": return true
    case "false": return false
    default: return nil
    }
  }

  private func error(
    _ field: CSVScanner.Field, _ problem: String, hint: String? = nil
  ) -> FileError {
    FileError(scanner.path, at: scanner.place(of: field.start), problem, hint: hint)
  }
}
