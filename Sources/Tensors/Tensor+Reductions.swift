// Reductions combine scalars along axes. Without `axes` they combine all of them, to the shape [].
// A negative axis counts from the end. With `keepingAxes` a reduced axis stays with length 1, so
// that the result broadcasts against the tensor it came from.

extension Tensor {
  /// The sum.
  ///
  ///     let x = Tensor([[1, 2, 3], [4, 5, 6]])
  ///     x.sum()               // 21
  ///     x.sum(axes: [0])      // [5, 7, 9]
  ///     x.sum(axes: [-1])     // [6, 15]
  public func sum(axes: [Int]? = nil, keepingAxes: Bool = false) -> Tensor {
    reduced(
      axes: axes, keepingAxes: keepingAxes, in: "sum", identity: 0,
      row: { Sums.sum($0, count: $1) },
      accumulate: { out, x, count in for i in 0..<count { out[i] += x[i] } })
  }

  /// The product.
  ///
  ///     Tensor([2, 3, 4]).product()   // 24
  public func product(axes: [Int]? = nil, keepingAxes: Bool = false) -> Tensor {
    reduced(
      axes: axes, keepingAxes: keepingAxes, in: "product", identity: 1,
      row: { Sums.product($0, count: $1) },
      accumulate: { out, x, count in for i in 0..<count { out[i] *= x[i] } })
  }

  /// The mean. Of nothing, it is not a number.
  ///
  ///     Tensor([[1, 2], [3, 6]]).mean(axes: [1])   // [1.5, 4.5]
  public func mean(axes: [Int]? = nil, keepingAxes: Bool = false) -> Tensor {
    let total = sum(axes: axes, keepingAxes: keepingAxes)
    return total * (1 / Float(reducedCount(axes, in: "mean")))
  }

  /// The mean squared distance from the mean.
  ///
  /// The sum of squares is divided by their number less `correction`: 0 for the variance of a whole
  /// population, 1 for an estimate from a sample.
  public func variance(
    axes: [Int]? = nil, correction: Int = 0, keepingAxes: Bool = false
  ) -> Tensor {
    let count = Float(reducedCount(axes, in: "variance") - correction)
    let rows = reducedRows(axes: axes, keepingAxes: keepingAxes, in: "variance") { x, width in
      let mean = Sums.sum(x, count: width) * (1 / Float(width))
      return Sums.sumOfSquares(x, from: mean, count: width)
    }
    if let rows { return rows / count }
    var squares = self - mean(axes: axes, keepingAxes: true)
    squares.update { $0.each { $0 * $0 } }
    return squares.sum(axes: axes, keepingAxes: keepingAxes) / count
  }

  /// The smallest scalar. One that is not a number makes the result not a number.
  ///
  ///     Tensor([[3, 1], [2, 5]]).minimum(axes: [0])   // [2, 1]
  public func minimum(axes: [Int]? = nil, keepingAxes: Bool = false) -> Tensor {
    required(try checkNotEmpty(axes, in: "minimum"))
    return reduced(
      axes: axes, keepingAxes: keepingAxes, in: "minimum", identity: .infinity,
      row: { Sums.minimum($0, count: $1) },
      accumulate: { out, x, count in
        for i in 0..<count { out[i] = Sums.smaller(out[i], x[i]) }
      })
  }

  /// The largest scalar. One that is not a number makes the result not a number.
  ///
  ///     Tensor([[3, 1], [2, 5]]).maximum(axes: [0])   // [3, 5]
  public func maximum(axes: [Int]? = nil, keepingAxes: Bool = false) -> Tensor {
    required(try checkNotEmpty(axes, in: "maximum"))
    return reduced(
      axes: axes, keepingAxes: keepingAxes, in: "maximum", identity: -.infinity,
      row: { Sums.maximum($0, count: $1) },
      accumulate: { out, x, count in
        for i in 0..<count { out[i] = Sums.larger(out[i], x[i]) }
      })
  }

  /// 1 where no scalar is 0, and 0 elsewhere; of nothing, 1.
  ///
  ///     (Tensor([1, 2]) .> 1).all()   // 0
  public func all(axes: [Int]? = nil, keepingAxes: Bool = false) -> Tensor {
    let isZero = self .== 0
    return 1 - isZero.maximumOfMask(axes: axes, keepingAxes: keepingAxes)
  }

  /// 1 where some scalar is not 0, and 0 elsewhere; of nothing, 0.
  ///
  ///     (Tensor([1, 2]) .> 1).any()   // 1
  public func any(axes: [Int]? = nil, keepingAxes: Bool = false) -> Tensor {
    let isNotZero = self .!= 0
    return isNotZero.maximumOfMask(axes: axes, keepingAxes: keepingAxes)
  }

