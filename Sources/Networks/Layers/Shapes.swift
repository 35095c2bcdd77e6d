import Autograd

/// Makes one long row of everything but the first axis: `[n, h, w, c]` becomes `[n, h·w·c]`.
public struct Flatten: Layer {
  /// Creates the layer.
  public init() {}

  public func callAsFunction(_ input: Variable) -> Variable {
    require(input.rank > 0, "Flatten needs an axis of examples, and a single number has none")
    return input.reshaped([input.shape[0], input.shape.dropFirst().reduce(1, *)])
  }

  public func operations(input: [Int], output: [Int]) -> Int { 0 }
}

/// Gives each example another shape: `[n, …]` becomes `[n] + shape`.
public struct Reshape: Layer {
  /// The shape of one example.
  public let shape: [Int]

  /// Creates a layer that gives each example the shape `shape`.
  public init(_ shape: [Int]) {
    self.shape = shape
  }

  public func callAsFunction(_ input: Variable) -> Variable {
    require(input.rank > 0, "Reshape needs an axis of examples, and a single number has none")
    return input.reshaped([input.shape[0]] + shape)
  }

  public func operations(input: [Int], output: [Int]) -> Int { 0 }
}
