import Tensors

extension Variable {
  /// The states of a plain recurrent cell along a batch of sequences, [batch, places, width]:
  ///
  ///     h' = tanh(x + h W)
  ///
  /// This variable holds what the input brings to each place, x, [batch, places, width], with the
  /// bias in it: one product for all places, before anything has to wait. Without a state,
  /// [batch, width], it starts at zero. With `lengths` the places of a row from there on are padding,
  /// which leaves its state as it is: read forwards, the last place holds the last state of every
  /// row, however long it is.
  ///
  ///     ∂L/∂x = S = (∂L/∂h' + S' Wᵀ) (1 - h'²)        ∂L/∂W = Σ hᵀ S
  ///
  /// with S' of the place that is read next, and the sum over all places. All states are kept.
  public func recurrent(
    _ weight: Variable, state: Variable? = nil, lengths: [Int]? = nil, isBackwards: Bool = false
  ) -> Variable {
    swept(PlainCell.self, weight, bias: nil, state: state, lengths: lengths, isBackwards)
  }

  /// The states of a long short-term memory along a batch of sequences, [batch, places, 2 x width]:
  /// at each place its output h and beside it its memory c.
  ///
  ///     i, f, o = sigmoid(x + h W)     g = tanh(x + h W)     c' = f c + i g     h' = o tanh(c')
  ///
  /// This variable holds x for the gates i, f, g, o side by side, [batch, places, 4 x width]; the
  /// weight is [width, 4 x width], and a state [batch, 2 x width]. States and gates are kept.
  public func lstm(
    _ weight: Variable, state: Variable? = nil, lengths: [Int]? = nil, isBackwards: Bool = false
  ) -> Variable {
    swept(LSTMCell.self, weight, bias: nil, state: state, lengths: lengths, isBackwards)
  }

  /// The states of a gated recurrent unit along a batch of sequences, [batch, places, width]:
  ///
  ///     r, z = sigmoid(x + s)     n = tanh(x + r s)     h' = (1 - z) n + z h     with s = h W + b
  ///
  /// This variable holds x for r, z, n side by side, [batch, places, 3 x width]; the bias, [3 x
  /// width], belongs to the recurrent sum, since r stands before it. States, gates and what they are
  /// applied to are kept.
  public func gru(
    _ weight: Variable, bias: Variable? = nil, state: Variable? = nil, lengths: [Int]? = nil,
    isBackwards: Bool = false
  ) -> Variable {
    swept(GRUCell.self, weight, bias: bias, state: state, lengths: lengths, isBackwards)
  }

  /// The shapes of a gated recurrent unit, or the sentence about those that do not go together.
  package static func checkGRU(
    _ input: [Int], _ weight: [Int], bias: [Int]?, state: [Int]?, lengths: [Int]?
  ) throws {
    _ = try Sweep(
      of: GRUCell.self, input: input, weight: weight, bias: bias, state: state, lengths: lengths,
      isBackwards: false)
  }

  private func swept<Cell: RecurrentCell>(
    _ cell: Cell.Type, _ weight: Variable, bias: Variable?, state: Variable?, lengths: [Int]?,
    _ isBackwards: Bool
  ) -> Variable {
    let sweep = required(
      try Sweep(
        of: cell, input: shape, weight: weight.shape, bias: bias?.shape, state: state?.shape,
        lengths: lengths, isBackwards: isBackwards))
    let w = weight.value
    var run = Unrolled<Cell>(sweep, from: state?.value)
    let states = run.forward(value, w, bias: bias?.value)
    let kept = run
    let slots = (input: slot, weight: weight.slot, bias: bias?.slot, state: state?.slot)
    return Variable.recorded(states, in: cell.name, from: [self, weight, bias, state]) {
      gradient, adjoints in
      let back = kept.backward(gradient, w)
      adjoints.add(back.input, to: slots.input)
      if let slot = slots.weight {
        adjoints[slot].addProduct(
          kept.outputsBefore, back.sums, transposeLeft: true, shape: w.shape)
      }
      adjoints.add(back.sums.sum(axes: [0]), to: slots.bias)
      adjoints.add(back.state, to: slots.state)
    }
  }
}