  /// The length of the vector: the square root of the sum of squares.
  ///
  ///     Tensor([3, 4]).norm()   // 5
  public func norm(axes: [Int]? = nil, keepingAxes: Bool = false) -> Tensor {
    let rows = reducedRows(axes: axes, keepingAxes: keepingAxes, in: "norm") { x, width in
      Sums.sumOfSquares(x, count: width).squareRoot()
    }
    return rows ?? (self * self).sum(axes: axes, keepingAxes: keepingAxes).squareRoot()
  }

  /// log(sum(e^x)), which neither overflows nor loses small terms: the largest scalar is taken out
  /// before the exponential.
  ///
  ///     Tensor([0, 0]).logSumExp()   // 0.693
  public func logSumExp(axes: [Int]? = nil, keepingAxes: Bool = false) -> Tensor {
    guard reducedCount(axes, in: "logSumExp") > 0 else {
      return sum(axes: axes, keepingAxes: keepingAxes).log()
    }
    let largest = maximum(axes: axes, keepingAxes: true)
    // Infinities stay what they are: inf - inf would not be a number.
    let shift = largest.mapped { $0.each { $0.isInfinite ? 0 : $0 } }
    var powers = self - shift
    powers.update { $0.each { Elementary.exp($0) } }
    let total = powers.sum(axes: axes, keepingAxes: true)
    let result = total.log() + shift
    return keepingAxes ? result : result.reshaped(required(try Shape.reduce(shape, axes: axes)))
  }
}

extension Tensor {
  /// Of zeros and ones: 1 where there is a one; of nothing, 0.
  private func maximumOfMask(axes: [Int]?, keepingAxes: Bool) -> Tensor {
    reduced(
      axes: axes, keepingAxes: keepingAxes, in: "any", identity: 0,
      row: { max(0, Sums.maximum($0, count: $1)) },
      accumulate: { out, x, count in
        for i in 0..<count { out[i] = Sums.larger(out[i], x[i]) }
      })
  }

  /// How many scalars are combined into one.
  package func reducedCount(_ axes: [Int]?, in operation: String) -> Int {
    required(try Shape.axes(axes, of: shape, in: operation)).reduce(1) { $0 * shape[$1] }
  }

  /// There is no smallest of no numbers, unless there is nothing to answer either.
  package func checkNotEmpty(_ axes: [Int]?, in operation: String) throws {
    let reduced = try Shape.axes(axes, of: shape, in: operation)
    if let axis = reduced.first(where: { shape[$0] == 0 }) {
      throw TensorError(
        "\(operation): axis \(axis) of shape \(shape) holds no scalars to choose from")
    }
  }
}

extension Tensor {
  /// Where the largest scalar along an axis stands, the first of equals: indices along that axis,
  /// in the order of the remaining axes.
  ///
  ///     Tensor([[1, 3, 2], [9, 8, 7]]).argmax(axis: -1)   // [1, 0]
  public func argmax(axis: Int = -1) -> [Int] {
    indices(axis: axis, in: "argmax") { $0 > $1 }
  }

  /// Where the smallest scalar along an axis stands, the first of equals; see ``argmax(axis:)``.
  ///
  ///     Tensor([[1, 3, 2], [9, 8, 7]]).argmin(axis: -1)   // [0, 2]
  public func argmin(axis: Int = -1) -> [Int] {
    indices(axis: axis, in: "argmin") { $0 < $1 }
  }

  @inline(__always)
  private func indices(
    axis: Int, in operation: String, _ isBetter: (Float, Float) -> Bool
  ) -> [Int] {
    let axis = required(try Shape.axis(axis, of: shape, in: operation))
    required(try checkNotEmpty([axis], in: operation))
    let (length, inner) = (shape[axis], shape[(axis + 1)...].reduce(1, *))
    let outer = shape[..<axis].reduce(1, *)
    return read { x in
      [Int](unsafeUninitializedCapacity: outer * inner) { result, initialized in
        for block in 0..<outer {
          for column in 0..<inner {
            let start = x + block * length * inner + column
            var best = 0
            for row in 0..<length
            where isBetter(start[row * inner], start[best * inner])
              // The first that is not a number wins, as in NumPy.
              || (start[row * inner].isNaN && !start[best * inner].isNaN)
            {
              best = row
            }
            result.initializeElement(at: block * inner + column, to: best)
          }
        }
        initialized = outer * inner
      }
    }
  }
}
