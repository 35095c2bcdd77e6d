import Tensors

extension Variable {
  /// The variable repeated along axes of length 1 (or missing ones) until it has the given shape.
  /// The gradient is summed over what was repeated.
  public func broadcast(to wanted: [Int]) -> Variable {
    let shape = shape
    return recorded(value.broadcast(to: wanted)) { gradient in gradient.summed(to: shape) }
  }
}
