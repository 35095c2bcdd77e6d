extension JSON {
  /// The value on one line, without spaces: a line of a trace.
  package var line: String {
    var text = ""
    write(to: &text)
    return text
  }

  /// The value laid out for people and for diffs, ending in a newline: what fits within `width`
  /// stands on one line, lists of plain values are filled like a paragraph, the rest is indented.
  package func document(width: Int = 100) -> String {
    var text = ""
    lay(to: &text, indent: 0, used: 0, width: width)
    return text + "\n"
  }

  private func write(to text: inout String) {
    switch self {
    case .null: text += "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let value): text += value.description
    case .string(let value): JSON.write(value, to: &text)
    case .array(let values):
      text += "["
      for (index, value) in values.enumerated() {
        if index > 0 { text += "," }
        value.write(to: &text)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { text += "," }
        JSON.write(member.key, to: &text)
        text += ":"
        member.value.write(to: &text)
      }
      text += "}"
    }
  }

  private func lay(to text: inout String, indent: Int, used: Int, width: Int) {
    let compact = line
    if used + compact.utf8.count <= width {
      text += compact
      return
    }
    let inner = String(repeating: " ", count: indent + 1)
    let outer = String(repeating: " ", count: indent)
    switch self {
    case .array(let values) where values.allSatisfy(\.isPlain):
      text += "["
      var column = width
      for (index, value) in values.enumerated() {
        let piece = value.line + (index + 1 < values.count ? "," : "")
        if column + piece.utf8.count > width {
          text += "\n" + inner
          column = inner.utf8.count
        }
        text += piece
        column += piece.utf8.count
      }
      text += "\n\(outer)]"
    case .array(let values):
      text += "["
      for (index, value) in values.enumerated() {
        text += (index > 0 ? "," : "") + "\n" + inner
        value.lay(to: &text, indent: indent + 1, used: inner.utf8.count, width: width)
      }
      text += "\n\(outer)]"
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        var key = ""
        JSON.write(member.key, to: &key)
        text += (index > 0 ? "," : "") + "\n" + inner + key + ": "
        let used = inner.utf8.count + key.utf8.count + 2
        member.value.lay(to: &text, indent: indent + 1, used: used, width: width)
      }
      text += "\n\(outer)}"
    default: text += compact
    }
  }

  private var isPlain: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }

  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
