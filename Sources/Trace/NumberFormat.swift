import Foundation

/// A number's form on the page, written as C writes it: `%.3f`, `%d`, `%.2e`, `%+.1f%%`.
///
/// Only what prints one number is accepted, so that a format from a chapter or a trace can never
/// reach memory. Text around the conversion is kept: `"%.1f ms"`.
public struct NumberFormat: Equatable, Hashable, Sendable {
  /// The format as it was written.
  public let text: String
  private let prefix: String
  private let conversion: String
  private let suffix: String

  /// Nil when the text is not exactly one conversion of a number, `%d`, `%e`, `%f` or `%g`, with an
  /// optional sign flag and at most 17 decimals.
  public init?(_ text: String) {
    var pieces = ["", ""]
    var conversion: String?
    var rest = Substring(text)
    while let character = rest.popFirst() {
      if character != "%" {
        pieces[conversion == nil ? 0 : 1].append(character)
      } else if rest.first == "%" {
        rest.removeFirst()
        pieces[conversion == nil ? 0 : 1].append("%")
      } else if conversion == nil, let found = NumberFormat.conversion(from: &rest) {
        conversion = found
      } else {
        return nil
      }
    }
    guard let conversion, text.utf8.count <= 60 else { return nil }
    self.text = text
    self.prefix = pieces[0]
    self.conversion = conversion
    self.suffix = pieces[1]
  }

  /// Six significant digits, as C's `%g` has it.
  public static let general = NumberFormat(known: "%.6g")
  /// Whole numbers.
  public static let integer = NumberFormat(known: "%d")

  private init(known: String) {
    text = known
    prefix = ""
    conversion = known
    suffix = ""
  }

  private static func conversion(from rest: inout Substring) -> String? {
    var conversion = "%"
    if rest.first == "+" { conversion.append(rest.removeFirst()) }
    if rest.first == "." {
      conversion.append(rest.removeFirst())
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      guard let decimals = Int(digits), digits.count <= 2, decimals <= 17 else { return nil }
      conversion += digits
      rest.removeFirst(digits.count)
    }
    guard let kind = rest.popFirst(), "defg".contains(kind) else { return nil }
    guard kind != "d" || !conversion.contains(".") else { return nil }
    conversion.append(kind)
    return conversion
  }

  /// Whether this format is for whole numbers.
  public var isInteger: Bool { conversion.hasSuffix("d") }

  /// The number in this form, with a true minus sign left to the page: "nan", "inf" and "-inf" are
  /// written so, and a negative number that rounds to zero loses its sign.
  public func string(_ value: Double) -> String {
    guard value.isFinite else {
      return prefix + (value.isNaN ? "nan" : value < 0 ? "-inf" : "inf") + suffix
    }
    if isInteger {
      guard let whole = Int(exactly: value.rounded()) else {
        return prefix + print("%.0f", value) + suffix
      }
      return string(whole)
    }
    var digits = print(conversion, value)
    if digits.hasPrefix("-"), !digits.contains(where: { "123456789".contains($0) }) {
      digits.removeFirst()
    }
    return prefix + digits + suffix
  }

  /// The whole number in this form.
  public func string(_ value: Int) -> String {
    guard isInteger else { return string(Double(value)) }
    let sign = conversion.hasPrefix("%+") && value >= 0 ? "+" : ""
    return prefix + sign + String(value) + suffix
  }

  private func print(_ conversion: String, _ value: Double) -> String {
    // The longest output is %.17f of the largest double: 309 digits, point and sign.
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 400) { buffer in
      let length = withVaList([value]) { arguments in
        vsnprintf(buffer.baseAddress!, buffer.count, conversion, arguments)
      }
      let written = buffer[..<min(max(Int(length), 0), buffer.count - 1)]
      return String(decoding: written.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
  }
}
