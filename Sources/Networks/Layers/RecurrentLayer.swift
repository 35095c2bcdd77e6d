import Autograd
import Tensors

/// A layer that reads a batch of sequences place by place and carries a state from one to the next.
///
/// Its input is [batch, places, inputs] and its output [batch, places, width], the state after each
/// place. Where sequences have different lengths, places from a row's length on are padding: they
/// leave its state as it is, so that the last place holds the last state of every row.
///
///     let cell = LSTM(8, 32, using: &random)
///     let states = cell(letters, lengths: lengths)
///     let answer = head(cell.last(states))
public protocol RecurrentLayer: Layer {
  /// Whether the last place is read first.
  var isBackwards: Bool { get }

  /// The number of outputs.
  var width: Int { get }

  /// The state after each place: the output, and where the cell has a memory, that beside it.
  func states(_ input: Variable, from state: Variable?, lengths: [Int]?) -> Variable
}

extension RecurrentLayer {
  public func callAsFunction(_ input: Variable) -> Variable { self(input, lengths: nil) }

  /// The output at each place.
  public func callAsFunction(
    _ input: Variable, from state: Variable? = nil, lengths: [Int]?
  ) -> Variable {
    let states = states(input, from: state, lengths: lengths)
    return states.shape[2] == width ? states : states[0..., 0..., 0..<width]
  }

  /// What stands at the place that was read last: of outputs the last output, of states the state
  /// that another call can go on from.
  public func last(_ sequence: Variable) -> Variable {
    sequence[0..., isBackwards ? 0 : sequence.shape[1] - 1]
  }
}

extension Initializer {
  /// How the weights of recurrent layers begin: with the deviation that PyTorch's have, which are
  /// uniform within one over the root of the width.
  static func recurrent(width: Int) -> Initializer {
    .normal(deviation: 1 / Float(3 * max(width, 1)).squareRoot())
  }
}
