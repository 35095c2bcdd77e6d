import Files

/// A recorded value: text, a whole number or a float of any kind, NaN and infinities included.
public enum Value: Sendable, Hashable {
  case text(String)
  case integer(Int)
  case float(Double)

  /// Equal when the same is recorded; NaN equals NaN here, for a record must equal itself.
  public static func == (left: Value, right: Value) -> Bool {
    switch (left, right) {
    case (.text(let left), .text(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.float(let left), .float(let right)): left == right || left.isNaN && right.isNaN
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch self {
    case .text(let value): hasher.combine(value)
    case .integer(let value): hasher.combine(value)
    case .float(let value): hasher.combine(value.isNaN ? 0 : value)
    }
  }

  /// The value on the page in the format given; text ignores it.
  public func string(_ format: NumberFormat?) -> String {
    switch self {
    case .text(let value): value
    case .integer(let value): (format ?? .integer).string(value)
    case .float(let value): (format ?? .general).string(value)
    }
  }
}

extension Value {
  /// The name of the field that holds a value of this kind, which is how a record tells 3 from 3.0
  /// and from "3".
  var field: (String, JSON) {
    switch self {
    case .text(let value): ("text", .string(value))
    case .integer(let value): ("integer", .integer(value))
    case .float(let value): ("float", .float(value))
    }
  }

  init(from fields: Fields) throws(Flaw) {
    switch (fields.has("text"), fields.has("integer"), fields.has("float")) {
    case (true, false, false): self = .text(try fields.string("text"))
    case (false, true, false): self = .integer(try fields.integer("integer"))
    case (false, false, true): self = .float(try fields.float("float"))
    default:
      throw fields.flaw(
        nil,
        "\(fields.subject) must have exactly one of the fields \"text\", \"integer\", \"float\"")
    }
  }
}

/// The name under which prose finds what code recorded: lower case, with a hyphen for every run of
/// other characters than letters, digits and points. "Test accuracy (%)" becomes "test-accuracy".
public func slug(_ name: String) -> String {
  var slug = ""
  for character in name.lowercased() {
    if character.isLetter || character.isNumber || character == "." {
      slug.append(character)
    } else if slug.last != "-" {
      slug.append("-")
    }
  }
  while slug.hasPrefix("-") { slug.removeFirst() }
  while slug.hasSuffix("-") { slug.removeLast() }
  return slug
}
