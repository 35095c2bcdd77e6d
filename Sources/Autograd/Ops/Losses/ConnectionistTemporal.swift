import Foundation
import Tensors

/// Targets of a connectionist temporal loss: what each sequence of logits is to spell.
package struct ConnectionistTemporalPlan: Sendable {
  let targets: [[Int]]
  let lengths: [Int]
  let places: Int
  let classes: Int
  let blank: Int
  /// The rows whose target can be spelled in the places there are.
  let isPossible: [Bool]

  /// Checks that logits, lengths and targets go together.
  package init(
    _ shape: [Int], _ targets: [[Int]], lengths: [Int]?, blank: Int, skippingImpossible: Bool
  ) throws {
    let name = "connectionist temporal loss"
    guard shape.count == 3, shape[2] > 0 else {
      throw TensorError("\(name): logits of shape \(shape) should be [batch, places, classes]")
    }
    (places, classes, self.blank, self.targets) = (shape[1], shape[2], blank, targets)
    guard targets.count == shape[0] else {
      throw TensorError(
        "\(name): logits of shape \(shape) need \(shape[0]) targets, one a sequence, but "
          + "\(targets.count) were given")
    }
    let all = lengths ?? [Int](repeating: shape[1], count: shape[0])
    guard all.count == shape[0], all.allSatisfy({ (0...shape[1]).contains($0) }) else {
      throw TensorError(
        "\(name): lengths \(all) must hold one number between 0 and \(shape[1]) for each of "
          + "\(shape[0]) sequences")
    }
    self.lengths = all
    guard blank >= 0, blank < shape[2] else {
      throw TensorError(
        "\(name): the blank is \(blank), and must be one of the \(shape[2]) classes, 0 to "
          + "\(shape[2] - 1)")
    }
    for (row, target) in targets.enumerated() {
      for (place, symbol) in target.enumerated()
      where symbol == blank || symbol < 0 || symbol >= shape[2] {
        throw TensorError(
          "\(name): symbol \(place) of target \(row) is \(symbol), "
            + (symbol == blank
              ? "the blank, which stands between symbols and is none"
              : "and there are the classes 0 to \(shape[2] - 1)"))
      }
    }
    isPossible = zip(targets, all).map { Trellis.fewestPlaces($0) <= $1 }
    if !skippingImpossible, let row = isPossible.firstIndex(of: false) {
      throw TensorError(
        "\(name): target \(row) of \(targets[row].count) symbols takes at least "
          + "\(Trellis.fewestPlaces(targets[row])) places, equal neighbours needing a blank between "
          + "them, and its sequence has \(all[row]); leave it out, or pass skippingImpossible: true"
      )
    }
  }

  /// The loss of every sequence.
  func forward(_ logits: Tensor) -> Tensor {
    logits.read { x in
      Tensor(shape: [targets.count]) { losses in
        Parallel.run(targets.count) { row in
          losses[row] = isPossible[row] ? Float(-trellis(row, x) { $0.logProbability() }) : 0
        }
      }
    }
  }

  /// The gradient of the logits, of the gradient of the losses.
  func backward(_ logits: Tensor, _ gradient: Tensor) -> Tensor {
    let width = places * classes
    return logits.read { x in
      gradient.read { gradient in
        Tensor(shape: logits.shape) { result in
          Parallel.run(targets.count) { row in
            let own = result + row * width
            own.initialize(repeating: 0, count: width)
            guard isPossible[row] else { return }
            let count = lengths[row] * classes
            withUnsafeTemporaryAllocation(of: Double.self, capacity: max(count, 1)) { buffer in
              let shares = buffer.baseAddress!
              shares.initialize(repeating: 0, count: count)
              trellis(row, x) { trellis in
                _ = trellis.addShares(to: shares)
                for i in 0..<count {
                  own[i] = Float((exp(trellis.scores[i]) - shares[i]) * Double(gradient[row]))
                }
              }
            }
          }
        }
      }
    }
  }

  /// The paths of a row, on the logarithms of the softmax of its logits.
  private func trellis<Result>(
    _ row: Int, _ x: UnsafePointer<Float>, _ body: (Trellis) -> Result
  ) -> Result {
    let count = lengths[row] * classes
    let x = x + row * places * classes
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: max(count, 1)) { buffer in
      let scores = buffer.baseAddress!
      for place in 0..<lengths[row] {
        let (x, scores) = (x + place * classes, scores + place * classes)
        var (shift, sum) = (-Double.infinity, 0.0)
        for i in 0..<classes where Double(x[i]) > shift { shift = Double(x[i]) }
        for i in 0..<classes { sum += exp(Double(x[i]) - shift) }
        let logSum = shift + log(sum)
        for i in 0..<classes { scores[i] = Double(x[i]) - logSum }
      }
      return body(
        Trellis(
          scores: UnsafePointer(scores), places: lengths[row], classes: classes,
          target: targets[row], blank: blank))
    }
  }
}

extension Variable {
  /// The surprise at each target when nobody says at which place which symbol is: the loss of
  /// connectionist temporal classification, one number a sequence, [batch].
  ///
  ///     loss = -log Σ over paths that spell the target of  Π over places t of  softmax(xₜ)[path at t]
  ///     ∂loss/∂xₜₖ = softmax(xₜ)ₖ - P(the path is at class k at place t | it spells the target)
  ///
  /// This variable holds logits, [batch, places, classes]. A path has one class a place; to read it,
  /// take repetitions as one and leave out the blank. With `lengths` the places of a row from there on
  /// are padding, which is not read. Targets are as long as they like, one a row, without blanks.
  ///
  /// A target that its sequence is too short for has no path, and its loss would be infinite and spoil
  /// every parameter: it stops the program, unless `skippingImpossible` counts it as 0 and without
  /// gradient, as PyTorch's `zero_infinity` does. The logits are kept, and the paths are summed again
  /// on the way back.
  public func connectionistTemporalLosses(
    targets: [[Int]], lengths: [Int]? = nil, blank: Int = 0, skippingImpossible: Bool = false
  ) -> Variable {
    let plan = required(
      try ConnectionistTemporalPlan(
        shape, targets, lengths: lengths, blank: blank, skippingImpossible: skippingImpossible))
    let x = value
    return recorded(plan.forward(x)) { gradient in plan.backward(x, gradient) }
  }

  /// The mean over a batch of the surprise at each symbol of the targets: every loss of
  /// ``connectionistTemporalLosses(targets:lengths:blank:skippingImpossible:)`` divided by the length
  /// of its target, or by 1 where that is empty, as PyTorch's mean is.
  public func connectionistTemporal(
    targets: [[Int]], lengths: [Int]? = nil, blank: Int = 0, skippingImpossible: Bool = false
  ) -> Variable {
    let losses = connectionistTemporalLosses(
      targets: targets, lengths: lengths, blank: blank, skippingImpossible: skippingImpossible)
    return (losses * tape.constant(Tensor(targets.map { 1 / Float(max($0.count, 1)) }))).mean()
  }
}
