import Tensors

/// A run of predictions and targets of which a loss computes terms or slopes.
struct LossPiece {
  let predictions: UnsafePointer<Float>
  let targets: UnsafePointer<Float>
  let result: UnsafeMutablePointer<Float>
  let count: Int

  /// `result[i] = f(prediction[i], target[i])`.
  @inline(__always)
  func each(_ f: (Float, Float) -> Float) {
    for i in 0..<count { result[i] = f(predictions[i], targets[i]) }
  }
}

extension Variable {
  /// The mean of a function of every prediction and its target, given the function and its slope
  /// towards the prediction.
  ///
  /// Terms are made and summed a few thousand at a time and never fill a tensor. Predictions and
  /// targets are kept.
  func meanLoss(
    _ targets: Tensor, in operation: String, terms: (LossPiece) -> Void,
    slopes: @escaping @Sendable (LossPiece) -> Void
  ) -> Variable {
    required(try Self.checkTargets(shape, targets.shape, in: operation))
    let (x, share) = (value, 1 / Float(count))
    return recorded(Tensor(x.sum(with: targets, terms) * share)) { gradient in
      var result = x.map(with: targets, slopes)
      result *= gradient.scalar * share
      return result
    }
  }

  /// Predictions and targets have one shape. Broadcasting here would be a mistake that trains:
  /// [n] against [n, 1] gives n² pairs, and most of them wrong.
  package static func checkTargets(
    _ predictions: [Int], _ targets: [Int], in operation: String
  ) throws {
    guard predictions == targets else {
      throw TensorError(
        "\(operation): predictions have shape \(predictions) and targets \(targets), "
          + "which must be equal")
    }
  }
}

extension Tensor {
  /// The sum of terms made from every scalar and its counterpart.
  fileprivate func sum(with other: Tensor, _ terms: (LossPiece) -> Void) -> Float {
    read { x in
      other.read { y in
        Folding.row(
          count: count,
          block: { range in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: range.count) { buffer in
              let (start, result) = (range.lowerBound, buffer.baseAddress!)
              terms(
                LossPiece(
                  predictions: x + start, targets: y + start, result: result, count: range.count))
              return Sums.sum(result, count: range.count)
            }
          },
          join: { partials, range in Sums.sum(partials + range.lowerBound, count: range.count) })
      }
    }
  }

  /// The tensor of slopes made from every scalar and its counterpart.
  fileprivate func map(with other: Tensor, _ slopes: (LossPiece) -> Void) -> Tensor {
    read { x in
      other.read { y in
        Tensor(shape: shape) { result in
          Parallel.pieces(of: count, size: Piece.length) { range in
            let start = range.lowerBound
            slopes(
              LossPiece(
                predictions: x + start, targets: y + start, result: result + start,
                count: range.count))
          }
        }
      }
    }
  }
}
