import Autograd

/// A branch beside a straight line: `y = x + branch(x)`.
///
/// The straight line carries signals and gradients past any number of layers unchanged. Where the
/// branch changes the shape, `shortcut` does the same to the line.
public struct Residual: Layer {
  /// What is added.
  public let branch: any Layer
  /// What the straight line does where shapes change; nil for nothing.
  public let shortcut: (any Layer)?

  /// Creates a residual connection around a list of layers.
  public init(shortcut: (any Layer)? = nil, @LayerList _ branch: () -> [any Layer]) {
    self.branch = Sequential(branch())
    self.shortcut = shortcut
  }

  public func callAsFunction(_ input: Variable) -> Variable {
    (shortcut.map { $0(input) } ?? input) + branch(input)
  }

  public func operations(input: [Int], output: [Int]) -> Int {
    branch.operations(input: input, output: output)
      + (shortcut?.operations(input: input, output: output) ?? 0) + output.reduce(1, *)
  }
}
