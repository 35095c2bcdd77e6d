/// The rules about shapes: pure functions that return a shape or throw a sentence.
@usableFromInline
package enum Shape {
  /// How many scalars one step along each axis skips.
  package static func strides(_ shape: [Int]) -> [Int] {
    var strides = [Int](repeating: 1, count: shape.count)
    for axis in shape.indices.dropLast().reversed() {
      strides[axis] = strides[axis + 1] * shape[axis + 1]
    }
    return strides
  }

  /// An axis counted from the front; a negative one counts from the end, -1 being the last.
  package static func axis(_ axis: Int, of shape: [Int], in operation: String) throws -> Int {
    let fromFront = axis < 0 ? axis + shape.count : axis
    guard shape.indices.contains(fromFront) else {
      throw TensorError(
        shape.isEmpty
          ? "\(operation): there is no axis \(axis) in a single number, whose shape is []"
          : "\(operation): there is no axis \(axis) in shape \(shape); "
            + "axes go from 0 to \(shape.count - 1), or from -1 for the last")
    }
    return fromFront
  }

  /// Several axes counted from the front, in ascending order; nil stands for all of them.
  package static func axes(_ axes: [Int]?, of shape: [Int], in operation: String) throws -> [Int] {
    guard let axes else { return Array(shape.indices) }
    let sorted = try axes.map { try axis($0, of: shape, in: operation) }.sorted()
    for (first, second) in zip(sorted, sorted.dropFirst()) where first == second {
      throw TensorError("\(operation): axis \(first) of shape \(shape) is named twice in \(axes)")
    }
    return sorted
  }

  /// The shape that is left when axes are reduced away.
  package static func reduce(_ shape: [Int], axes: [Int]?) throws -> [Int] {
    let reduced = try Shape.axes(axes, of: shape, in: "reducing")
    return shape.indices.filter { !reduced.contains($0) }.map { shape[$0] }
  }

  /// The shape that two shapes broadcast to.
  ///
  /// Shapes are aligned at their last axis, the shorter one filled up with axes of length 1. Two
  /// lengths go together when they are equal or one of them is 1, which is then repeated. The result
  /// must be a shape that a tensor can have.
  package static func broadcast(
    _ left: [Int], _ right: [Int], in operation: @autoclosure () -> String
  ) throws -> [Int] {
    if left == right { return left }
    let rank = max(left.count, right.count)
    var shape = [Int](repeating: 1, count: rank)
    for fromEnd in 1...max(rank, 1) where fromEnd <= rank {
      let a = fromEnd <= left.count ? left[left.count - fromEnd] : 1
      let b = fromEnd <= right.count ? right[right.count - fromEnd] : 1
      guard a == b || a == 1 || b == 1 else {
        throw TensorError(
          "\(operation()): shapes \(left) and \(right) do not broadcast: aligned at the last axis, "
            + "\(a) meets \(b), and lengths must be equal or one of them 1")
      }
      shape[rank - fromEnd] = a == 1 ? b : a
    }
    _ = try count(shape, in: operation())
    return shape
  }

  /// A shape in which one length may be -1, to be worked out from the number of scalars.
  package static func reshape(_ shape: [Int], to wanted: [Int]) throws -> [Int] {
    let scalars = shape.reduce(1, *)
    let unknown = wanted.indices.filter { wanted[$0] == -1 }
    guard unknown.count <= 1 else {
      throw TensorError("reshaping \(shape) to \(wanted): only one length may be left open as -1")
    }
    var result = wanted
    if let open = unknown.first {
      result[open] = 1
      let known = try product(result, in: "reshaping \(shape) to \(wanted)")
      guard known > 0, scalars % known == 0 else {
        throw TensorError(
          "reshaping \(shape) to \(wanted): \(scalars) scalars are not a multiple of \(known)")
      }
      result[open] = scalars / known
    }
    let held = try product(result, in: "reshaping \(shape) to \(wanted)")
    guard held == scalars else {
      throw TensorError(
        "reshaping \(shape) to \(wanted): the first holds \(scalars) scalars, the second \(held)")
    }
    return result
  }

  /// The order of axes that undoes another: `x.permuted(order).permuted(inverse(order))` is `x`.
  package static func inverse(_ order: [Int]) -> [Int] {
    var inverse = order
    for (place, axis) in order.enumerated() { inverse[axis] = place }
    return inverse
  }
}
