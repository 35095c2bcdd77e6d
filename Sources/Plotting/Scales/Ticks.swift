import Foundation

/// A mark on an axis with what is written beside it.
package struct Tick: Sendable, Equatable {
  package let value: Double
  package let label: String
}

/// The marks of one axis.
package struct Ticks: Sendable, Equatable {
  /// Marks with a label, in rising order.
  package var major: [Tick] = []
  /// Marks without a label between them.
  package var minor: [Double] = []
}

extension Scale {
  /// About `count` ticks at round numbers, all inside the axis.
  package func ticks(about count: Int, format: TickFormat = .automatic) -> Ticks {
    switch kind {
    case .linear: return linearTicks(count, format)
    case .logarithmic: return logarithmicTicks(count, format)
    case .symmetric(let threshold): return symmetricTicks(count, threshold, format)
    case .category(let names):
      return Ticks(
        major: names.enumerated().map { Tick(value: Double($0.offset), label: $0.element) })
    }
  }

  private func linearTicks(_ count: Int, _ format: TickFormat) -> Ticks {
    let span = domain.upperBound - domain.lowerBound
    var step = RoundStep.dividing(span, into: Double(max(count, 1)), isWhole: isWhole)
    if isWhole, step.value > span, span > 0 {
      // Fewer than two whole numbers in sight: an honest axis needs fractions after all.
      step = RoundStep.dividing(span, into: Double(max(count, 1)), isWhole: false)
    }
    let values = step.multiples(within: domain)
    let labels = TickWriter(format).labels(values)
    let minor = minorTicks(step)
    return Ticks(major: zip(values, labels).map { Tick(value: $0.value, label: $1) }, minor: minor)
  }

  /// The fifths, or for steps of two the quarters, between ticks.
  private func minorTicks(_ step: RoundStep) -> [Double] {
    let parts = step.minorSteps
    let small = step.value / Double(parts)
    if isWhole, small < 0.999 { return [] }
    let first = (domain.lowerBound / small).rounded(.up)
    let last = (domain.upperBound / small).rounded(.down)
    guard first <= last, last - first < 500, abs(first) < 1e15 else { return [] }
    return (Int(first)...Int(last)).filter { $0 % parts != 0 }.map { Double($0) * small }
  }

  private func logarithmicTicks(_ count: Int, _ format: TickFormat) -> Ticks {
    let low = log10(domain.lowerBound)
    let high = log10(domain.upperBound)
    guard high - low >= 0.9 else {
      // Within a decade the axis is nearly linear, and round numbers serve better than powers.
      return linearTicks(count, format)
    }
    let powers = Array(
      Int(
        (low - 1e-9).rounded(.up))...max(
          Int((low - 1e-9).rounded(.up)), Int((high + 1e-9).rounded(.down))))
    let stride = max(1, Int((Double(powers.count) / Double(max(count, 2))).rounded(.up)))
    let all = ((powers.first ?? 0) - 1...(powers.last ?? 0)).flatMap { power in
      (1...9).map { Decimal10($0, exponent: power) }
    }.filter { domain.contains($0.value) }
    // Over few decades the digits between them, as long as they are not many more than asked for.
    let choices =
      high - low < 1.3 ? [[1, 2, 3, 5], [1, 2, 5], [1, 3]] : high - low < 2.3 ? [[1, 3]] : []
    func labelled(_ digits: [Int]) -> [Decimal10] {
      all.filter {
        digits.contains($0.digits) && $0.exponent.remainderOfDivision(by: stride) == 0
      }
    }
    let labelled = choices.map(labelled).first { $0.count <= count + 2 } ?? labelled([1])
    let minor = all.filter { !labelled.contains($0) && ($0.digits == 1 || stride == 1) }
    let labels = powerLabels(labelled, format)
    return Ticks(
      major: zip(labelled, labels).map { Tick(value: $0.value, label: $1) },
      minor: minor.map(\.value))
  }

  private func symmetricTicks(_ count: Int, _ threshold: Double, _ format: TickFormat) -> Ticks {
    let largest = max(abs(domain.lowerBound), abs(domain.upperBound))
    let first = TickWriter.order(of: threshold)
    let last = max(first, TickWriter.order(of: largest))
    let powers = [-domain.lowerBound, domain.upperBound].map { end in
      end < threshold ? 0 : TickWriter.order(of: end) - first + 1
    }
    let stride = max(1, powers.reduce(0, +) / max(count - 1, 1))
    var labelled: [Decimal10] = [Decimal10(0, exponent: 0)]
    var minor: [Double] = []
    for power in first...last {
      for sign in [-1, 1] {
        let tick = Decimal10(sign, exponent: power)
        if (last - power) % stride == 0 { labelled.append(tick) } else { minor.append(tick.value) }
      }
    }
    labelled = labelled.filter { domain.contains($0.value) }.sorted { $0.value < $1.value }
    let labels = powerLabels(labelled, format)
    return Ticks(
      major: zip(labelled, labels).map { Tick(value: $0.value, label: $1) },
      minor: minor.filter(domain.contains))
  }

  /// Powers of ten in plain digits where all are short, as powers where one is long.
  private func powerLabels(_ ticks: [Decimal10], _ format: TickFormat) -> [String] {
    guard format == .automatic || format == .plain else {
      return ticks.map { TickWriter(format).labels([$0])[0] }
    }
    let sizes = ticks.filter { $0.digits != 0 }.map { abs($0.value) }
    let isShort = (sizes.min() ?? 1) >= 0.999e-3 && (sizes.max() ?? 1) <= 1.001e4
    if isShort || format == .plain { return ticks.map(\.text) }
    return ticks.map { tick in
      guard tick.digits != 0 else { return "0" }
      let factor = abs(tick.digits) == 1 ? "" : "\(abs(tick.digits))×"
      return (tick.digits < 0 ? "−" : "") + factor + "10^{\(TickWriter.power(tick.exponent))}"
    }
  }
}

extension Int {
  /// The remainder that is never negative.
  fileprivate func remainderOfDivision(by divisor: Int) -> Int {
    ((self % divisor) + divisor) % divisor
  }
}
