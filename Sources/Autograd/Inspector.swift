import Tensors

/// Watches a tape for the first result that is no number, to tell where a calculation went wrong.
///
/// Every look at a result costs a pass over it, so training runs without one; when a loss turns out
/// useless, the same batch is calculated once more under inspection.
package final class Inspector {
  /// The first result that is no number.
  package struct Finding: Sendable, Equatable {
    /// Where: a layer of a list, such as `2 Linear` or `0 Linear, in 3 Residual`; empty outside
    /// lists.
    package let layer: String
    /// The parameter that was read last before it, in that layer, if any was.
    package let parameter: ObjectIdentifier?
    /// True for a tensor that was put in, false for one that was calculated.
    package let isGiven: Bool
    package let shape: [Int]
    /// The first scalar that is none.
    package let index: Int
    package let value: Float
  }

  /// What was found, nil as long as all is well.
  package private(set) var finding: Finding?
  private var layers: [String] = []
  private var lastParameter: ObjectIdentifier?

  package init() {}

  /// Calls a layer, so that what goes wrong in it is found under its name.
  package func calling<Result>(_ layer: String, _ body: () -> Result) -> Result {
    layers.append(layer)
    let outside = lastParameter
    lastParameter = nil
    defer {
      layers.removeLast()
      lastParameter = outside
    }
    return body()
  }

  /// Looks at the value of a parameter that is read.
  func read(_ parameter: Parameter) {
    lastParameter = ObjectIdentifier(parameter)
  }

  /// Looks at a tensor. Infinities that are put in are meant, to mask something.
  func look(at value: Tensor, isGiven: Bool) {
    guard finding == nil else { return }
    let isWrong: (Float) -> Bool = isGiven ? { $0.isNaN } : { !$0.isFinite }
    guard let index = value.scalars.firstIndex(where: isWrong) else { return }
    finding = Finding(
      layer: layers.reversed().joined(separator: ", in "), parameter: lastParameter,
      isGiven: isGiven, shape: value.shape,
      index: index, value: value.scalars[index])
  }
}
