import Autograd
import Tensors

/// Two recurrent layers that read the same sequence from either end; at each place their outputs
/// stand side by side, [batch, places, 2 x width], so that each place knows what is before and
/// behind it.
///
///     let reader = BothDirections(
///       GRU(16, 32, using: &random), GRU(16, 32, isBackwards: true, using: &random))
public struct BothDirections<Cell: RecurrentLayer>: Layer {
  /// Reads from the first place.
  public let forwards: Cell
  /// Reads from the last.
  public let backwards: Cell

  /// Creates the pair, of which the second must read backwards.
  public init(_ forwards: Cell, _ backwards: Cell) {
    required(try Self.check(forwards.isBackwards, backwards.isBackwards))
    (self.forwards, self.backwards) = (forwards, backwards)
  }

  public func callAsFunction(_ input: Variable) -> Variable { self(input, lengths: nil) }

  /// The outputs, where sequences have different lengths.
  public func callAsFunction(_ input: Variable, lengths: [Int]?) -> Variable {
    Variable.concatenated(
      [forwards(input, lengths: lengths), backwards(input, lengths: lengths)], axis: 2)
  }

  /// The output of each layer at the place that it read last, side by side, [batch, 2 x width].
  public func last(_ outputs: Variable) -> Variable {
    let parts = outputs.split(axis: 2, counts: [forwards.width, backwards.width])
    return Variable.concatenated([forwards.last(parts[0]), backwards.last(parts[1])], axis: 1)
  }

  package static func check(_ first: Bool, _ second: Bool) throws {
    guard !first, second else {
      throw TensorError(
        "BothDirections: the first layer must read forwards and the second backwards")
    }
  }
}
