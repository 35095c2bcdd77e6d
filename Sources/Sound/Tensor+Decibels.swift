import Foundation
import Tensors

extension Tensor {
  /// Powers in decibels, 10 log10(power / reference): librosa's `power_to_db`.
  ///
  ///     Tensor([1, 100]).decibels()             // [0, 20]
  ///     Tensor([0, 100]).decibels(range: 80)    // [-60, 20]
  ///
  /// - Parameters:
  ///   - reference: The power that is called 0.
  ///   - floor: What smaller powers count as.
  ///   - range: How far below the largest the smallest may be; what is further down is raised to there.
  public func decibels(
    relativeTo reference: Float = 1, floor: Float = 1e-10, range: Float? = nil
  ) -> Tensor {
    required(try Self.checkDecibels(reference, floor: floor, range: range))
    let zero = log10(Double(max(reference, floor)))
    var result = Tensor(
      shape: shape,
      scalars: scalars.map { power in
        power.isNaN ? power : Float(10 * (log10(Double(max(power, floor))) - zero))
      })
    if let range, let loudest = result.scalars.max() {
      for place in 0..<count { result.scalars[place] = max(result.scalars[place], loudest - range) }
    }
    return result
  }

  package static func checkDecibels(
    _ reference: Float, floor: Float, range: Float?
  ) throws(TensorError) {
    guard reference > 0, floor > 0 else {
      throw TensorError(
        "decibels: the reference is \(reference) and the floor \(floor), and both must be positive")
    }
    if let range, !(range >= 0) {
      throw TensorError("decibels: the range is \(range), and must not be negative")
    }
  }
}
