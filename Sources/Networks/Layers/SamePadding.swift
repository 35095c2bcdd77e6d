import Autograd
import Tensors

/// The border with which TensorFlow keeps sizes: with it and none of its own, a layer that moves by
/// `stride` turns a height h into h / stride, rounded up.
///
/// Where a border of that many rows cannot be the same above and below, the row too many is below;
/// a ``Conv2D`` puts as much on both sides, and so its places lie half a stride beside these. Weights
/// that were trained with one border give other answers with the other.
public struct SamePadding: Layer {
  /// The side of the filter after it.
  public let size: Int
  /// How far that filter moves.
  public let stride: Int

  /// Creates the border for a filter.
  public init(_ size: Int, stride: Int) {
    required(try LayerRule.check("SamePadding", ["size": size, "stride": stride], atLeast: 1))
    self.size = size
    self.stride = stride
  }

  public func callAsFunction(_ input: Variable) -> Variable {
    require(
      input.rank == 4,
      "SamePadding needs images [number, height, width, channels], not \(input.shape)")
    let (rows, columns) = (border(of: input.shape[1]), border(of: input.shape[2]))
    guard rows.after + columns.after > 0 else { return input }
    return input.padded([(0, 0), rows, columns, (0, 0)])
  }

  /// The places before and after a length.
  package func border(of length: Int) -> (before: Int, after: Int) {
    let places = (length + stride - 1) / stride
    let missing = max(0, (places - 1) * stride + size - length)
    return (missing / 2, missing - missing / 2)
  }

  public func operations(input: [Int], output: [Int]) -> Int { 0 }
}
