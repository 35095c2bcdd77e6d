import Foundation

/// Numbers in running text.
package enum NumberText {
  /// Three significant digits; from a thousand on whole numbers; powers of ten where there would
  /// be many zeros.
  package static func short(_ number: Double) -> String {
    guard number.isFinite else { return number.isNaN ? "no number" : number < 0 ? "−∞" : "∞" }
    let size = abs(number)
    if size == 0 { return "0" }
    if size >= 1e7 || size < 1e-4 {
      let order = TickWriter.order(of: size)
      let factor = short(size / Decimal10.power(order))
      return (number < 0 ? "−" : "") + "\(factor)×10^\(TickWriter.power(order))"
    }
    if size >= 1000 { return Decimal10(Int(number.rounded()), exponent: 0).text }
    return fixed(
      number, decimals: size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : decimals(size))
  }

  private static func decimals(_ size: Double) -> Int { 2 - TickWriter.order(of: size) }

  /// A number with at most so many decimals, without zeros at the end.
  package static func fixed(_ number: Double, decimals: Int) -> String {
    let scaled = (number * pow(10, Double(decimals))).rounded()
    guard abs(scaled) < 1e15 else { return "\(number)" }
    var (digits, exponent) = (Int(scaled), -decimals)
    while exponent < 0, digits % 10 == 0 { (digits, exponent) = (digits / 10, exponent + 1) }
    return Decimal10(digits, exponent: exponent).text
  }
}
