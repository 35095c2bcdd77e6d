/// How to walk through a tensor to reduce one run of neighbouring axes: `outer` blocks, in each of
/// them `length` rows of `inner` scalars, of which the rows are combined into one.
package struct Reduction {
  package let outer: Int
  package let length: Int
  package let inner: Int
}

extension Tensor {
  /// Reduces axes by a fold: each result starts as `initial` and takes in the scalars in order.
  ///
  /// Neighbouring axes are reduced together; separate runs of axes one after another.
  package func folded(
    axes: [Int], keepingAxes: Bool, from initial: Float,
    _ kernel: (UnsafePointer<Float>, UnsafeMutablePointer<Float>, Reduction) -> Void
  ) -> Tensor {
    var lengths = shape
    var result = self
    var last = axes.count - 1
    while last >= 0 {
      var first = last
      while first > 0 && axes[first - 1] == axes[first] - 1 { first -= 1 }
      let plan = Reduction(
        outer: lengths[..<axes[first]].reduce(1, *),
        length: lengths[axes[first]...axes[last]].reduce(1, *),
        inner: lengths[(axes[last] + 1)...].reduce(1, *))
      for axis in axes[first]...axes[last] { lengths[axis] = 1 }
      result = result.read { x in
        Tensor(shape: lengths) { kernel(x, $0, plan) }
      }
      last = first - 1
    }
    let kept = keepingAxes ? lengths : shape.indices.filter { !axes.contains($0) }.map { shape[$0] }
    return result.reshaped(kept)
  }

  /// Folds with a plain loop.
  @inline(__always)
  package func folded(
    axes: [Int]?, keepingAxes: Bool, in operation: String, from initial: Float,
    _ f: (Float, Float) -> Float
  ) -> Tensor {
    let axes = required(try Shape.axes(axes, of: shape, in: operation))
    return folded(axes: axes, keepingAxes: keepingAxes, from: initial) { x, result, plan in
      for block in 0..<plan.outer {
        let out = result + block * plan.inner
        for column in 0..<plan.inner { out[column] = initial }
        for row in 0..<plan.length {
          let start = x + (block * plan.length + row) * plan.inner
          for column in 0..<plan.inner { out[column] = f(out[column], start[column]) }
        }
      }
    }
  }
}
