/// The values that a figure could not show, and why.
package struct Omissions: Sendable, Equatable {
  /// NaN and infinite values.
  package var notFinite = 0
  /// Zero and negative values on a logarithmic axis.
  package var notPositive = 0
  /// All values, shown or not.
  package var total = 0

  package init() {}

  /// What two axes cannot show of pairs of numbers.
  package init(_ x: [Double], _ y: [Double], in frame: Frame) {
    total = min(x.count, y.count)
    let checksX = frame.x.kind == .logarithmic
    let checksY = frame.y.kind == .logarithmic
    for index in 0..<total {
      if !(abs(x[index]) < Extent.largest) || !(abs(y[index]) < Extent.largest) {
        notFinite += 1
      } else if (checksX && x[index] <= 0) || (checksY && y[index] <= 0) {
        notPositive += 1
      }
    }
  }

  package static func + (a: Omissions, b: Omissions) -> Omissions {
    var sum = a
    sum.notFinite += b.notFinite
    sum.notPositive += b.notPositive
    sum.total += b.total
    return sum
  }

  /// A sentence for the foot of the figure; nil where everything is shown.
  package var note: String? {
    var reasons: [String] = []
    if notFinite > 0 { reasons.append("\(Omissions.count(notFinite)) not finite") }
    if notPositive > 0 {
      reasons.append("\(Omissions.count(notPositive)) not positive, on a logarithmic axis")
    }
    guard !reasons.isEmpty else { return nil }
    let all = Omissions.count(total)
    return "Not shown of \(all) value\(total == 1 ? "" : "s"): \(reasons.joined(separator: "; "))"
  }

  private static func count(_ number: Int) -> String { Decimal10(number, exponent: 0).text }
}
