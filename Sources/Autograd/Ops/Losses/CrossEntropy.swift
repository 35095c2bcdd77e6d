import Tensors

/// Labels of a cross-entropy: what is expected of each row of logits.
package struct CrossEntropyPlan: Sendable {
  let labels: [Int]
  let classes: Int
  let smoothing: Float
  /// The rows that count: all but those whose label is to be ignored.
  let counted: Int
  let ignored: Int?

  /// Checks that logits and labels go together.
  package init(_ shape: [Int], _ labels: [Int], smoothing: Float, ignoring ignored: Int?) throws {
    guard let classes = shape.last, classes > 0, shape.dropLast().reduce(1, *) == labels.count
    else {
      throw TensorError(
        "cross-entropy: logits of shape \(shape) need \(shape.dropLast().reduce(1, *)) labels, "
          + "one for each line along the last axis, but \(labels.count) were given")
    }
    for (place, label) in labels.enumerated() where label != ignored {
      guard label >= 0, label < classes else {
        throw TensorError(
          "cross-entropy: label \(label) at position \(place) is not one of the \(classes) classes, "
            + "0 to \(classes - 1)")
      }
    }
    guard smoothing >= 0, smoothing <= 1 else {
      throw TensorError(
        "cross-entropy: the smoothing is \(smoothing), and a share is between 0 and 1")
    }
    (self.labels, self.classes, self.smoothing) = (labels, classes, smoothing)
    self.ignored = ignored
    counted = ignored == nil ? labels.count : labels.reduce(0) { $0 + ($1 == ignored ? 0 : 1) }
  }

  /// The loss of every row, and what its softmax is computed from: the largest logit, and the
  /// logarithm of the sum of exponentials relative to it.
  func forward(_ logits: Tensor) -> (losses: Tensor, statistics: Tensor) {
    let classes = classes
    var statistics = Tensor.zeros([labels.count, 2])
    let losses = logits.read { x in
      statistics.change { statistics in
        Tensor(shape: [labels.count]) { losses in
          Rows.pieces(labels.count, width: classes) { range in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: classes) { buffer in
              let powers = buffer.baseAddress!
              for row in range {
                let x = x + row * classes
                let shift = SoftmaxRow.shift(x, classes)
                let sum = SoftmaxRow.exponentials(x, shift: shift, into: powers, classes)
                let logSum = Elementary.log(sum)
                (statistics[2 * row], statistics[2 * row + 1]) = (shift, logSum)
                losses[row] = 0
                guard labels[row] != ignored else { continue }
                losses[row] = (1 - smoothing) * (logSum - (x[labels[row]] - shift))
                if smoothing > 0 {
                  let mean = Sums.sum(x, count: classes) / Float(classes)
                  losses[row] += smoothing * (logSum - (mean - shift))
                }
              }
            }
          }
        }
      }
    }
    return (losses, statistics)
  }

  /// The gradient of the logits: softmax less what was expected, times a factor.
  func backward(_ logits: Tensor, _ statistics: Tensor, times factor: Float) -> Tensor {
    let (classes, share) = (classes, smoothing / Float(classes))
    return logits.read { x in
      statistics.read { statistics in
        Tensor(shape: logits.shape) { result in
          Rows.pieces(labels.count, width: classes) { range in
            for row in range {
              let (x, result) = (x + row * classes, result + row * classes)
              let (shift, logSum) = (statistics[2 * row], statistics[2 * row + 1])
              let label = labels[row]
              guard label != ignored else {
                for i in 0..<classes { result[i] = 0 }
                continue
              }
              for i in 0..<classes {
                result[i] = (Elementary.expInRange(x[i] - shift - logSum) - share) * factor
              }
              result[label] -= (1 - smoothing) * factor
            }
          }
        }
      }
    }
  }
}

extension Variable {
  /// The mean surprise at the right labels when the softmax of these logits is believed: the loss
  /// of classification.
  ///
  ///     loss = mean over rows of  log Σ e^xⱼ - x_label
  ///     ∂loss/∂xⱼ = (softmax(x)ⱼ - [j is the label]) / rows
  ///
  /// There is one label for each line along the last axis. With `smoothing` ε, a share ε of the
  /// expectation is spread evenly over all classes. Rows whose label is `ignored` do not count.
  ///
  /// Softmax, logarithm and mean are one operation, which is exact where a probability is too small
  /// for a float. Logits and two numbers a row are kept.
  public func crossEntropy(
    labels: [Int], smoothing: Float = 0, ignoring ignored: Int? = nil
  ) -> Variable {
    let plan = required(
      try CrossEntropyPlan(shape, labels, smoothing: smoothing, ignoring: ignored))
    let x = value
    let (losses, statistics) = plan.forward(x)
    let share = 1 / Float(plan.counted)
    return recorded(losses.sum() * share) { gradient in
      plan.backward(x, statistics, times: gradient.scalar * share)
    }
  }
}
