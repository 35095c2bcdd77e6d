/// How the numbers on an axis are written.
public enum TickFormat: Sendable, Equatable {
  /// Plain digits with commas between thousands; from a million on with a letter for the power of
  /// a thousand; very small and very large numbers with a power of ten.
  case automatic
  /// Plain digits with commas between thousands, whatever the size.
  case plain
  /// With a letter for the power of a thousand: 20 k, 1.5 M, 3 m, 40 µ.
  case si
  /// A share of one in percent: 0.25 is 25%.
  case percent
  /// A number and a power of ten: 2×10⁵.
  case scientific
}

/// Writes the ticks of one axis, all in the same way.
package struct TickWriter: Sendable {
  package let format: TickFormat

  package init(_ format: TickFormat = .automatic) {
    self.format = format
  }

  /// The labels of ticks that stand together on an axis.
  package func labels(_ ticks: [Decimal10]) -> [String] {
    let largest = ticks.map { abs($0.value) }.max() ?? 0
    guard largest > 0 else { return ticks.map(\.text) }
    switch style(largest: largest, exponent: ticks[0].exponent) {
    case .plain, .automatic: return ticks.map(\.text)
    case .percent:
      return ticks.map { Decimal10($0.digits, exponent: $0.exponent + 2).text + "%" }
    case .si:
      let (shift, letter) = TickWriter.prefix(for: largest)
      return ticks.map { tick in
        tick.digits == 0
          ? "0" : Decimal10(tick.digits, exponent: tick.exponent - shift).text + letter
      }
    case .scientific:
      let shift = TickWriter.order(of: largest)
      return ticks.map { tick in
        guard tick.digits != 0 else { return "0" }
        let factor = Decimal10(tick.digits, exponent: tick.exponent - shift).text
        return factor == "1"
          ? "10^{\(TickWriter.power(shift))}"
          : "\(factor)×10^{\(TickWriter.power(shift))}"
      }
    }
  }

  /// The way to write ticks up to `largest` of which the last digit has this power of ten.
  private func style(largest: Double, exponent: Int) -> TickFormat {
    guard format == .automatic else { return format }
    if largest >= 1e15 || largest < 0.999e-3 { return .scientific }
    if largest >= 0.999e6 {
      // With many digits after the point the letter saves nothing.
      let (shift, _) = TickWriter.prefix(for: largest)
      return exponent - shift >= -2 ? .si : .plain
    }
    return .plain
  }

  /// The power of ten just below a positive number.
  package static func order(of number: Double) -> Int {
    var order = 0
    // Comparing with exact powers avoids the rounding of a logarithm at 1000.
    while Decimal10.power(order + 1) <= number * (1 + 1e-12), order < 307 { order += 1 }
    while Decimal10.power(order) > number * (1 + 1e-12), order > -323 { order -= 1 }
    return order
  }

  /// An exponent with a proper minus.
  package static func power(_ exponent: Int) -> String {
    exponent < 0 ? "−\(-exponent)" : "\(exponent)"
  }

  /// The power of a thousand that suits a number, and its letter.
  private static func prefix(for number: Double) -> (shift: Int, letter: String) {
    let letters = [
      -12: "p", -9: "n", -6: "µ", -3: "m", 0: "", 3: "k", 6: "M", 9: "G", 12: "T", 15: "P",
      18: "E",
    ]
    let shift = Int((Double(order(of: number)) / 3).rounded(.down)) * 3
    let nearest = min(max(shift, -12), 18)
    let letter = letters[nearest] ?? ""
    return (nearest, letter.isEmpty ? "" : " " + letter)
  }
}
