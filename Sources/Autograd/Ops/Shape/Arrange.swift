import Tensors

extension Variable {
  /// The variable with a border filled with a value: how many places before and after, for each
  /// axis. The gradient loses its border.
  public func padded(_ widths: [(before: Int, after: Int)], with value: Float = 0) -> Variable {
    let result = self.value.padded(widths, with: value)
    let inside = zip(shape, widths).map { length, width in width.before..<width.before + length }
    let part = required(try Tensor.Part(inside, of: result.shape))
    return recorded(result) { gradient in part.walk.copied(from: gradient) }
  }

  /// The variable with the places of an axis in reverse order. The gradient is reversed back.
  public func flipped(axis: Int) -> Variable {
    recorded(value.flipped(axis: axis)) { gradient in gradient.flipped(axis: axis) }
  }

  /// The variable repeated along each axis the given number of times. The gradients of all copies
  /// add up.
  public func tiled(_ times: [Int]) -> Variable {
    let shape = shape
    return recorded(value.tiled(times)) { gradient in
      gradient.reshaped(zip(times, shape).flatMap { [$0, $1] })
        .sum(axes: times.indices.map { 2 * $0 })
    }
  }

  /// Scalars of `a` where the mask is not 0, and of `b` where it is, after broadcasting all three.
  /// The gradient goes where the scalar came from. The mask is kept.
  public static func `where`(_ mask: Tensor, _ a: Variable, _ b: Variable) -> Variable {
    let (aShape, bShape) = (a.shape, b.shape)
    return recorded(
      Tensor.where(mask, a.value, b.value), in: "where",
      a,
      { gradient, adjoint in
        adjoint.add(Tensor.where(mask, gradient, Tensor(0)).summed(to: aShape))
      },
      b,
      { gradient, adjoint in
        adjoint.add(Tensor.where(mask, Tensor(0), gradient).summed(to: bShape))
      })
  }
}
