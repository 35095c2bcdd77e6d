import Plotting

/// Random numbers for tests that try thousands of data sets, the same on every run.
struct Generator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }

  mutating func unit() -> Double { Double.random(in: 0..<1, using: &self) }
  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
  mutating func chance(_ probability: Double) -> Bool { unit() < probability }

  /// A number of any size and sign.
  mutating func number() -> Double {
    (unit() - 0.5) * Double(sign: .plus, exponent: below(120) - 60, significand: 1)
  }

  /// A scale of any kind over any range, as figures make them.
  mutating func scale() -> Scale {
    let kinds: [AxisKind] = [.linear, .logarithmic, .symmetric(threshold: .nan)]
    var extent = Extent([number(), number(), chance(0.1) ? 0 : number()])
    if chance(0.05) { extent = Extent([number()]) }
    if chance(0.02) { extent = Extent() }
    return Scale.fitting(extent, kind: kinds[below(3)], range: nil, isReversed: chance(0.2))
  }

  /// Values that go wrong in every way that values can.
  mutating func values(_ count: Int) -> [Double] {
    let size = number()
    let kind = below(8)
    return (0..<count).map { index in
      switch kind {
      case 0: return size
      case 1: return Double(below(10))
      case 2: return exp2(unit() * 60 - 30)
      case 3: return chance(0.2) ? [.nan, .infinity, -.infinity, 0][below(4)] : unit() * size
      case 4: return Double(index) * size
      case 5: return size + unit() * 1e-9 * size
      case 6: return -unit()
      default: return unit() - 0.5
      }
    }
  }

  private func exp2(_ power: Double) -> Double {
    Double(sign: .plus, exponent: Int(power), significand: 1 + (power - power.rounded(.down)))
  }

  /// A name, now and then a very long one, or one with markup.
  mutating func name() -> String {
    switch below(10) {
    case 0: return ""
    case 1: return String(repeating: "long ", count: below(60))
    case 2: return String(repeating: "x", count: below(300))
    case 3: return "$\\theta_{\(below(9))}$"
    case 4: return "10^{−\(below(9))} of it"
    default: return ["training", "test", "η = 0.1", "random forest", "a"][below(5)]
    }
  }
}
