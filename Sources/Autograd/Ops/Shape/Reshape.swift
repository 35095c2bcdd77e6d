import Tensors

extension Variable {
  /// The same scalars, row by row, in another shape. One length may be -1, to be worked out.
  ///
  /// The gradient gets the old shape back. Nothing is kept, and nothing is copied either way.
  public func reshaped(_ wanted: [Int]) -> Variable {
    let shape = shape
    return recorded(value.reshaped(wanted)) { gradient in gradient.reshaped(shape) }
  }

  /// All scalars as a vector.
  public func flattened() -> Variable {
    reshaped([count])
  }

  /// The variable with an axis of length 1 inserted before `axis`; -1 appends one.
  public func expanded(axis: Int) -> Variable {
    reshaped(value.expanded(axis: axis).shape)
  }

  /// The variable without an axis of length 1, or without all of them.
  public func squeezed(axis: Int? = nil) -> Variable {
    reshaped(value.squeezed(axis: axis).shape)
  }
}
