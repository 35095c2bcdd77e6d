import Tensors

extension Variable {
  /// The part given by a range or a number for each of the first axes; further axes are taken
  /// whole.
  ///
  /// The gradient is added at the places that were taken; the others get none. Nothing is kept.
  ///
  ///     x[0..<2, 1...]
  public subscript(parts: any AxisIndex...) -> Variable {
    part(parts)
  }

  /// The part with the given range of places along an axis.
  public func slice(axis: Int, _ range: Range<Int>) -> Variable {
    let axis = required(try Shape.axis(axis, of: shape, in: "slicing"))
    return part([any AxisIndex](repeating: 0..., count: axis) + [range])
  }

  /// Row `index`: what stands at one place of the first axis, without that axis.
  public func row(_ index: Int) -> Variable {
    part([index])
  }

  /// The variable cut along an axis into parts of the given lengths.
  public func split(axis: Int, counts: [Int]) -> [Variable] {
    let axis = required(try Tensor.checkSplit(shape, axis: axis, counts: counts))
    var start = 0
    return counts.map { count in
      defer { start += count }
      return slice(axis: axis, start..<start + count)
    }
  }

  private func part(_ parts: [any AxisIndex]) -> Variable {
    let shape = shape
    let part = required(try Tensor.Part(parts, of: shape))
    let walk = part.walk
    return recorded(
      walk.copied(from: value).reshaped(part.shape),
      adding: { gradient, adjoint in
        adjoint.update(shape) { sum in
          gradient.read { gradient in sum.change { walk.add(gradient, to: $0) } }
        }
      })
  }
}
