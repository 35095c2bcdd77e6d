import Tensors

extension Variable {
  /// The product along axes, or of all.
  ///
  ///     y = Π xᵢ           ∂y/∂xᵢ = the product of the others
  ///
  /// The product of the others is not y / xᵢ where xᵢ is 0, so it is built from what stands before
  /// and what stands after. The input is kept.
  public func product(axes: [Int]? = nil, keepingAxes: Bool = false) -> Variable {
    let (x, kept) = (value, keptShape(axes, in: "product"))
    let reduced = required(try Shape.axes(axes, of: shape, in: "product"))
    return recorded(x.product(axes: axes, keepingAxes: keepingAxes)) { gradient in
      x.productsOfOthers(axes: reduced) * gradient.reshaped(kept)
    }
  }
}

extension Tensor {
  /// For each scalar, the product of all others that share its place on the remaining axes.
  func productsOfOthers(axes: [Int]) -> Tensor {
    let order = shape.indices.filter { !axes.contains($0) } + axes
    let length = axes.reduce(1) { $0 * shape[$1] }
    var result = permuted(order)
    let rows = length == 0 ? 0 : count / length
    result.change { x in
      for row in 0..<rows {
        let x = x + row * length
        withUnsafeTemporaryAllocation(of: Float.self, capacity: length) { after in
          after[length - 1] = 1
          for i in stride(from: length - 1, to: 0, by: -1) { after[i - 1] = after[i] * x[i] }
          var before: Float = 1
          for i in 0..<length {
            let scalar = x[i]
            x[i] = before * after[i]
            before *= scalar
          }
        }
      }
    }
    var back = order
    for (place, axis) in order.enumerated() { back[axis] = place }
    return result.permuted(back)
  }
}
