/// What stands for one axis between the brackets of `x[0..<2, -1]`: a range, which keeps the axis,
/// or a number, which takes one place and drops the axis. Negative bounds and numbers count from the
/// end, -1 being the last place.
public protocol AxisIndex {
  /// The places taken of an axis of the given length, from the first up to but not including the
  /// end, counted from the front and unchecked; and whether the axis stays.
  func places(of length: Int) -> (first: Int, end: Int, keepsAxis: Bool)
}

extension Int: AxisIndex {
  public func places(of length: Int) -> (first: Int, end: Int, keepsAxis: Bool) {
    (fromFront(of: length), fromFront(of: length).next, false)
  }

  /// This place counted from the front.
  fileprivate func fromFront(of length: Int) -> Int { self < 0 ? self + length : self }

  /// The place after this one; after the last number there is none, and no axis reaches that far.
  fileprivate var next: Int { self == .max ? self : self + 1 }
}

extension Range<Int>: AxisIndex {
  public func places(of length: Int) -> (first: Int, end: Int, keepsAxis: Bool) {
    (lowerBound.fromFront(of: length), upperBound.fromFront(of: length), true)
  }
}

extension ClosedRange<Int>: AxisIndex {
  public func places(of length: Int) -> (first: Int, end: Int, keepsAxis: Bool) {
    (lowerBound.fromFront(of: length), upperBound.fromFront(of: length).next, true)
  }
}

extension PartialRangeFrom<Int>: AxisIndex {
  public func places(of length: Int) -> (first: Int, end: Int, keepsAxis: Bool) {
    let first = lowerBound.fromFront(of: length)
    return (first, Swift.max(first, length), true)
  }
}

extension PartialRangeUpTo<Int>: AxisIndex {
  public func places(of length: Int) -> (first: Int, end: Int, keepsAxis: Bool) {
    (0, upperBound.fromFront(of: length), true)
  }
}

extension PartialRangeThrough<Int>: AxisIndex {
  public func places(of length: Int) -> (first: Int, end: Int, keepsAxis: Bool) {
    (0, upperBound.fromFront(of: length).next, true)
  }
}

extension Tensor {
  /// The part of the tensor given by a range or a number for each of the first axes; further axes
  /// are taken whole. Assigning replaces the part, broadcasting what is assigned.
  ///
  ///     let x = Tensor.range(0..<12).reshaped([3, 4])
  ///     x[0..<2, 1...]        // [[1, 2, 3], [5, 6, 7]]
  ///     x[0..., 2]            // [2, 6, 10]
  ///     x[-1, ..<(-1)]        // [8, 9, 10]
  // Where all indices are numbers, a scalar is meant first: `x[0, 1] += 2` would be ambiguous.
  @_disfavoredOverload
  public subscript(parts: any AxisIndex...) -> Tensor {
    get {
      let part = required(try Part(parts, of: shape))
      return part.walk.copied(from: self).reshaped(part.shape)
    }
    set {
      let part = required(try Part(parts, of: shape))
      let values = newValue.broadcast(to: part.shape)
      change { x in values.read { part.walk.write($0, to: x) } }
    }
  }

  /// The part of the tensor with the given range of places along an axis.
  ///
  ///     Tensor.range(0..<5).slice(axis: 0, 1..<3)   // [1, 2]
  public func slice(axis: Int, _ range: Range<Int>) -> Tensor {
    let axis = required(try Shape.axis(axis, of: shape, in: "slicing"))
    let whole = [any AxisIndex](repeating: 0..., count: axis)
    let part = required(try Part(whole + [range], of: shape))
    return part.walk.copied(from: self).reshaped(part.shape)
  }

  /// Row `index`: the tensor at one place of the first axis, without that axis.
  ///
  ///     Tensor([[1, 2], [3, 4]]).row(1)   // [3, 4]
  public func row(_ index: Int) -> Tensor {
    let part = required(try Part([index], of: shape))
    return part.walk.copied(from: self).reshaped(part.shape)
  }
}

extension Tensor {
  /// A part of a tensor: its shape and the walk through its scalars.
  package struct Part {
    package let shape: [Int]
    package let walk: Strided

    /// Checks the places against a shape, or throws the sentence about the first that is outside.
    package init(_ parts: [any AxisIndex], of shape: [Int]) throws {
      guard parts.count <= shape.count else {
        throw TensorError(
          "slicing: \(parts.count) places were given for the \(shape.count) axes of shape \(shape)")
      }
      let strides = Shape.strides(shape)
      var (lengths, offset, kept) = (shape, 0, shape)
      var dropped = Set<Int>()
      for (axis, part) in parts.enumerated() {
        let (first, end, keepsAxis) = part.places(of: shape[axis])
        guard first >= 0, first <= end, end <= shape[axis], keepsAxis || first < end else {
          throw Self.outside(part, axis, of: shape)
        }
        lengths[axis] = end - first
        offset += first * strides[axis]
        kept[axis] = end - first
        if !keepsAxis { dropped.insert(axis) }
      }
      self.shape = kept.indices.filter { !dropped.contains($0) }.map { kept[$0] }
      walk = Strided(lengths: lengths, strides: strides, offset: offset)
    }

    private static func outside(
      _ part: any AxisIndex, _ axis: Int, of shape: [Int]
    ) -> TensorError {
      let (first, end, keepsAxis) = part.places(of: shape[axis])
      let found = keepsAxis ? "places from \(first) up to \(end)" : "place \(part)"
      return TensorError(
        "slicing: axis \(axis) of shape \(shape) has no \(found); its places are "
          + "0..<\(shape[axis]), and a negative one counts from the end")
    }
  }
}
