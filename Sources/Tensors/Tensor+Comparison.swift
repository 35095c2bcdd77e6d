// Comparisons answer per scalar with 1 for true and 0 for false, so that answers can be counted with
// `sum()`, averaged with `mean()` and used as masks. `==` without a dot compares whole tensors.

extension Tensor {
  /// 1 where the left scalar is less than the right one and 0 elsewhere, after broadcasting.
  public static func .< (left: Tensor, right: Tensor) -> Tensor {
    left.combined(with: right, in: "comparing") { $0.each { $0 < $1 ? 1 : 0 } }
  }

  /// 1 where the scalar is less than the number and 0 elsewhere.
  ///
  ///     Tensor([1, 5]) .< 3   // [1, 0]
  public static func .< (left: Tensor, right: Float) -> Tensor {
    left.mapped { $0.each { $0 < right ? 1 : 0 } }
  }

  /// 1 where the number is less than the scalar and 0 elsewhere.
  public static func .< (left: Float, right: Tensor) -> Tensor {
    right.mapped { $0.each { left < $0 ? 1 : 0 } }
  }

  /// 1 where the left scalar is at most the right one and 0 elsewhere, after broadcasting.
  public static func .<= (left: Tensor, right: Tensor) -> Tensor {
    left.combined(with: right, in: "comparing") { $0.each { $0 <= $1 ? 1 : 0 } }
  }

  /// 1 where the scalar is at most the number and 0 elsewhere.
  public static func .<= (left: Tensor, right: Float) -> Tensor {
    left.mapped { $0.each { $0 <= right ? 1 : 0 } }
  }

  /// 1 where the number is at most the scalar and 0 elsewhere.
  public static func .<= (left: Float, right: Tensor) -> Tensor {
    right.mapped { $0.each { left <= $0 ? 1 : 0 } }
  }

  /// 1 where the left scalar is greater than the right one and 0 elsewhere, after broadcasting.
  public static func .> (left: Tensor, right: Tensor) -> Tensor {
    left.combined(with: right, in: "comparing") { $0.each { $0 > $1 ? 1 : 0 } }
  }

  /// 1 where the scalar is greater than the number and 0 elsewhere.
  public static func .> (left: Tensor, right: Float) -> Tensor {
    left.mapped { $0.each { $0 > right ? 1 : 0 } }
  }

  /// 1 where the number is greater than the scalar and 0 elsewhere.
  public static func .> (left: Float, right: Tensor) -> Tensor {
    right.mapped { $0.each { left > $0 ? 1 : 0 } }
  }

  /// 1 where the left scalar is at least the right one and 0 elsewhere, after broadcasting.
  public static func .>= (left: Tensor, right: Tensor) -> Tensor {
    left.combined(with: right, in: "comparing") { $0.each { $0 >= $1 ? 1 : 0 } }
  }

  /// 1 where the scalar is at least the number and 0 elsewhere.
  public static func .>= (left: Tensor, right: Float) -> Tensor {
    left.mapped { $0.each { $0 >= right ? 1 : 0 } }
  }

  /// 1 where the number is at least the scalar and 0 elsewhere.
  public static func .>= (left: Float, right: Tensor) -> Tensor {
    right.mapped { $0.each { left >= $0 ? 1 : 0 } }
  }

  /// 1 where the left scalar is equal to the right one and 0 elsewhere, after broadcasting.
  public static func .== (left: Tensor, right: Tensor) -> Tensor {
    left.combined(with: right, in: "comparing") { $0.each { $0 == $1 ? 1 : 0 } }
  }

  /// 1 where the scalar is equal to the number and 0 elsewhere.
  public static func .== (left: Tensor, right: Float) -> Tensor {
    left.mapped { $0.each { $0 == right ? 1 : 0 } }
  }

  /// 1 where the number is equal to the scalar and 0 elsewhere.
  public static func .== (left: Float, right: Tensor) -> Tensor {
    right.mapped { $0.each { left == $0 ? 1 : 0 } }
  }

  /// 1 where the left scalar is different from the right one and 0 elsewhere, after broadcasting.
  public static func .!= (left: Tensor, right: Tensor) -> Tensor {
    left.combined(with: right, in: "comparing") { $0.each { $0 != $1 ? 1 : 0 } }
  }

  /// 1 where the scalar is different from the number and 0 elsewhere.
  public static func .!= (left: Tensor, right: Float) -> Tensor {
    left.mapped { $0.each { $0 != right ? 1 : 0 } }
  }

  /// 1 where the number is different from the scalar and 0 elsewhere.
  public static func .!= (left: Float, right: Tensor) -> Tensor {
    right.mapped { $0.each { left != $0 ? 1 : 0 } }
  }
}
