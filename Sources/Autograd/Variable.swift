import Tensors

/// A tensor in a computation that a tape follows.
///
/// Variables have the operations of tensors under the same names. A variable without a slot is a
/// constant: nothing is recorded for it, and no gradient towards it is ever computed.
public struct Variable {
  /// The numbers.
  public let value: Tensor
  /// The tape that follows the computation.
  public let tape: Tape
  /// The number under which the tape knows it; nil for a constant.
  package let slot: Int?
  /// True for what the tape was given, false for what was computed from it.
  let isLeaf: Bool

  /// The length of each axis.
  public var shape: [Int] { value.shape }
  /// The number of axes.
  public var rank: Int { value.rank }
  /// The number of scalars.
  public var count: Int { value.count }
  /// The number in a variable that holds exactly one: `loss.scalar`.
  public var scalar: Float { value.scalar }
  /// True when no gradient flows to it.
  public var isConstant: Bool { slot == nil }

  /// The same numbers as a constant: gradients stop here.
  ///
  ///     let target = network(observation).stopGradient()
  public func stopGradient() -> Variable {
    tape.constant(value)
  }
}
