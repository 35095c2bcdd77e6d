import Tensors

extension Variable {
  /// Variables one after another along an axis. Each gets its part of the gradient.
  public static func concatenated(_ variables: [Variable], axis: Int = 0) -> Variable {
    let shapes = variables.map(\.shape)
    let (_, axis) = required(try Tensor.concatenate(shapes, axis: axis))
    let slots = variables.map(\.slot)
    return recorded(
      Tensor.concatenated(variables.map(\.value), axis: axis), in: "concatenating",
      from: variables
    ) { gradient, adjoints in
      var start = 0
      for (slot, shape) in zip(slots, shapes) {
        adjoints.add(gradient.slice(axis: axis, start..<start + shape[axis]), to: slot)
        start += shape[axis]
      }
    }
  }

  /// Variables of one shape as one with a new axis, which counts them.
  public static func stacked(_ variables: [Variable], axis: Int = 0) -> Variable {
    required(try Tensor.checkStack(variables.map(\.shape)))
    return concatenated(variables.map { $0.expanded(axis: axis) }, axis: axis)
  }
}
