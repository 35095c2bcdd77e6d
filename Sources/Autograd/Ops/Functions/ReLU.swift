import Tensors

extension Variable {
  /// Each scalar where it is positive and 0 elsewhere.
  ///
  ///     y = max(x, 0)      ∂y/∂x = 1 where y > 0, else 0
  ///
  /// The result is kept: it tells on which side x was. At 0, where there is no derivative, 0 is
  /// taken.
  public func relu() -> Variable {
    let y = value.relu()
    return recorded(y, keeping: y, in: "relu") { $0.scale { y in y > 0 ? 1 : 0 } }
  }

  /// Each scalar where it is between 0 and 6, and the nearer of the two elsewhere: a ReLU for
  /// networks whose numbers shall fit into few bits.
  ///
  ///     y = min(max(x, 0), 6)      ∂y/∂x = 1 where 0 < y < 6, else 0
  ///
  /// The result is kept. At 0 and at 6, where there is no derivative, 0 is taken.
  public func relu6() -> Variable {
    let y = value.relu6()
    return recorded(y, keeping: y, in: "relu6") { $0.scale { y in y > 0 && y < 6 ? 1 : 0 } }
  }

  /// Each scalar where it is positive and `slope` times it elsewhere, so that a unit that is never
  /// positive still learns.
  ///
  ///     y = x where x > 0, else slope x      ∂y/∂x = 1 where y > 0, else slope
  ///
  /// The result is kept: with a slope of at least 0 it tells on which side x was.
  public func leakyReLU(slope: Float = 0.01) -> Variable {
    let y = value.leakyReLU(slope: slope)
    required(try Activation.check(slope: slope))
    return recorded(y, keeping: y, in: "leaky ReLU") { $0.scale { y in y > 0 ? 1 : slope } }
  }
}

extension Tensor {
  /// Each scalar where it is between 0 and 6, and the nearer of the two elsewhere.
  ///
  ///     Tensor([-1, 2, 7]).relu6()   // [0, 2, 6]
  public func relu6() -> Tensor { clipped(to: 0...6) }

  /// Each scalar where it is positive and `slope` times it elsewhere.
  ///
  ///     Tensor([-2, 3]).leakyReLU(slope: 0.1)   // [-0.2, 3]
  public func leakyReLU(slope: Float = 0.01) -> Tensor {
    mapped { $0.each { $0 < 0 ? $0 * slope : $0 } }
  }
}
