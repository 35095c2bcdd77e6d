extension Tensor {
  /// The larger of each scalar and its counterpart, after broadcasting. One that is not a number
  /// makes the result not a number.
  ///
  ///     Tensor.maximum(Tensor([1, 5]), Tensor([3, 4]))   // [3, 5]
  public static func maximum(_ left: Tensor, _ right: Tensor) -> Tensor {
    left.combined(with: right, in: "maximum") { $0.each { $1 > $0 || $1 != $1 ? $1 : $0 } }
  }

  /// The larger of each scalar and a number.
  public static func maximum(_ left: Tensor, _ right: Float) -> Tensor {
    maximum(left, Tensor(right))
  }

  /// The smaller of each scalar and its counterpart, after broadcasting. One that is not a number
  /// makes the result not a number.
  public static func minimum(_ left: Tensor, _ right: Tensor) -> Tensor {
    left.combined(with: right, in: "minimum") { $0.each { $1 < $0 || $1 != $1 ? $1 : $0 } }
  }

  /// The smaller of each scalar and a number.
  public static func minimum(_ left: Tensor, _ right: Float) -> Tensor {
    minimum(left, Tensor(right))
  }
}
