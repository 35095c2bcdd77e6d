import Foundation

/// A round number, kept as a whole number of powers of ten, so that it is written exactly.
///
///     Decimal10(25, exponent: -2).text   // "0.25"
package struct Decimal10: Sendable, Equatable {
  package let digits: Int
  package let exponent: Int

  package init(_ digits: Int, exponent: Int) {
    self.digits = digits
    self.exponent = exponent
  }

  /// The power of ten, correctly rounded, which `pow` does not promise.
  package static func power(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? 0 }

  /// The nearest floating-point number.
  package var value: Double {
    guard digits != 0 else { return 0 }
    return exponent >= 0
      ? Double(digits) * Decimal10.power(exponent) : Double(digits) / Decimal10.power(-exponent)
  }

  /// The number in plain digits with a proper minus and commas between thousands.
  package var text: String {
    guard digits != 0 else { return "0" }
    var figures = String(digits.magnitude)
    if exponent > 0 { figures += String(repeating: "0", count: exponent) }
    let decimals = max(0, -exponent)
    if figures.count <= decimals {
      figures = String(repeating: "0", count: decimals + 1 - figures.count) + figures
    }
    let whole = Decimal10.grouped(String(figures.dropLast(decimals)))
    let fraction = decimals > 0 ? "." + figures.suffix(decimals) : ""
    return (digits < 0 ? "−" : "") + whole + fraction
  }

  /// Digits with a comma before each group of three, from ten thousand on; four digits read well
  /// enough without, but a list of them should agree, so they get one too.
  package static func grouped(_ digits: String) -> String {
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }
}
