/// What keeps weights small.
public enum Penalty: Sendable, Equatable {
  /// Nothing.
  case none
  /// So many times half the sum of the squared weights: all become smaller.
  case l2(Float)
  /// So many times the sum of the weights' sizes: many become exactly 0.
  case l1(Float)

  var strength: Float {
    switch self {
    case .none: 0
    case .l2(let strength), .l1(let strength): strength
    }
  }
}
