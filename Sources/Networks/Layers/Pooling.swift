import Autograd
import Tensors

/// The largest value of each small square of an image.
public struct MaxPool2D: Layer {
  /// The side of the square.
  public let size: Int
  /// How far it moves.
  public let stride: Int

  /// Creates a layer over squares that touch, or that move by `stride`.
  public init(_ size: Int = 2, stride: Int? = nil) {
    required(try LayerRule.check("MaxPool2D", ["size": size, "stride": stride ?? 1], atLeast: 1))
    self.size = size
    self.stride = stride ?? size
  }

  public func callAsFunction(_ input: Variable) -> Variable {
    input.maxPooled(size, stride: stride)
  }
}

/// The mean of each small square of an image.
public struct AveragePool2D: Layer {
  /// The side of the square.
  public let size: Int
  /// How far it moves.
  public let stride: Int

  /// Creates a layer over squares that touch, or that move by `stride`.
  public init(_ size: Int = 2, stride: Int? = nil) {
    required(
      try LayerRule.check("AveragePool2D", ["size": size, "stride": stride ?? 1], atLeast: 1))
    self.size = size
    self.stride = stride ?? size
  }

  public func callAsFunction(_ input: Variable) -> Variable {
    input.averagePooled(size, stride: stride)
  }
}

/// The mean of each channel over the whole image: `[n, h, w, c]` becomes `[n, c]`.
public struct GlobalAveragePool: Layer {
  /// Creates the layer.
  public init() {}

  public func callAsFunction(_ input: Variable) -> Variable {
    require(
      input.rank == 4,
      "GlobalAveragePool needs images [number, height, width, channels], not \(input.shape)")
    return input.mean(axes: [1, 2])
  }
}
