/// A JSON value: what traces, records and the headers of array files are written in.
///
/// Foundation's coder is not used: it gives no line for a fault of meaning, keeps no order of keys,
/// and refuses NaN and infinity. Members keep their order, integers stay exact, and each member
/// knows where it stands in the text, so that a refusal can point at it.
package enum JSON: Equatable, Sendable {
  case null
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([Member])

  /// A key, its value, and the byte at which the key begins in the text it was read from.
  package struct Member: Equatable, Sendable {
    package var key: String
    package var value: JSON
    package var offset: Int

    package init(_ key: String, _ value: JSON, offset: Int = 0) {
      self.key = key
      self.value = value
      self.offset = offset
    }

    /// Two members are the same when they say the same, wherever they were read.
    package static func == (left: Member, right: Member) -> Bool {
      left.key == right.key && left.value == right.value
    }
  }

  /// An object from pairs; a pair whose value is nil is left out.
  package static func fields(_ pairs: [(String, JSON?)]) -> JSON {
    .object(pairs.compactMap { key, value in value.map { Member(key, $0) } })
  }

  /// A float of any kind: JSON has no NaN and no infinity, so these three become strings.
  package static func float(_ value: Double) -> JSON {
    if value.isNaN { return .string("nan") }
    if value.isInfinite { return .string(value < 0 ? "-inf" : "inf") }
    return .number(value)
  }

  /// The float behind a number or one of the strings that `float(_:)` writes.
  package var float: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    case .string("nan"): .nan
    case .string("inf"): .infinity
    case .string("-inf"): -.infinity
    default: nil
    }
  }

  /// What kind of value this is, for a sentence.
  package var kind: String {
    switch self {
    case .null: "null"
    case .boolean: "a boolean"
    case .integer: "an integer"
    case .number: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }
}
