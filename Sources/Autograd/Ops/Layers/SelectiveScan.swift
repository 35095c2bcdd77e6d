import Tensors

extension Variable {
  /// The scan of a selective state space (Gu and Dao 2023, the "S6" of Mamba): each channel has a
  /// state of a few numbers, which fades, takes in and is read in ways that the sequence itself
  /// chooses at every place.
  ///
  ///     hₜ = exp(Δₜ A) hₜ₋₁ + Δₜ Bₜ xₜ            yₜ = Cₜ · hₜ + D xₜ            h before all: 0
  ///
  /// This variable holds x, [batch, length, channels], and `delta` the steps Δ of the same shape,
  /// which are positive (a softplus makes them so). The rates A are [channels, states] and negative
  /// where a state is to fade; B and C, [batch, length, states], are shared by all channels of a
  /// place. D, [channels], is the skip; without one it is 0.
  ///
  ///     S = ∂L/∂hₜ = Cₜ ∂L/∂yₜ + exp(Δₜ₊₁ A) S'                  E = S hₜ₋₁ exp(Δₜ A)
  ///     ∂L/∂A = Σ E Δₜ      ∂L/∂Δₜ = Σ (E A + S Bₜ xₜ)      ∂L/∂xₜ = Σ S Δₜ Bₜ + D ∂L/∂yₜ
  ///     ∂L/∂Bₜ = Σ S Δₜ xₜ      ∂L/∂Cₜ = Σ hₜ ∂L/∂yₜ      ∂L/∂D = Σ xₜ ∂L/∂yₜ
  ///
  /// with S' of the next place. Read from front to back it takes a step a place; with `chunk` a
  /// sequence is cut into chunks of so many places, which are read side by side and joined, as the
  /// joining is associative: the same sums in another order, and twice the work. What is read is
  /// kept; the states, `states` times as many numbers, are computed again on the way back.
  public func selectiveScan(
    delta: Variable, a: Variable, b: Variable, c: Variable, skip: Variable? = nil,
    chunk: Int? = nil
  ) -> Variable {
    let plan = required(
      try SelectiveScanPlan(
        shape, delta: delta.shape, a: a.shape, b: b.shape, c: c.shape, skip: skip?.shape,
        chunk: chunk))
    let read = SelectiveScanInput(
      plan: plan, x: value, delta: delta.value, a: a.value, b: b.value, c: c.value,
      skip: skip?.value)
    let slots = (slot, delta.slot, a.slot, b.slot, c.slot, skip?.slot)
    return Variable.recorded(
      read.forward(isChunked: chunk != nil), in: "selective scan",
      from: [self, delta, a, b, c, skip]
    ) { gradient, adjoints in
      let sums = read.backward(gradient)
      adjoints.add(sums.x, to: slots.0)
      adjoints.add(sums.delta, to: slots.1)
      adjoints.add(sums.a.sum(axes: [0]), to: slots.2)
      adjoints.add(sums.b.sum(axes: [0]), to: slots.3)
      adjoints.add(sums.c.sum(axes: [0]), to: slots.4)
      adjoints.add(sums.skip.sum(axes: [0]), to: slots.5)
    }
  }
}

/// The tensors that a selective scan reads.
private struct SelectiveScanInput: Sendable {
  let plan: SelectiveScanPlan
  let x: Tensor
  let delta: Tensor
  let a: Tensor
  let b: Tensor
  let c: Tensor
  let skip: Tensor?

  func forward(isChunked: Bool) -> Tensor {
    Tensor(shape: x.shape) { result in
      withKernel { isChunked ? $0.chunked(to: result) : $0.recurrent(to: result) }
    }
  }

  func backward(
    _ gradient: Tensor
  ) -> (x: Tensor, delta: Tensor, a: Tensor, b: Tensor, c: Tensor, skip: Tensor) {
    let (batch, channels) = (plan.batch, plan.channels)
    var toX = Tensor.zeros(x.shape)
    var toDelta = Tensor.zeros(x.shape)
    var toA = Tensor.zeros([batch, channels, plan.states])
    var toB = Tensor.zeros([plan.blocks] + b.shape)
    var toC = Tensor.zeros([plan.blocks] + b.shape)
    var toSkip = Tensor.zeros([batch, channels])
    // One pointer at a time, as each is valid inside its own call only.
    gradient.read { gradient in
      toX.change { x in
        toDelta.change { delta in
          toA.change { a in
            toB.change { b in
              toC.change { c in
                toSkip.change { skip in
                  let sums = SelectiveScanSums(x: x, delta: delta, a: a, b: b, c: c, skip: skip)
                  withKernel { $0.backward(gradient, sums) }
                }
              }
            }
          }
        }
      }
    }
    return (toX, toDelta, toA, toB, toC, toSkip)
  }

  private func withKernel(_ body: (SelectiveScanKernel) -> Void) {
    x.read { x in
      delta.read { delta in
        a.read { a in
          b.read { b in
            c.read { c in
              func call(_ skip: UnsafePointer<Float>?) {
                body(
                  SelectiveScanKernel(
                    plan: plan, x: x, delta: delta, a: a, b: b, c: c, skip: skip))
              }
              if let skip { skip.read { call($0) } } else { call(nil) }
            }
          }
        }
      }
    }
  }
}
