/// Numbers written in decimal, read from bytes without making a string of each.
///
/// The standard library's parsers want a string and read more than a table should take for a
/// number (`0x1p3`, `infinity`). Most numbers in tables are short: a whole number below 2⁵³ times
/// or divided by a power of ten up to 10²² is one correctly rounded operation in Double; anything
/// longer goes to the standard library.
enum DecimalText {
  /// The whole number that all of `bytes` spell, if they do.
  static func integer(_ bytes: ArraySlice<UInt8>) -> Int? {
    var index = bytes.startIndex
    let isNegative = bytes.first == Byte.minus
    if isNegative || bytes.first == Byte.plus { index += 1 }
    guard index < bytes.endIndex else { return nil }
    var value = 0
    while index < bytes.endIndex {
      let byte = bytes[index]
      guard byte >= Byte.zero, byte <= Byte.nine else { return nil }
      let digit = Int(byte - Byte.zero)
      let (shifted, tooLong) = value.multipliedReportingOverflow(by: 10)
      let (sum, tooLarge) = shifted.subtractingReportingOverflow(digit)
      guard !tooLong, !tooLarge else { return nil }
      value = sum
      index += 1
    }
    if isNegative { return value }
    return value == .min ? nil : -value
  }

  /// The decimal number that all of `bytes` spell, if they do: digits with an optional sign,
  /// point and exponent, or `inf` with an optional sign.
  static func number(_ bytes: ArraySlice<UInt8>) -> Double? {
    var index = bytes.startIndex
    let isNegative = bytes.first == Byte.minus
    if isNegative || bytes.first == Byte.plus { index += 1 }
    if bytes.endIndex == index + 3, spellsInfinity(bytes, from: index) {
      return isNegative ? -.infinity : .infinity
    }
    var digits: UInt64 = 0
    var digitCount = 0
    var power = 0
    var sawPoint = false
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte >= Byte.zero, byte <= Byte.nine {
        digitCount += 1
        if digits < 1_000_000_000_000_000_000 { digits = digits * 10 + UInt64(byte - Byte.zero) }
        if sawPoint { power -= 1 }
      } else if byte == Byte.point, !sawPoint {
        sawPoint = true
      } else {
        break
      }
      index += 1
    }
    guard digitCount > 0 else { return nil }
    guard let exponent = exponent(bytes, from: index) else { return nil }
    power += exponent
    guard digitCount <= 18, digits < 1 << 53, abs(power) <= 22 else { return slow(bytes) }
    let magnitude = Double(digits)
    let value = power < 0 ? magnitude / powersOfTen[-power] : magnitude * powersOfTen[power]
    return isNegative ? -value : value
  }

  /// The exponent that ends a number, 0 when nothing is left, nil when something else is.
  private static func exponent(_ bytes: ArraySlice<UInt8>, from start: Int) -> Int? {
    guard start < bytes.endIndex else { return 0 }
    guard bytes[start] == Byte.smallE || bytes[start] == Byte.capitalE else { return nil }
    guard start + 1 < bytes.endIndex else { return nil }
    let value = integer(bytes[(start + 1)...])
    return value.map { min(max($0, -100_000), 100_000) }
  }

  private static func spellsInfinity(_ bytes: ArraySlice<UInt8>, from start: Int) -> Bool {
    zip(start..<(start + 3), "inf".utf8).allSatisfy { bytes[$0] | 0x20 == $1 }
  }

  private static func slow(_ bytes: ArraySlice<UInt8>) -> Double? {
    Double(String(decoding: bytes, as: UTF8.self))
  }

  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]
}
