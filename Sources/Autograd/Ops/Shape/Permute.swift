import Tensors

extension Variable {
  /// The variable with its last two axes exchanged: rows become columns. The gradient is exchanged
  /// back.
  public func transposed() -> Variable {
    recorded(value.transposed()) { gradient in gradient.transposed() }
  }

  /// The variable with its axes in another order: axis `i` of the result is axis `order[i]` here.
  /// The gradient gets the old order back.
  public func permuted(_ order: [Int]) -> Variable {
    let result = value.permuted(order)
    var back = order
    for (place, axis) in order.enumerated() { back[axis < 0 ? axis + rank : axis] = place }
    return recorded(result) { [back] gradient in gradient.permuted(back) }
  }
}
