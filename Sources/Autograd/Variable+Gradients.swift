import Tensors

extension Variable {
  /// The gradients of this loss, a single number, with respect to every variable and parameter it
  /// was computed from.
  ///
  /// The tape is walked backwards once. Every pullback is released as soon as it has run, together
  /// with what it kept, so memory shrinks while gradients grow; the tape is then used up. Gradients
  /// of intermediate results are dropped on the way unless they are asked for.
  ///
  ///     let hidden = x.matmul(w).tanh()
  ///     let gradients = hidden.sum().gradients(alsoOf: hidden)
  ///     gradients[w]
  ///     gradients[hidden]
  public func gradients(alsoOf intermediates: Variable...) -> Gradients {
    required(try checkIsLoss())
    return backward(from: .ones(shape), keeping: intermediates)
  }

  /// The gradients of the sum of this variable times a seed of its shape.
  public func gradients(seed: Tensor, alsoOf intermediates: Variable...) -> Gradients {
    required(try checkSeed(seed))
    return backward(from: seed, keeping: intermediates)
  }

  private func backward(from seed: Tensor, keeping intermediates: [Variable]) -> Gradients {
    let slot = required(try checkCanDifferentiate())
    for variable in intermediates {
      _ = required(try Tape.common(self, variable, in: "computing gradients"))
    }
    let kept = Set(intermediates.compactMap(\.slot))
    var keptGradients: [Int: Tensor] = [:]
    var adjoints = Adjoints(count: tape.slotCount)
    adjoints.add(seed, to: slot)
    tape.isConsumed = true
    while let record = tape.records.popLast() {
      guard var gradient = adjoints[record.slot].take() else { continue }
      if kept.contains(record.slot) { keptGradients[record.slot] = gradient }
      record.pullback(&gradient, &adjoints)
    }
    return Gradients(
      tape: tape, bySlot: adjoints.remaining().merging(keptGradients) { first, _ in first },
      kept: kept)
  }
}

extension Variable {
  /// A loss is one number.
  package func checkIsLoss() throws {
    guard count == 1 else {
      throw TensorError(
        "computing gradients: the variable has shape \(shape), and a loss is a single number; "
          + "take its sum() or mean(), or pass gradients(seed:) a weight for each scalar")
    }
  }

  /// A seed weighs each scalar.
  package func checkSeed(_ seed: Tensor) throws {
    guard seed.shape == shape else {
      throw TensorError(
        "computing gradients: the seed has shape \(seed.shape) and the variable \(shape), "
          + "which must be equal")
    }
  }

  /// Gradients can be computed once, from something that depends on a variable or parameter.
  package func checkCanDifferentiate() throws -> Int {
    guard tape.mode != .inference else {
      throw TensorError(
        "computing gradients: this tape is for inference and records nothing; use "
          + "Tape(.training), or Tape(.inferenceWithGradients) for a model as it is in use")
    }
    guard !tape.isConsumed else {
      throw TensorError(
        "computing gradients: this tape is used up, since what the first gradients needed was "
          + "released as they were computed. Add losses up and differentiate the sum, or make a "
          + "new tape for each. Gradients of gradients are not available: a gradient is a plain "
          + "tensor, and nothing follows how it was computed")
    }
    guard let slot else {
      throw TensorError(
        "computing gradients: the value is a constant, it depends on no tape.variable(…) and no "
          + "tape.parameter(…) that is not frozen")
    }
    return slot
  }
}
