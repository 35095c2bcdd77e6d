/// The ranges of pairs of numbers, of those that can be shown.
struct Extents {
  struct Side {
    let low: Double
    let high: Double
    var lowest: String { NumberText.short(low) }
    var text: String { "\(NumberText.short(low)) to \(NumberText.short(high))" }
  }

  let count: Int
  let x: Side
  let y: Side

  /// Nil where no pair can be shown.
  init?(_ x: [Double], _ y: [Double]) {
    var (count, first, second) = (0, Extent(), Extent())
    var (xs, ys): ([Double], [Double]) = ([], [])
    for index in 0..<min(x.count, y.count)
    where abs(x[index]) < Extent.largest && abs(y[index]) < Extent.largest {
      count += 1
      xs.append(x[index])
      ys.append(y[index])
    }
    guard count > 0 else { return nil }
    first.add(xs)
    second.add(ys)
    self.count = count
    self.x = Side(low: first.lowest, high: first.highest)
    self.y = Side(low: second.lowest, high: second.highest)
  }
}

/// How two measures go together, in words.
package enum Correlation {
  /// Pearson's coefficient over pairs of finite numbers; nil where there is none.
  package static func coefficient(_ x: [Double], _ y: [Double]) -> Double? {
    var (n, meanX, meanY, xx, yy, xy) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for index in 0..<min(x.count, y.count) where abs(x[index]) < 1e100 && abs(y[index]) < 1e100 {
      // Welford's update keeps its digits where numbers are large against their spread.
      n += 1
      let (dx, dy) = (x[index] - meanX, y[index] - meanY)
      meanX += dx / n
      meanY += dy / n
      xx += dx * (x[index] - meanX)
      yy += dy * (y[index] - meanY)
      xy += dx * (y[index] - meanY)
    }
    guard n > 2, xx > 0, yy > 0 else { return nil }
    let coefficient = xy / (xx.squareRoot() * yy.squareRoot())
    return coefficient.isFinite ? coefficient : nil
  }

  static func sentence(_ x: [Double], _ y: [Double]) -> String {
    guard let r = coefficient(x, y) else { return "" }
    let number = NumberText.fixed(r, decimals: 2)
    switch abs(r) {
    case ..<0.1: return ", with no linear relation (correlation \(number))"
    case ..<0.5: return ", weakly \(r > 0 ? "rising" : "falling") together (correlation \(number))"
    default: return ", \(r > 0 ? "rising" : "falling") together (correlation \(number))"
    }
  }
}
