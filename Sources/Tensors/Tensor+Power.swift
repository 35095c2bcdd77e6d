import Foundation

extension Tensor {
  /// Each scalar raised to a power. A negative scalar has only whole powers.
  ///
  ///     Tensor([2, 3]).power(2)   // [4, 9]
  public func power(_ exponent: Float) -> Tensor {
    switch exponent {
    case 0: return mapped { $0.each { _ in 1 } }
    case 1: return self
    case 2: return mapped { $0.each { $0 * $0 } }
    case -1: return mapped { $0.each { 1 / $0 } }
    case let exponent where !exponent.isFinite:
      return mapped { $0.each { Foundation.powf($0, exponent) } }
    default:
      let power = Power(exponent)
      return mapped { $0.each { power($0) } }
    }
  }
}
