import Tensors

// How an operation says what it computed and how gradients flow back through it. Each of these
// returns the result as a variable, and forgets the pullback, with all it holds, when the input it
// leads to is a constant.

extension Variable {
  /// Records a result of this variable; the pullback returns its gradient.
  package func recorded(
    _ result: Tensor, _ pullback: @escaping @Sendable (_ gradient: Tensor) -> Tensor
  ) -> Variable {
    guard let slot, tape.isRecording else { return tape.constant(result) }
    return tape.record(result) { gradient, adjoints in
      adjoints.add(pullback(gradient), to: slot)
    }
  }

  /// Records a result of this variable of the same shape; the pullback changes the gradient of the
  /// result, in place when nobody shares it, into the gradient of this variable.
  package func recorded(
    _ result: Tensor, inPlace pullback: @escaping @Sendable (_ gradient: inout Tensor) -> Void
  ) -> Variable {
    guard let slot, tape.isRecording else { return tape.constant(result) }
    return tape.record(result) { gradient, adjoints in
      pullback(&gradient)
      adjoints.add(gradient, to: slot)
    }
  }

  /// Records a result of this variable; the pullback adds to the adjoint of this variable.
  package func recorded(
    _ result: Tensor,
    adding pullback: @escaping @Sendable (_ gradient: Tensor, _ adjoint: inout Adjoint) -> Void
  ) -> Variable {
    guard let slot, tape.isRecording else { return tape.constant(result) }
    return tape.record(result) { gradient, adjoints in pullback(gradient, &adjoints[slot]) }
  }

  /// Records a function of every scalar from its slope, which is computed from what is kept: the
  /// input or the result, whichever is handier.
  ///
  ///     let y = value.tanh()
  ///     return recorded(y, keeping: y, in: "tanh") { $0.scale { y in 1 - y * y } }
  ///
  /// The pullback multiplies the gradient by the slope in place, when nobody shares it.
  package func recorded(
    _ result: Tensor, keeping kept: Tensor, in operation: String,
    _ slope: @escaping @Sendable (ChangingPairPiece) -> Void
  ) -> Variable {
    recorded(result, inPlace: { gradient in gradient.combine(with: kept, in: operation, slope) })
  }

  /// Records a result of two variables, each with a pullback that adds to its adjoint.
  package static func recorded(
    _ result: Tensor, in operation: String,
    _ left: Variable,
    _ toLeft: @escaping @Sendable (_ gradient: Tensor, _ adjoint: inout Adjoint) -> Void,
    _ right: Variable,
    _ toRight: @escaping @Sendable (_ gradient: Tensor, _ adjoint: inout Adjoint) -> Void
  ) -> Variable {
    let tape = required(try Tape.common(left, right, in: operation))
    guard tape.isRecording else { return tape.constant(result) }
    switch (left.slot, right.slot) {
    case (nil, nil):
      return tape.constant(result)
    case (let slot?, nil):
      return tape.record(result) { gradient, adjoints in toLeft(gradient, &adjoints[slot]) }
    case (nil, let slot?):
      return tape.record(result) { gradient, adjoints in toRight(gradient, &adjoints[slot]) }
    case (let leftSlot?, let rightSlot?):
      return tape.record(result) { gradient, adjoints in
        toLeft(gradient, &adjoints[leftSlot])
        toRight(gradient, &adjoints[rightSlot])
      }
    }
  }

  /// Records a result of several variables, not all of them constants, whose gradients are computed
  /// together. The pullback knows its inputs by their slots.
  package static func recorded(
    _ result: Tensor, in operation: String, from inputs: [Variable?],
    pullback: @escaping Tape.Pullback
  ) -> Variable {
    let first = inputs.lazy.compactMap { $0 }.first!
    var hasSlot = false
    for case let variable? in inputs {
      _ = required(try Tape.common(first, variable, in: operation))
      hasSlot = hasSlot || variable.slot != nil
    }
    guard first.tape.isRecording, hasSlot else { return first.tape.constant(result) }
    return first.tape.record(result, pullback)
  }
}

extension Tape {
  /// Appends an operation and gives its result a slot.
  func record(_ result: Tensor, _ pullback: @escaping Pullback) -> Variable {
    inspector?.look(at: result, isGiven: false)
    let slot = newSlot()
    records.append(Record(slot: slot, pullback: pullback))
    return Variable(value: result, tape: self, slot: slot, isLeaf: false)
  }

  /// The tape that two variables share.
  package static func common(
    _ left: Variable, _ right: Variable, in operation: String
  ) throws -> Tape {
    guard left.tape === right.tape else {
      throw TensorError(
        "\(operation): the two variables belong to different tapes; one step of training uses one "
          + "tape, and a value from an earlier one comes over as tape.constant(old.value)")
    }
    return left.tape
  }
}

extension ChangingPairPiece {
  /// Multiplies each gradient by the slope at what was kept.
  @inline(__always)
  func scale(_ slope: (Float) -> Float) {
    each { gradient, kept in gradient * slope(kept) }
  }
}
