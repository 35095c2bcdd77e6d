// The operators are written out one by one and take concrete types: generic ones would make the
// compiler search long expressions for minutes.

extension Tensor {
  /// Each scalar plus its counterpart, after broadcasting.
  ///
  ///     Tensor([[1, 2], [3, 4]]) + Tensor([10, 20])   // [[11, 22], [13, 24]]
  public static func + (left: Tensor, right: Tensor) -> Tensor {
    left.combined(with: right, in: "adding") { $0.each { $0 + $1 } }
  }

  /// Each scalar minus its counterpart, after broadcasting.
  public static func - (left: Tensor, right: Tensor) -> Tensor {
    left.combined(with: right, in: "subtracting") { $0.each { $0 - $1 } }
  }

  /// Each scalar times its counterpart, after broadcasting. For products of matrices see
  /// ``matmul(_:transposeLeft:transposeRight:)``.
  public static func * (left: Tensor, right: Tensor) -> Tensor {
    left.combined(with: right, in: "multiplying") { $0.each { $0 * $1 } }
  }

  /// Each scalar divided by its counterpart, after broadcasting.
  public static func / (left: Tensor, right: Tensor) -> Tensor {
    left.combined(with: right, in: "dividing") { $0.each { $0 / $1 } }
  }
}

extension Tensor {
  /// A number added to each scalar.
  public static func + (left: Tensor, right: Float) -> Tensor {
    left.mapped { $0.each { $0 + right } }
  }

  /// A number added to each scalar.
  public static func + (left: Float, right: Tensor) -> Tensor {
    right.mapped { $0.each { left + $0 } }
  }

  /// Each scalar less a number.
  public static func - (left: Tensor, right: Float) -> Tensor {
    left.mapped { $0.each { $0 - right } }
  }

  /// A number less each scalar.
  public static func - (left: Float, right: Tensor) -> Tensor {
    right.mapped { $0.each { left - $0 } }
  }

  /// Each scalar times a number.
  public static func * (left: Tensor, right: Float) -> Tensor {
    left.mapped { $0.each { $0 * right } }
  }

  /// Each scalar times a number.
  public static func * (left: Float, right: Tensor) -> Tensor {
    right.mapped { $0.each { left * $0 } }
  }

  /// Each scalar divided by a number.
  public static func / (left: Tensor, right: Float) -> Tensor {
    left.mapped { $0.each { $0 / right } }
  }

  /// A number divided by each scalar.
  public static func / (left: Float, right: Tensor) -> Tensor {
    right.mapped { $0.each { left / $0 } }
  }

  /// Each scalar with its sign changed.
  public static prefix func - (x: Tensor) -> Tensor {
    x.mapped { $0.each { -$0 } }
  }
}

extension Tensor {
  /// `left = left + right`, in place where the shape stays and nobody shares the scalars.
  public static func += (left: inout Tensor, right: Tensor) {
    left.combine(with: right, in: "adding") { $0.each { $0 + $1 } }
  }

  /// `left = left - right`, in place where the shape stays and nobody shares the scalars.
  public static func -= (left: inout Tensor, right: Tensor) {
    left.combine(with: right, in: "subtracting") { $0.each { $0 - $1 } }
  }

  /// `left = left * right`, in place where the shape stays and nobody shares the scalars.
  public static func *= (left: inout Tensor, right: Tensor) {
    left.combine(with: right, in: "multiplying") { $0.each { $0 * $1 } }
  }

  /// `left = left / right`, in place where the shape stays and nobody shares the scalars.
  public static func /= (left: inout Tensor, right: Tensor) {
    left.combine(with: right, in: "dividing") { $0.each { $0 / $1 } }
  }

  /// `left = left + right`, in place where nobody shares the scalars.
  public static func += (left: inout Tensor, right: Float) {
    left.update { $0.each { $0 + right } }
  }

  /// `left = left - right`, in place where nobody shares the scalars.
  public static func -= (left: inout Tensor, right: Float) {
    left.update { $0.each { $0 - right } }
  }

  /// `left = left * right`, in place where nobody shares the scalars.
  public static func *= (left: inout Tensor, right: Float) {
    left.update { $0.each { $0 * right } }
  }

  /// `left = left / right`, in place where nobody shares the scalars.
  public static func /= (left: inout Tensor, right: Float) {
    left.update { $0.each { $0 / right } }
  }
}
