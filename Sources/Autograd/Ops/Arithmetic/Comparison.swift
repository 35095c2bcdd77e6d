import Tensors

// Comparisons answer per scalar with 1 for true and 0 for false, as they do for tensors. An answer
// does not change when its sides change a little, so no gradient flows through it, and it is a
// tensor, a mask: `x * (x .> 0)`, `Variable.where(x .> 0, x, y)`.

extension Variable {
  /// 1 where the left scalar is less than the right one and 0 elsewhere, after broadcasting.
  public static func .< (left: Variable, right: Variable) -> Tensor {
    left.value .< right.value
  }

  /// 1 where the scalar is less than that of a tensor and 0 elsewhere, after broadcasting.
  public static func .< (left: Variable, right: Tensor) -> Tensor { left.value .< right }

  /// 1 where the scalar is less than the number and 0 elsewhere.
  public static func .< (left: Variable, right: Float) -> Tensor { left.value .< right }

  /// 1 where the left scalar is at most the right one and 0 elsewhere, after broadcasting.
  public static func .<= (left: Variable, right: Variable) -> Tensor {
    left.value .<= right.value
  }

  /// 1 where the scalar is at most that of a tensor and 0 elsewhere, after broadcasting.
  public static func .<= (left: Variable, right: Tensor) -> Tensor { left.value .<= right }

  /// 1 where the scalar is at most the number and 0 elsewhere.
  public static func .<= (left: Variable, right: Float) -> Tensor { left.value .<= right }

  /// 1 where the left scalar is greater than the right one and 0 elsewhere, after broadcasting.
  public static func .> (left: Variable, right: Variable) -> Tensor {
    left.value .> right.value
  }

  /// 1 where the scalar is greater than that of a tensor and 0 elsewhere, after broadcasting.
  public static func .> (left: Variable, right: Tensor) -> Tensor { left.value .> right }

  /// 1 where the scalar is greater than the number and 0 elsewhere.
  public static func .> (left: Variable, right: Float) -> Tensor { left.value .> right }

  /// 1 where the left scalar is at least the right one and 0 elsewhere, after broadcasting.
  public static func .>= (left: Variable, right: Variable) -> Tensor {
    left.value .>= right.value
  }

  /// 1 where the scalar is at least that of a tensor and 0 elsewhere, after broadcasting.
  public static func .>= (left: Variable, right: Tensor) -> Tensor { left.value .>= right }

  /// 1 where the scalar is at least the number and 0 elsewhere.
  public static func .>= (left: Variable, right: Float) -> Tensor { left.value .>= right }

  /// 1 where the left scalar is equal to the right one and 0 elsewhere, after broadcasting.
  public static func .== (left: Variable, right: Variable) -> Tensor {
    left.value .== right.value
  }

  /// 1 where the scalar is equal to that of a tensor and 0 elsewhere, after broadcasting.
  public static func .== (left: Variable, right: Tensor) -> Tensor { left.value .== right }

  /// 1 where the scalar is equal to the number and 0 elsewhere.
  public static func .== (left: Variable, right: Float) -> Tensor { left.value .== right }

  /// 1 where the left scalar is different from the right one and 0 elsewhere, after broadcasting.
  public static func .!= (left: Variable, right: Variable) -> Tensor {
    left.value .!= right.value
  }

  /// 1 where the scalar is different from that of a tensor and 0 elsewhere, after broadcasting.
  public static func .!= (left: Variable, right: Tensor) -> Tensor { left.value .!= right }

  /// 1 where the scalar is different from the number and 0 elsewhere.
  public static func .!= (left: Variable, right: Float) -> Tensor { left.value .!= right }
}
